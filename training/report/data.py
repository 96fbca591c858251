"""Build the report's sections on the training data; `model` builds those on the trained model."""

import numpy as np
from numpy.typing import NDArray

from ..contributed.summary import ContributedSummary
from ..read.dataset import Dataset
from ..read.summary import ReadSummary
from .counts import playlist_lengths, playlists_of_tracks, title_words, top_artists, top_genres, top_tracks
from .features import features_section
from .figures import ACCENT, CONTRAST, OVERLAY, THOUSANDS, chart, logarithmic, new_figure, shares
from .page import Chart, Section, Table

TOP = 20
"""Rows in a table of most frequent items."""

_BARS = 60


def data_sections(dataset: Dataset, summary: ReadSummary) -> list[Section]:
    """Build the sections for `write_report` on a dataset of at least one playlist and on its reading."""
    held = playlists_of_tracks(dataset)
    sections = [_overview(summary), _playlists(dataset), _tracks(dataset, held)]
    if dataset.tracks.years.any() or any(dataset.tracks.genres):
        sections.append(_genres_and_years(dataset, held))
    if np.isfinite(dataset.tracks.features).any():
        sections.append(features_section(dataset.tracks.features, held))
    return sections


def contributed_section(summary: ContributedSummary) -> Section:
    """Build the section on playlists that listeners shared; all others are on the operator's data alone."""
    return Section(
        "Shared by listeners",
        "Playlists that signed-in listeners agreed to share. They are learned from within bounds and judge no "
        "model; what is left out is counted.",
        [Table(("What was read", "Count"), summary.facts())],
    )


def _overview(summary: ReadSummary) -> Section:
    blocks = [Table(("What was read", "Count"), summary.facts())]
    if summary.skipped:
        reasons = [(reason,) for reason in summary.skipped[:TOP]]
        blocks.append(Table(("Skipped as bad",), reasons, f"The first {len(reasons)} of {len(summary.skipped):,}"))
    return Section(
        "Overview",
        f"{summary.playlists:,} playlists hold {summary.playlist_tracks:,} tracks, and {summary.coverage:.0%} of "
        f"these have audio features.",
        blocks,
    )


def _playlists(dataset: Dataset) -> Section:
    lengths = playlist_lengths(dataset)
    low, middle, high = np.percentile(lengths, (25, 50, 75))
    blocks: list[Chart | Table] = [_lengths_chart(lengths)]
    blocks += _in_two(("Word in titles", "Playlists"), title_words(dataset.playlist_names, 2 * TOP))
    return Section(
        "Playlists",
        f"Half of the playlists hold between {low:,.0f} and {high:,.0f} tracks; the median is {middle:,.0f}, the "
        f"longest holds {lengths.max():,}.",
        blocks,
    )


def _in_two(headers: tuple[str, str], counts: list[tuple[str, int]]) -> list[Table]:
    """Split a list in two tables to stand side by side, with bars on one scale."""
    middle = (len(counts) + 1) // 2
    parts = [part for part in (counts[:middle], counts[middle:]) if part]
    return [Table(headers, part, bars=True, full=counts[0][1]) for part in parts]


def _lengths_chart(lengths: NDArray[np.int64]) -> Chart:
    step = int(np.percentile(lengths, 99.5)) // _BARS + 1
    edges = np.arange(min(int(lengths.max()) // step + 1, _BARS) + 1) * step
    with new_figure() as (figure, (axes,)):
        counts, _ = np.histogram(np.clip(lengths, None, edges[-1]), edges)
        axes.bar(edges[:-1], counts, width=0.9 * step, align="edge", color=ACCENT)
        axes.set(xlabel="tracks in the playlist", ylabel="playlists", xlim=(0, edges[-1]))
        axes.yaxis.set_major_formatter(THOUSANDS)
        return chart(figure, f"How long playlists are. The last bar gathers all of {edges[-2]:,} tracks and over.")


def _tracks(dataset: Dataset, held: NDArray[np.int64]) -> Section:
    met = held[held > 0]
    ranked = np.sort(met)[::-1]
    top_share = ranked[: max(len(ranked) // 100, 1)].sum() / ranked.sum()
    return Section(
        "Tracks and artists",
        f"{np.mean(met == 1):.0%} of the tracks in playlists are in one only, and the most frequent 1% make up "
        f"{top_share:.0%} of all entries.",
        [
            _tail_chart(met),
            Table(("Track", "Artist", "Playlists"), top_tracks(dataset, TOP), "In most playlists", bars=True),
            Table(
                ("Artist", "Entries"),
                top_artists(dataset, TOP),
                "Most entries in playlists, as the leading artist",
                bars=True,
            ),
        ],
    )


def _tail_chart(met: NDArray[np.int64]) -> Chart:
    playlists, tracks = np.unique(met, return_counts=True)
    with new_figure() as (figure, (axes,)):
        axes.loglog(playlists, tracks, ".", color=ACCENT, markersize=5, alpha=0.7)
        axes.axvline(float(np.median(met)), color=CONTRAST, linewidth=1)
        axes.set(xlabel="playlists that hold the track", ylabel="tracks")
        logarithmic(axes.xaxis)
        logarithmic(axes.yaxis)
        return chart(
            figure, "How many tracks are in just so many playlists, on logarithmic scales; the line: median."
        )


def _genres_and_years(dataset: Dataset, held: NDArray[np.int64]) -> Section:
    blocks: list[Chart | Table] = []
    years = dataset.tracks.years
    if years.any():
        blocks.append(_years_chart(years, held))
    blocks += _in_two(("Genre", "Tracks"), top_genres(dataset, 2 * TOP))
    return Section(
        "Genres and years",
        f"{np.mean(years > 0):.0%} of the tracks have a year of release, "
        f"{np.mean([bool(genres) for genres in dataset.tracks.genres]):.0%} a genre.",
        blocks,
    )


def _years_chart(years: NDArray[np.int16], held: NDArray[np.int64]) -> Chart:
    known = years > 0
    first = int(np.percentile(years[known], 0.2))
    edges = np.arange(first, int(years.max()) + 2) - 0.5
    with new_figure() as (figure, (axes,)):
        shares(axes, years[known].astype(np.float64), held[known], edges)
        axes.set(xlabel="year of release", ylabel="share")
        return chart(figure, f"When tracks were released; the earliest are gathered at {first}. {OVERLAY}")
