from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.get_my_picture_kind import GetMyPictureKind
from ...models.problem import Problem
from ...types import UNSET, File, Response


def _get_kwargs(
    kind: GetMyPictureKind,
    *,
    of: str,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["of"] = of

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/share/mine/{kind}.png".format(
            kind=quote(str(kind), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> File | Problem | None:
    if response.status_code == 200:
        response_200 = File(payload=BytesIO(response.content))

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

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[File | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    kind: GetMyPictureKind,
    *,
    client: AuthenticatedClient,
    of: str,
) -> Response[File | Problem]:
    """A picture of your music of a month or a year, to send to whomever you like

     Five songs you loved last then, or searched for most; the kinds of music; how many you loved and
    asked for. Nothing is public.

    Args:
        kind (GetMyPictureKind):
        of (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[File | Problem]
    """

    kwargs = _get_kwargs(
        kind=kind,
        of=of,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    kind: GetMyPictureKind,
    *,
    client: AuthenticatedClient,
    of: str,
) -> File | Problem | None:
    """A picture of your music of a month or a year, to send to whomever you like

     Five songs you loved last then, or searched for most; the kinds of music; how many you loved and
    asked for. Nothing is public.

    Args:
        kind (GetMyPictureKind):
        of (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        File | Problem
    """

    return sync_detailed(
        kind=kind,
        client=client,
        of=of,
    ).parsed


async def asyncio_detailed(
    kind: GetMyPictureKind,
    *,
    client: AuthenticatedClient,
    of: str,
) -> Response[File | Problem]:
    """A picture of your music of a month or a year, to send to whomever you like

     Five songs you loved last then, or searched for most; the kinds of music; how many you loved and
    asked for. Nothing is public.

    Args:
        kind (GetMyPictureKind):
        of (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[File | Problem]
    """

    kwargs = _get_kwargs(
        kind=kind,
        of=of,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    kind: GetMyPictureKind,
    *,
    client: AuthenticatedClient,
    of: str,
) -> File | Problem | None:
    """A picture of your music of a month or a year, to send to whomever you like

     Five songs you loved last then, or searched for most; the kinds of music; how many you loved and
    asked for. Nothing is public.

    Args:
        kind (GetMyPictureKind):
        of (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        File | Problem
    """

    return (
        await asyncio_detailed(
            kind=kind,
            client=client,
            of=of,
        )
    ).parsed
