from http import HTTPStatus
from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.receive_mail_events_body_item import ReceiveMailEventsBodyItem
from ...types import Response


def _get_kwargs(
    *,
    body: list[ReceiveMailEventsBodyItem],
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/account/mail-events",
    }

    _kwargs["json"] = []
    for body_item_data in body:
        body_item = body_item_data.to_dict()
        _kwargs["json"].append(body_item)

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | Problem | None:
    if response.status_code == 204:
        response_204 = cast(Any, None)
        return response_204

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

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

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Any | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: list[ReceiveMailEventsBodyItem],
) -> Response[Any | Problem]:
    """SendGrid's event webhook

     Signed by SendGrid (`X-Twilio-Email-Event-Webhook-Signature` and `-Timestamp`), for up to 25 hours.
    Bounces, spam reports and unsubscribes are heeded once each, all else is ignored.

    Args:
        body (list[ReceiveMailEventsBodyItem]):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem]
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
    client: AuthenticatedClient | Client,
    body: list[ReceiveMailEventsBodyItem],
) -> Any | Problem | None:
    """SendGrid's event webhook

     Signed by SendGrid (`X-Twilio-Email-Event-Webhook-Signature` and `-Timestamp`), for up to 25 hours.
    Bounces, spam reports and unsubscribes are heeded once each, all else is ignored.

    Args:
        body (list[ReceiveMailEventsBodyItem]):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: list[ReceiveMailEventsBodyItem],
) -> Response[Any | Problem]:
    """SendGrid's event webhook

     Signed by SendGrid (`X-Twilio-Email-Event-Webhook-Signature` and `-Timestamp`), for up to 25 hours.
    Bounces, spam reports and unsubscribes are heeded once each, all else is ignored.

    Args:
        body (list[ReceiveMailEventsBodyItem]):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: list[ReceiveMailEventsBodyItem],
) -> Any | Problem | None:
    """SendGrid's event webhook

     Signed by SendGrid (`X-Twilio-Email-Event-Webhook-Signature` and `-Timestamp`), for up to 25 hours.
    Bounces, spam reports and unsubscribes are heeded once each, all else is ignored.

    Args:
        body (list[ReceiveMailEventsBodyItem]):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
