from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.recommend_request import RecommendRequest
from ...models.recommend_response import RecommendResponse
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: RecommendRequest,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/recommend",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | RecommendResponse | None:
    if response.status_code == 200:
        response_200 = RecommendResponse.from_dict(response.json())

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

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Problem | RecommendResponse]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: RecommendRequest,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | RecommendResponse]:
    """Recommend songs for songs, a text, a file, a song's name, a playlist or a ListenBrainz name

     Give any of `tracks`, `text`, `file`, `song`, `playlist` and `listenbrainz`. The search is stored
    before the answer is sent. A playlist's link works only if that playlist was ingested earlier:
    Spotify shows a playlist's songs to its owner alone. With `listenbrainz` up to 100 songs of that
    listener's public history are read; the name is not stored, and training never sees songs that came
    that way. Where `text`, `file` and `files` hold several playlists, the answer is 422 with their
    names as `parts`, and `part` chooses the one that is read; one playlist in each is one list. The
    body may be 30 MiB, a file 20 MiB. Of 20,000 songs 10,000 names are looked up, fewer where that
    takes long: then `unmatched` has one piece for the rest, such as “3,000 more songs”. With `lists`
    the songs of several people are blended: the answer's songs are in none of the lists and go with all
    of them, each with a reason for each list. Long lists take turns; 503 with `Retry-After` means that
    too many are read.

    Args:
        idempotency_key (str | Unset):
        body (RecommendRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | RecommendResponse]
    """

    kwargs = _get_kwargs(
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: RecommendRequest,
    idempotency_key: str | Unset = UNSET,
) -> Problem | RecommendResponse | None:
    """Recommend songs for songs, a text, a file, a song's name, a playlist or a ListenBrainz name

     Give any of `tracks`, `text`, `file`, `song`, `playlist` and `listenbrainz`. The search is stored
    before the answer is sent. A playlist's link works only if that playlist was ingested earlier:
    Spotify shows a playlist's songs to its owner alone. With `listenbrainz` up to 100 songs of that
    listener's public history are read; the name is not stored, and training never sees songs that came
    that way. Where `text`, `file` and `files` hold several playlists, the answer is 422 with their
    names as `parts`, and `part` chooses the one that is read; one playlist in each is one list. The
    body may be 30 MiB, a file 20 MiB. Of 20,000 songs 10,000 names are looked up, fewer where that
    takes long: then `unmatched` has one piece for the rest, such as “3,000 more songs”. With `lists`
    the songs of several people are blended: the answer's songs are in none of the lists and go with all
    of them, each with a reason for each list. Long lists take turns; 503 with `Retry-After` means that
    too many are read.

    Args:
        idempotency_key (str | Unset):
        body (RecommendRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | RecommendResponse
    """

    return sync_detailed(
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: RecommendRequest,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | RecommendResponse]:
    """Recommend songs for songs, a text, a file, a song's name, a playlist or a ListenBrainz name

     Give any of `tracks`, `text`, `file`, `song`, `playlist` and `listenbrainz`. The search is stored
    before the answer is sent. A playlist's link works only if that playlist was ingested earlier:
    Spotify shows a playlist's songs to its owner alone. With `listenbrainz` up to 100 songs of that
    listener's public history are read; the name is not stored, and training never sees songs that came
    that way. Where `text`, `file` and `files` hold several playlists, the answer is 422 with their
    names as `parts`, and `part` chooses the one that is read; one playlist in each is one list. The
    body may be 30 MiB, a file 20 MiB. Of 20,000 songs 10,000 names are looked up, fewer where that
    takes long: then `unmatched` has one piece for the rest, such as “3,000 more songs”. With `lists`
    the songs of several people are blended: the answer's songs are in none of the lists and go with all
    of them, each with a reason for each list. Long lists take turns; 503 with `Retry-After` means that
    too many are read.

    Args:
        idempotency_key (str | Unset):
        body (RecommendRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | RecommendResponse]
    """

    kwargs = _get_kwargs(
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: RecommendRequest,
    idempotency_key: str | Unset = UNSET,
) -> Problem | RecommendResponse | None:
    """Recommend songs for songs, a text, a file, a song's name, a playlist or a ListenBrainz name

     Give any of `tracks`, `text`, `file`, `song`, `playlist` and `listenbrainz`. The search is stored
    before the answer is sent. A playlist's link works only if that playlist was ingested earlier:
    Spotify shows a playlist's songs to its owner alone. With `listenbrainz` up to 100 songs of that
    listener's public history are read; the name is not stored, and training never sees songs that came
    that way. Where `text`, `file` and `files` hold several playlists, the answer is 422 with their
    names as `parts`, and `part` chooses the one that is read; one playlist in each is one list. The
    body may be 30 MiB, a file 20 MiB. Of 20,000 songs 10,000 names are looked up, fewer where that
    takes long: then `unmatched` has one piece for the rest, such as “3,000 more songs”. With `lists`
    the songs of several people are blended: the answer's songs are in none of the lists and go with all
    of them, each with a reason for each list. Long lists take turns; 503 with `Retry-After` means that
    too many are read.

    Args:
        idempotency_key (str | Unset):
        body (RecommendRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | RecommendResponse
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
