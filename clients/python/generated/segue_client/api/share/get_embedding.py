from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.embedding import Embedding
from ...models.get_embedding_format import (
    GetEmbeddingFormat,
)
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    url_query: str,
    maxwidth: int | Unset = UNSET,
    maxheight: int | Unset = UNSET,
    format_: GetEmbeddingFormat | Unset = "json",
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["url"] = url_query

    params["maxwidth"] = maxwidth

    params["maxheight"] = maxheight

    json_format_: str | Unset = UNSET
    if not isinstance(format_, Unset):
        json_format_ = format_

    params["format"] = json_format_

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/share",
        "params": params,
    }

    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Embedding | Problem | None:
    if response.status_code == 200:
        response_200 = Embedding.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 405:
        response_405 = Problem.from_dict(response.json())

        return response_405

    if response.status_code == 501:
        response_501 = Problem.from_dict(response.json())

        return response_501

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Embedding | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    url_query: str,
    maxwidth: int | Unset = UNSET,
    maxheight: int | Unset = UNSET,
    format_: GetEmbeddingFormat | Unset = "json",
) -> Response[Embedding | Problem]:
    """How a list is embedded elsewhere, as oEmbed 1.0 has it; also at /oembed

     In JSON alone. The pages of lists lead here. Any site may ask. The frame's page is `/s/{id}/embed`;
    it fits into 300 x 380 pixels, and runs no script. WordPress shows it wherever the address of a list
    stands alone on a line, in a sandbox in which no link opens; it leaves that out after
    `wp_oembed_add_provider('https://HOST/s/*', 'https://HOST/api/oembed')`.

    Args:
        url_query (str):
        maxwidth (int | Unset):
        maxheight (int | Unset):
        format_ (GetEmbeddingFormat | Unset):  Default: 'json'.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Embedding | Problem]
    """

    kwargs = _get_kwargs(
        url_query=url_query,
        maxwidth=maxwidth,
        maxheight=maxheight,
        format_=format_,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    url_query: str,
    maxwidth: int | Unset = UNSET,
    maxheight: int | Unset = UNSET,
    format_: GetEmbeddingFormat | Unset = "json",
) -> Embedding | Problem | None:
    """How a list is embedded elsewhere, as oEmbed 1.0 has it; also at /oembed

     In JSON alone. The pages of lists lead here. Any site may ask. The frame's page is `/s/{id}/embed`;
    it fits into 300 x 380 pixels, and runs no script. WordPress shows it wherever the address of a list
    stands alone on a line, in a sandbox in which no link opens; it leaves that out after
    `wp_oembed_add_provider('https://HOST/s/*', 'https://HOST/api/oembed')`.

    Args:
        url_query (str):
        maxwidth (int | Unset):
        maxheight (int | Unset):
        format_ (GetEmbeddingFormat | Unset):  Default: 'json'.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Embedding | Problem
    """

    return sync_detailed(
        client=client,
        url_query=url_query,
        maxwidth=maxwidth,
        maxheight=maxheight,
        format_=format_,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    url_query: str,
    maxwidth: int | Unset = UNSET,
    maxheight: int | Unset = UNSET,
    format_: GetEmbeddingFormat | Unset = "json",
) -> Response[Embedding | Problem]:
    """How a list is embedded elsewhere, as oEmbed 1.0 has it; also at /oembed

     In JSON alone. The pages of lists lead here. Any site may ask. The frame's page is `/s/{id}/embed`;
    it fits into 300 x 380 pixels, and runs no script. WordPress shows it wherever the address of a list
    stands alone on a line, in a sandbox in which no link opens; it leaves that out after
    `wp_oembed_add_provider('https://HOST/s/*', 'https://HOST/api/oembed')`.

    Args:
        url_query (str):
        maxwidth (int | Unset):
        maxheight (int | Unset):
        format_ (GetEmbeddingFormat | Unset):  Default: 'json'.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Embedding | Problem]
    """

    kwargs = _get_kwargs(
        url_query=url_query,
        maxwidth=maxwidth,
        maxheight=maxheight,
        format_=format_,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    url_query: str,
    maxwidth: int | Unset = UNSET,
    maxheight: int | Unset = UNSET,
    format_: GetEmbeddingFormat | Unset = "json",
) -> Embedding | Problem | None:
    """How a list is embedded elsewhere, as oEmbed 1.0 has it; also at /oembed

     In JSON alone. The pages of lists lead here. Any site may ask. The frame's page is `/s/{id}/embed`;
    it fits into 300 x 380 pixels, and runs no script. WordPress shows it wherever the address of a list
    stands alone on a line, in a sandbox in which no link opens; it leaves that out after
    `wp_oembed_add_provider('https://HOST/s/*', 'https://HOST/api/oembed')`.

    Args:
        url_query (str):
        maxwidth (int | Unset):
        maxheight (int | Unset):
        format_ (GetEmbeddingFormat | Unset):  Default: 'json'.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Embedding | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            url_query=url_query,
            maxwidth=maxwidth,
            maxheight=maxheight,
            format_=format_,
        )
    ).parsed
