"""The data report: one self-contained, reproducible file, with statistics whose answer is known."""

import base64
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from markupsafe import Markup
from small_dataset import a_dataset, a_summary

from shared.domain.track import FEATURES
from training.report.counts import (
    correlations,
    playlist_lengths,
    playlists_of_tracks,
    title_words,
    top_artists,
    top_genres,
    top_tracks,
)
from training.report.data import data_sections
from training.report.figures import chart, label, new_figure
from training.report.page import Chart, Section, Table, write_report


@pytest.fixture
def varied():
    """Build forty tracks with every feature, years, genres and titles that are hard for fonts and HTML."""
    features = np.random.default_rng(0).uniform(0, 1, (40, 13)).astype(np.float32)
    features[::3, 12] = np.nan
    return a_dataset(
        [range(30), range(10, 40), [1, 2]],
        artists=["Ke$ha & A$AP", "<b>Bo</b>"] * 20,
        genres=[("folk",), ()] * 20,
        years=[1999, 0] * 20,
        features=features,
        titles=["Réggaeton ☀ 🏖️", "<script>alert(1)</script>", "$um$mer"],
    )


@pytest.fixture
def page(tmp_path):
    def written(*sections):
        write_report(tmp_path / "out" / "report.html", sections)
        return (tmp_path / "out" / "report.html").read_text(encoding="utf-8")

    return written


def test_lengths_and_counts_are_those_of_the_playlists():
    dataset = a_dataset([[0, 1, 2], [2]])
    assert playlist_lengths(dataset).tolist() == [3, 1]
    assert playlists_of_tracks(dataset).tolist() == [1, 1, 2]


def test_top_tracks_are_those_in_most_playlists():
    assert top_tracks(a_dataset([[0, 1], [1]]), 1) == [("song 1", "Ann", 2)]


def test_an_artist_is_counted_where_they_lead_however_they_are_spelled():
    dataset = a_dataset([[0, 1, 2], [0]], artists=["Beyoncé, Bo", "beyonce", "Bo Featuring Beyoncé"])
    assert top_artists(dataset, 5) == [("Beyoncé", 3), ("Bo", 1)]


def test_a_track_counts_for_each_of_its_genres():
    assert top_genres(a_dataset([[0, 1]], genres=[("folk", "pop"), ("pop",)]), 5) == [("pop", 2), ("folk", 1)]


def test_title_words_are_folded_and_counted_once_a_title():
    assert title_words(["Été été", "my ete playlist 2019", "☀"], 5) == [("ete", 2)]


def test_correlations_are_those_of_the_rows_where_both_are_known():
    values = np.array([[1, 2, 5], [2, 4, 5], [3, 6, np.nan], [np.nan, 0, 5]], dtype=np.float32)
    found = correlations(values)
    assert found[0, 1] == pytest.approx(1)
    assert np.isnan(found[0, 2])
    assert np.isnan(found[2, 2])


@settings(deadline=None)
@given(arrays.arrays(np.float32, (6, 3), elements=st.floats(0, 1, width=32) | st.just(float("nan"))))
def test_correlations_are_symmetric_and_within_one(values):
    found = correlations(values)
    np.testing.assert_array_equal(found, found.T)
    assert np.nanmax(np.abs(np.nan_to_num(found))) <= 1 + 1e-9


def test_the_same_data_gives_the_same_report(varied, page):
    assert page(*data_sections(varied, a_summary())) == page(*data_sections(varied, a_summary()))


def test_the_report_loads_nothing_from_elsewhere(varied, page):
    text = page(*data_sections(varied, a_summary()))
    sources = re.findall(r'(?:src|href)="([^"]*)"', text)
    assert all(source.startswith(("data:image/", "#")) for source in sources)
    assert not re.search(r"<script|<link|@import|url\(", text)


def test_every_section_is_in_the_table_of_contents(varied, page):
    sections = data_sections(varied, a_summary())
    links = re.findall(r'<a href="#(s\d+)">([^<]*)</a>', page(*sections))
    assert [title for _, title in links] == [section.title for section in sections]
    assert all(f'<section id="{anchor}">' in page(*sections) for anchor, _ in links)


def test_all_the_features_have_their_coverage(varied, page):
    text = page(*data_sections(varied, a_summary()))
    assert all(f"<td>{name}</td>" in text for name in FEATURES)


def test_data_without_features_years_or_titles_has_a_report(page):
    text = page(*data_sections(a_dataset([[0]]), a_summary()))
    assert "Genres and years" not in text
    assert "Audio features" not in text


def test_features_of_one_track_correlate_with_nothing(page):
    heard = a_dataset([[0]], features=np.ones((1, 13), dtype=np.float32))
    assert "No two features correlate." in page(*data_sections(heard, a_summary()))


def test_what_was_skipped_is_in_the_report(varied, page):
    reason = "mpd.zip!data/mpd.slice.0-999.json is not in MPD layout"
    assert reason in page(*data_sections(varied, a_summary(skipped=(reason,))))


def test_text_is_never_taken_as_html(page):
    text = page(Section("<i>", "<u>", [Table(("<s>",), [("<em>",)], "<q>"), Chart("data:,", '"><p>')]))
    assert not re.search(r"<(i|u|s|em|q)>", text)
    assert '"><p>' not in text


def test_markup_is_taken_as_html(page):
    assert "<em>yes</em>" in page(Section("Map", blocks=[Markup("<em>yes</em>")]))


def test_numbers_are_grouped_and_texts_left_alone(page):
    text = page(Section("T", blocks=[Table(("what", "n"), [("2019", 1234567)])]))
    assert "<td>2019</td>" in text
    assert '<td class="number">1,234,567</td>' in text


@pytest.mark.parametrize(("full", "length"), [(0, 50.0), (8, 25.0)])
def test_a_bar_is_as_long_as_its_share_of_the_largest_or_of_the_whole(full, length):
    table = Table(("n",), [(4,), (2,)], bars=True, full=full)
    assert table.bar(table.rows[1]) == length


def test_labels_lose_what_the_font_lacks():
    assert label("Réggaeton ☀ 🏖️ 2020") == "Réggaeton ☀ 2020"


def test_dollars_in_labels_are_no_formula():
    with new_figure() as (figure, (axes,)):
        axes.set_title(label("Ke$ha and A$AP_"))
        drawn = chart(figure, "")
    svg = base64.b64decode(drawn.source.partition(",")[2]).decode()
    assert "<!-- Ke$ha and A$AP_ -->" in svg


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=20))
def test_any_text_can_be_a_label(text):
    with new_figure() as (figure, (axes,)):
        axes.text(0, 0, label(text), in_layout=False)
        assert chart(figure, "").source.startswith("data:image/svg+xml;base64,")
