from http import HTTPStatus
from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.artist_response import ArtistResponse
from ...models.problem import Problem
from ...types import UNSET, Response


def _get_kwargs(
    *,
    of: str,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["of"] = of

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/search/artist",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | ArtistResponse | Problem | None:
    if response.status_code == 200:
        response_200 = ArtistResponse.from_dict(response.json())

        return response_200

    if response.status_code == 304:
        response_304 = cast(Any, None)
        return response_304

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

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
) -> Response[Any | ArtistResponse | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    of: str,
) -> Response[Any | ArtistResponse | Problem]:
    """The page of one artist

     By the whole name, or by an id, a URI or a link of Spotify or MusicBrainz where the catalogue's data
    tells the artists' ids. A name is no part of the path, as names have slashes.

    Args:
        of (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | ArtistResponse | Problem]
    """

    kwargs = _get_kwargs(
        of=of,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    of: str,
) -> Any | ArtistResponse | Problem | None:
    """The page of one artist

     By the whole name, or by an id, a URI or a link of Spotify or MusicBrainz where the catalogue's data
    tells the artists' ids. A name is no part of the path, as names have slashes.

    Args:
        of (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | ArtistResponse | Problem
    """

    return sync_detailed(
        client=client,
        of=of,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    of: str,
) -> Response[Any | ArtistResponse | Problem]:
    """The page of one artist

     By the whole name, or by an id, a URI or a link of Spotify or MusicBrainz where the catalogue's data
    tells the artists' ids. A name is no part of the path, as names have slashes.

    Args:
        of (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | ArtistResponse | Problem]
    """

    kwargs = _get_kwargs(
        of=of,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    of: str,
) -> Any | ArtistResponse | Problem | None:
    """The page of one artist

     By the whole name, or by an id, a URI or a link of Spotify or MusicBrainz where the catalogue's data
    tells the artists' ids. A name is no part of the path, as names have slashes.

    Args:
        of (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | ArtistResponse | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            of=of,
        )
    ).parsed
