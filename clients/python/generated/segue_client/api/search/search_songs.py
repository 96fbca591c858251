from http import HTTPStatus
from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.search_response import SearchResponse
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    q: str,
    limit: int | Unset = 10,
    kind: str | Unset = "song",
    cursor: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["q"] = q

    params["limit"] = limit

    params["kind"] = kind

    params["cursor"] = cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/search",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | Problem | SearchResponse | None:
    if response.status_code == 200:
        response_200 = SearchResponse.from_dict(response.json())

        return response_200

    if response.status_code == 304:
        response_304 = cast(Any, None)
        return response_304

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 405:
        response_405 = Problem.from_dict(response.json())

        return response_405

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Any | Problem | SearchResponse]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    q: str,
    limit: int | Unset = 10,
    kind: str | Unset = "song",
    cursor: str | Unset = UNSET,
) -> Response[Any | Problem | SearchResponse]:
    """Find songs, artists and genres by name, as typed, typos allowed

     Songs are in `results`, found by their title, their artist or both; with `kind=artist` artists are
    in `artists`, with `kind=genre` genres that begin so are in `genres`, and with
    `kind=song,artist,genre` one request finds all.

    Args:
        q (str):
        limit (int | Unset):  Default: 10.
        kind (str | Unset):  Default: 'song'.
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | SearchResponse]
    """

    kwargs = _get_kwargs(
        q=q,
        limit=limit,
        kind=kind,
        cursor=cursor,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    q: str,
    limit: int | Unset = 10,
    kind: str | Unset = "song",
    cursor: str | Unset = UNSET,
) -> Any | Problem | SearchResponse | None:
    """Find songs, artists and genres by name, as typed, typos allowed

     Songs are in `results`, found by their title, their artist or both; with `kind=artist` artists are
    in `artists`, with `kind=genre` genres that begin so are in `genres`, and with
    `kind=song,artist,genre` one request finds all.

    Args:
        q (str):
        limit (int | Unset):  Default: 10.
        kind (str | Unset):  Default: 'song'.
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | SearchResponse
    """

    return sync_detailed(
        client=client,
        q=q,
        limit=limit,
        kind=kind,
        cursor=cursor,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    q: str,
    limit: int | Unset = 10,
    kind: str | Unset = "song",
    cursor: str | Unset = UNSET,
) -> Response[Any | Problem | SearchResponse]:
    """Find songs, artists and genres by name, as typed, typos allowed

     Songs are in `results`, found by their title, their artist or both; with `kind=artist` artists are
    in `artists`, with `kind=genre` genres that begin so are in `genres`, and with
    `kind=song,artist,genre` one request finds all.

    Args:
        q (str):
        limit (int | Unset):  Default: 10.
        kind (str | Unset):  Default: 'song'.
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | SearchResponse]
    """

    kwargs = _get_kwargs(
        q=q,
        limit=limit,
        kind=kind,
        cursor=cursor,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    q: str,
    limit: int | Unset = 10,
    kind: str | Unset = "song",
    cursor: str | Unset = UNSET,
) -> Any | Problem | SearchResponse | None:
    """Find songs, artists and genres by name, as typed, typos allowed

     Songs are in `results`, found by their title, their artist or both; with `kind=artist` artists are
    in `artists`, with `kind=genre` genres that begin so are in `genres`, and with
    `kind=song,artist,genre` one request finds all.

    Args:
        q (str):
        limit (int | Unset):  Default: 10.
        kind (str | Unset):  Default: 'song'.
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | SearchResponse
    """

    return (
        await asyncio_detailed(
            client=client,
            q=q,
            limit=limit,
            kind=kind,
            cursor=cursor,
        )
    ).parsed
