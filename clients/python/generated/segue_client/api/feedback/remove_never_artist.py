from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.never_artists_response import NeverArtistsResponse
from ...models.problem import Problem
from ...types import UNSET, Response


def _get_kwargs(
    *,
    artist: str,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["artist"] = artist

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": "/feedback/artists",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> NeverArtistsResponse | Problem | None:
    if response.status_code == 200:
        response_200 = NeverArtistsResponse.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 405:
        response_405 = Problem.from_dict(response.json())

        return response_405

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())

        return response_415

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[NeverArtistsResponse | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    artist: str,
) -> Response[NeverArtistsResponse | Problem]:
    """Take an artist off that list

     One who is not on it changes nothing.

    Args:
        artist (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[NeverArtistsResponse | Problem]
    """

    kwargs = _get_kwargs(
        artist=artist,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    artist: str,
) -> NeverArtistsResponse | Problem | None:
    """Take an artist off that list

     One who is not on it changes nothing.

    Args:
        artist (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        NeverArtistsResponse | Problem
    """

    return sync_detailed(
        client=client,
        artist=artist,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    artist: str,
) -> Response[NeverArtistsResponse | Problem]:
    """Take an artist off that list

     One who is not on it changes nothing.

    Args:
        artist (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[NeverArtistsResponse | Problem]
    """

    kwargs = _get_kwargs(
        artist=artist,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    artist: str,
) -> NeverArtistsResponse | Problem | None:
    """Take an artist off that list

     One who is not on it changes nothing.

    Args:
        artist (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        NeverArtistsResponse | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            artist=artist,
        )
    ).parsed
