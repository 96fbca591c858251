from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.code_request import CodeRequest
from ...models.problem import Problem
from ...models.session_response import SessionResponse
from ...types import Response


def _get_kwargs(
    *,
    body: CodeRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/account/sessions/code",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | SessionResponse | None:
    if response.status_code == 200:
        response_200 = SessionResponse.from_dict(response.json())

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

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

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
) -> Response[Problem | SessionResponse]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: CodeRequest,
) -> Response[Problem | SessionResponse]:
    """Sign in with the code of a mail

     Only the client that asked for the mail has its `asked`. A code has five tries; 422 with `wrong-
    code` says how many are left, 401 that it works no more. 429 means 15 wrong codes for the address
    within the day, 20 from the client within the hour, or too many from everybody: the link works on.
    The rest is as for a link.

    Args:
        body (CodeRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SessionResponse]
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
    body: CodeRequest,
) -> Problem | SessionResponse | None:
    """Sign in with the code of a mail

     Only the client that asked for the mail has its `asked`. A code has five tries; 422 with `wrong-
    code` says how many are left, 401 that it works no more. 429 means 15 wrong codes for the address
    within the day, 20 from the client within the hour, or too many from everybody: the link works on.
    The rest is as for a link.

    Args:
        body (CodeRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SessionResponse
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: CodeRequest,
) -> Response[Problem | SessionResponse]:
    """Sign in with the code of a mail

     Only the client that asked for the mail has its `asked`. A code has five tries; 422 with `wrong-
    code` says how many are left, 401 that it works no more. 429 means 15 wrong codes for the address
    within the day, 20 from the client within the hour, or too many from everybody: the link works on.
    The rest is as for a link.

    Args:
        body (CodeRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SessionResponse]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: CodeRequest,
) -> Problem | SessionResponse | None:
    """Sign in with the code of a mail

     Only the client that asked for the mail has its `asked`. A code has five tries; 422 with `wrong-
    code` says how many are left, 401 that it works no more. 429 means 15 wrong codes for the address
    within the day, 20 from the client within the hour, or too many from everybody: the link works on.
    The rest is as for a link.

    Args:
        body (CodeRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SessionResponse
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
