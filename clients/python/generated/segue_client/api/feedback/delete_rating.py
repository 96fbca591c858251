from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.rating_response import RatingResponse
from ...types import UNSET, Response


def _get_kwargs(
    *,
    track: str,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["track"] = track

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": "/feedback",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | RatingResponse | None:
    if response.status_code == 200:
        response_200 = RatingResponse.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 405:
        response_405 = Problem.from_dict(response.json())

        return response_405

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())

        return response_429

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Problem | RatingResponse]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    track: str,
) -> Response[Problem | RatingResponse]:
    """Take back what you think of a song

     In whichever list it was rated, also of one that is not kept any more. A song that was not rated
    changes nothing.

    Args:
        track (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | RatingResponse]
    """

    kwargs = _get_kwargs(
        track=track,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    track: str,
) -> Problem | RatingResponse | None:
    """Take back what you think of a song

     In whichever list it was rated, also of one that is not kept any more. A song that was not rated
    changes nothing.

    Args:
        track (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | RatingResponse
    """

    return sync_detailed(
        client=client,
        track=track,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    track: str,
) -> Response[Problem | RatingResponse]:
    """Take back what you think of a song

     In whichever list it was rated, also of one that is not kept any more. A song that was not rated
    changes nothing.

    Args:
        track (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | RatingResponse]
    """

    kwargs = _get_kwargs(
        track=track,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    track: str,
) -> Problem | RatingResponse | None:
    """Take back what you think of a song

     In whichever list it was rated, also of one that is not kept any more. A song that was not rated
    changes nothing.

    Args:
        track (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | RatingResponse
    """

    return (
        await asyncio_detailed(
            client=client,
            track=track,
        )
    ).parsed
