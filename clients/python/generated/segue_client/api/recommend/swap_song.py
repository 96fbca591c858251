from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.swap_request import SwapRequest
from ...models.swap_response import SwapResponse
from ...types import Response


def _get_kwargs(
    *,
    body: SwapRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/recommend/swap",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Problem | SwapResponse | None:
    if response.status_code == 200:
        response_200 = SwapResponse.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 405:
        response_405 = Problem.from_dict(response.json())

        return response_405

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

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
) -> Response[Problem | SwapResponse]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: SwapRequest,
) -> Response[Problem | SwapResponse]:
    """Take a song out of an answer, whose place the next best one takes; or put it back

     The kept answer is changed by that, and with it what is shared, rated, and gone on from; follow-ups
    go without the song. An answer to a listener is theirs alone to change. The same request again has
    the same answer. With `back` a song that was taken out is in its place again.

    Args:
        body (SwapRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SwapResponse]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: SwapRequest,
) -> Problem | SwapResponse | None:
    """Take a song out of an answer, whose place the next best one takes; or put it back

     The kept answer is changed by that, and with it what is shared, rated, and gone on from; follow-ups
    go without the song. An answer to a listener is theirs alone to change. The same request again has
    the same answer. With `back` a song that was taken out is in its place again.

    Args:
        body (SwapRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SwapResponse
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: SwapRequest,
) -> Response[Problem | SwapResponse]:
    """Take a song out of an answer, whose place the next best one takes; or put it back

     The kept answer is changed by that, and with it what is shared, rated, and gone on from; follow-ups
    go without the song. An answer to a listener is theirs alone to change. The same request again has
    the same answer. With `back` a song that was taken out is in its place again.

    Args:
        body (SwapRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SwapResponse]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: SwapRequest,
) -> Problem | SwapResponse | None:
    """Take a song out of an answer, whose place the next best one takes; or put it back

     The kept answer is changed by that, and with it what is shared, rated, and gone on from; follow-ups
    go without the song. An answer to a listener is theirs alone to change. The same request again has
    the same answer. With `back` a song that was taken out is in its place again.

    Args:
        body (SwapRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SwapResponse
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
