from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.map_tracks_response import MapTracksResponse
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    points: str | Unset = UNSET,
    ids: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["points"] = points

    params["ids"] = ids

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/insights/map/tracks",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> MapTracksResponse | Problem | None:
    if response.status_code == 200:
        response_200 = MapTracksResponse.from_dict(response.json())

        return response_200

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
) -> Response[MapTracksResponse | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    points: str | Unset = UNSET,
    ids: str | Unset = UNSET,
) -> Response[MapTracksResponse | Problem]:
    """Songs of the map by their points, or the places of any songs by their ids

     Give `points` or `ids`. Ids that the catalogue does not have are left out.

    Args:
        points (str | Unset):
        ids (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[MapTracksResponse | Problem]
    """

    kwargs = _get_kwargs(
        points=points,
        ids=ids,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    points: str | Unset = UNSET,
    ids: str | Unset = UNSET,
) -> MapTracksResponse | Problem | None:
    """Songs of the map by their points, or the places of any songs by their ids

     Give `points` or `ids`. Ids that the catalogue does not have are left out.

    Args:
        points (str | Unset):
        ids (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MapTracksResponse | Problem
    """

    return sync_detailed(
        client=client,
        points=points,
        ids=ids,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    points: str | Unset = UNSET,
    ids: str | Unset = UNSET,
) -> Response[MapTracksResponse | Problem]:
    """Songs of the map by their points, or the places of any songs by their ids

     Give `points` or `ids`. Ids that the catalogue does not have are left out.

    Args:
        points (str | Unset):
        ids (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[MapTracksResponse | Problem]
    """

    kwargs = _get_kwargs(
        points=points,
        ids=ids,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    points: str | Unset = UNSET,
    ids: str | Unset = UNSET,
) -> MapTracksResponse | Problem | None:
    """Songs of the map by their points, or the places of any songs by their ids

     Give `points` or `ids`. Ids that the catalogue does not have are left out.

    Args:
        points (str | Unset):
        ids (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MapTracksResponse | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            points=points,
            ids=ids,
        )
    ).parsed
