"""Trends of the service, for admins: counts by day, as JSON."""

from datetime import date

from msgspec import Struct


class TrendDay(Struct):
    """The counts of one day in UTC."""

    day: date
    new_listeners: int
    """Listeners, visitors among them, whose first search or rating was on that day."""
    returning_listeners: int
    """Listeners who searched or rated on that day, and on an earlier one."""
    searches: int
    ratings: int
    mails_sent: int
    mails_opened: int
    """Weekly mails of which a link was followed for the first time; no other opening is known."""
    shares_made: int
    shares_opened: int
    """Times that a browser opened the page of a shared list, at least: a cached page is not counted."""
    answers: int
    refusals: int
    """Requests that were answered with a status of 4xx."""
    errors: int
    """Requests that were answered with a status of 5xx."""
    took: list[int]
    """Answers to `recommend` by how long they took: a count for each of `within_ms`, then those over the last."""


class TrendsResponse(Struct):
    """Trends from the first to the last day asked for."""

    within_ms: list[int]
    """Milliseconds, ascending."""
    days: list[TrendDay]
