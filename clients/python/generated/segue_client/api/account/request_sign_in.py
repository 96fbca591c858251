from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.sign_in_request import SignInRequest
from ...models.sign_in_response import SignInResponse
from ...types import Response


def _get_kwargs(
    *,
    body: SignInRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/account/sign-in",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | SignInResponse | None:
    if response.status_code == 202:
        response_202 = SignInResponse.from_dict(response.json())

        return response_202

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 405:
        response_405 = Problem.from_dict(response.json())

        return response_405

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())

        return response_415

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

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
) -> Response[Problem | SignInResponse]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: SignInRequest,
) -> Response[Problem | SignInResponse]:
    """Have a link and a code mailed that sign in

     The link opens `/sign-in.html#token=...`; the code has six digits, and works only together with the
    `asked` of the answer. One of them works, once, for 15 minutes. With `weekly` either begins the
    weekly mail as well, more like a list of yours; 404 means that it is none of yours. 202 means that
    the mail is on its way; the answer is the same whether or not the address has an account. 422 means
    that no mail reaches the address, or that mail to it bounced before; 429, that five mails were sent
    to it, or thirty for the client, within the hour. 503 with `deferred-address` is about this mailbox,
    with `unknown-outcome` the mail may have been sent.

    Args:
        body (SignInRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SignInResponse]
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
    body: SignInRequest,
) -> Problem | SignInResponse | None:
    """Have a link and a code mailed that sign in

     The link opens `/sign-in.html#token=...`; the code has six digits, and works only together with the
    `asked` of the answer. One of them works, once, for 15 minutes. With `weekly` either begins the
    weekly mail as well, more like a list of yours; 404 means that it is none of yours. 202 means that
    the mail is on its way; the answer is the same whether or not the address has an account. 422 means
    that no mail reaches the address, or that mail to it bounced before; 429, that five mails were sent
    to it, or thirty for the client, within the hour. 503 with `deferred-address` is about this mailbox,
    with `unknown-outcome` the mail may have been sent.

    Args:
        body (SignInRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SignInResponse
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: SignInRequest,
) -> Response[Problem | SignInResponse]:
    """Have a link and a code mailed that sign in

     The link opens `/sign-in.html#token=...`; the code has six digits, and works only together with the
    `asked` of the answer. One of them works, once, for 15 minutes. With `weekly` either begins the
    weekly mail as well, more like a list of yours; 404 means that it is none of yours. 202 means that
    the mail is on its way; the answer is the same whether or not the address has an account. 422 means
    that no mail reaches the address, or that mail to it bounced before; 429, that five mails were sent
    to it, or thirty for the client, within the hour. 503 with `deferred-address` is about this mailbox,
    with `unknown-outcome` the mail may have been sent.

    Args:
        body (SignInRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SignInResponse]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: SignInRequest,
) -> Problem | SignInResponse | None:
    """Have a link and a code mailed that sign in

     The link opens `/sign-in.html#token=...`; the code has six digits, and works only together with the
    `asked` of the answer. One of them works, once, for 15 minutes. With `weekly` either begins the
    weekly mail as well, more like a list of yours; 404 means that it is none of yours. 202 means that
    the mail is on its way; the answer is the same whether or not the address has an account. 422 means
    that no mail reaches the address, or that mail to it bounced before; 429, that five mails were sent
    to it, or thirty for the client, within the hour. 503 with `deferred-address` is about this mailbox,
    with `unknown-outcome` the mail may have been sent.

    Args:
        body (SignInRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SignInResponse
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
