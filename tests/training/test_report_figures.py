"""Figures of the data report worked out by hand: counts, shares, bars, and the words around them."""

import numpy as np
import pytest
from small_dataset import a_dataset, a_summary

from shared.domain.track import FEATURES
from training.report.counts import MIN_COMMON, correlations, title_words, top_artists, top_genres, top_tracks
from training.report.data import TOP, data_sections
from training.report.features import features_section
from training.report.figures import PERCENT, THOUSANDS, label, logarithmic, new_figure, shares
from training.report.page import Chart, Section, Table, write_report

NAN = float("nan")


def sections(dataset, **counts):
    return {each.title: each for each in data_sections(dataset, a_summary(**counts))}


def tables(section):
    return [block for block in section.blocks if isinstance(block, Table)]


def captions(section):
    return [block.caption for block in section.blocks if isinstance(block, Chart)]


# Counts


def test_of_tracks_in_as_many_playlists_the_first_met_is_first_and_one_in_none_is_left_out():
    dataset = a_dataset([[1, 0], [4]])
    assert [name for name, _, _ in top_tracks(dataset, 9)] == ["song 0", "song 1", "song 4"]


def test_of_an_artist_in_several_spellings_the_first_is_shown_and_a_track_in_no_playlist_counts_nothing():
    dataset = a_dataset([[1, 2], [2]], artists=["Bo", "BEYONCÉ", "Beyoncé"])
    assert top_artists(dataset, 5) == [("BEYONCÉ", 3)]


def test_no_more_artists_or_genres_are_told_than_asked_for():
    dataset = a_dataset([[0, 1, 2], [2]], artists=["Ann", "Bo", "Cy"], genres=[("a",), ("b", "c"), ("c",)])
    assert top_artists(dataset, 1) == [("Cy", 2)]
    assert top_genres(dataset, 1) == [("c", 2)]


def test_an_artist_whose_name_has_no_letters_is_an_artist_all_the_same():
    assert top_artists(a_dataset([[0, 1]], artists=["!!!", "!!!"]), 5) == [("!!!", 2)]


def test_letters_numbers_and_filler_are_no_words_of_titles():
    assert title_words(["a x 90 90s the best of my songs"], 9) == [("90s", 1), ("best", 1)]


def test_two_features_known_together_three_times_correlate_and_twice_they_do_not():
    assert MIN_COMMON == 3
    values = np.array([[1, 3, 1], [2, 2, 2], [3, 1, NAN]])
    found = correlations(values)
    assert found[0, 1] == pytest.approx(-1)
    assert np.isnan(found[0, 2])


def test_a_feature_correlates_with_itself_unless_it_never_varies():
    found = correlations(np.array([[1, 5], [2, 5], [3, 5]], dtype=np.float32))
    assert found[0, 0] == pytest.approx(1)
    assert np.isnan(found[[0, 1, 1], [1, 0, 1]]).all()


# Sections on the data


def test_sections_come_in_their_order_and_only_where_there_is_anything_to_tell():
    plain = ["Overview", "Playlists", "Tracks and artists"]
    described = [*plain, "Genres and years"]
    assert list(sections(a_dataset([[0]]))) == plain
    assert list(sections(a_dataset([[0]], years=[1999]))) == described
    assert list(sections(a_dataset([[0]], genres=[("folk",)]))) == described
    heard = a_dataset([[0]], years=[1999], features=np.ones((1, 13), dtype=np.float32))
    assert list(sections(heard)) == [*described, "Audio features"]


def test_the_overview_tells_playlists_tracks_and_how_many_have_features():
    overview = sections(a_dataset([[0]]), playlists=1_200, playlist_tracks=4)["Overview"]
    assert overview.text == "1,200 playlists hold 4 tracks, and 75% of these have audio features."


def test_the_first_twenty_reasons_to_skip_are_shown_and_all_are_counted():
    assert TOP == 20
    overview = sections(a_dataset([[0]]), skipped=tuple(f"reason {place}" for place in range(21)))["Overview"]
    _, skipped = tables(overview)
    assert skipped.caption == "The first 20 of 21"
    assert skipped.rows == [(f"reason {place}",) for place in range(20)]


def test_where_nothing_was_skipped_nothing_is_said_of_it():
    assert len(tables(sections(a_dataset([[0]]))["Overview"])) == 1


def test_quartiles_median_and_the_longest_playlist_are_told():
    dataset = a_dataset([range(length) for length in (1, 2, 3, 4, 1_005)])
    assert sections(dataset)["Playlists"].text == (
        "Half of the playlists hold between 2 and 4 tracks; the median is 3, the longest holds 1,005."
    )


def test_an_odd_number_of_words_is_split_with_one_more_to_the_left_on_one_scale():
    dataset = a_dataset([[0], [0], [0]], titles=["jazz rain night", "jazz", "jazz rain"])
    left, right = tables(sections(dataset)["Playlists"])
    assert (left.rows, right.rows) == ([("jazz", 3), ("rain", 2)], [("night", 1)])
    assert right.bar(right.rows[0]) == 33.3


def test_a_single_word_makes_one_table():
    assert len(tables(sections(a_dataset([[0]], titles=["jazz"]))["Playlists"])) == 1


def last_bar(*lengths):
    (caption,) = captions(sections(a_dataset([range(length) for length in lengths]))["Playlists"])
    return caption


def test_playlists_shorter_than_sixty_tracks_have_a_bar_for_each_length():
    assert last_bar(1, 59) == "How long playlists are. The last bar gathers all of 59 tracks and over."


def test_a_few_very_long_playlists_do_not_stretch_the_chart():
    assert "all of 59 tracks and over" in last_bar(*[9] * 299, 500)


def test_longer_playlists_share_sixty_bars():
    assert "all of 118 tracks and over" in last_bar(*[119] * 9)


def test_tracks_in_one_playlist_only_and_the_share_of_the_most_frequent_are_told():
    dataset = a_dataset([[0, 1], [0, 2], [0, 3]])
    assert sections(dataset)["Tracks and artists"].text == (
        "75% of the tracks in playlists are in one only, and the most frequent 1% make up 50% of all entries."
    )


def test_of_two_hundred_tracks_two_are_the_most_frequent_hundredth():
    dataset = a_dataset([range(200), [0, 1], [0, 1]])
    assert "the most frequent 1% make up 3% of all entries" in sections(dataset)["Tracks and artists"].text


def test_tracks_with_a_year_and_tracks_with_a_genre_are_told_apart():
    dataset = a_dataset([[0, 1, 2, 3]], years=[1999, 0, 0, 0], genres=[("a",), ("b",), ("c",), ()])
    section = sections(dataset)["Genres and years"]
    assert section.text == "25% of the tracks have a year of release, 75% a genre."
    assert "the earliest are gathered at 1999" in captions(section)[0]


def test_without_years_no_chart_of_them_is_drawn():
    assert captions(sections(a_dataset([[0]], genres=[("folk",)]))["Genres and years"]) == []


# Features


def features_of(**columns):
    size = len(next(iter(columns.values())))
    table = np.full((size, len(FEATURES)), NAN, dtype=np.float32)
    for name, values in columns.items():
        table[:, FEATURES.index(name)] = values
    return table


def test_the_pair_that_goes_together_most_closely_is_named_even_if_one_falls_as_the_other_rises():
    values = features_of(energy=[1, 2, 3, 4], valence=[1, 2, 3, 3], acousticness=[4, 3, 2, 1])
    section = features_section(values, np.ones(4, dtype=np.int64))
    assert section.text == ("Of all pairs, energy and acousticness go together most closely (correlation −1.00).")


def test_coverage_tells_tracks_in_playlists_and_all_tracks():
    values = features_of(energy=[1, NAN, 3, 4])
    (table,) = tables(features_section(values, np.array([1, 5, 0, 0])))
    row = {name: rest for name, *rest in table.rows}
    assert (row["energy"], row["tempo"]) == (["50.0%", 3], ["0.0%", 0])
    assert [name for name, *_ in table.rows] == list(FEATURES)
    assert table.bar(("energy", "50.0%", 3)) == 75.0


# Drawing


def heights(values, weights, bins):
    """Return the heights of the filled stairs and those of the line, if there is one."""
    with new_figure() as (_, (axes,)):
        shares(axes, np.array(values, dtype=np.float64), weights, bins)
        return [patch.get_data().values.tolist() for patch in axes.patches]


def test_shares_are_of_tracks_and_of_entries():
    assert heights([0.5, 0.5, 0.5, 1.5], [1, 1, 0, 2], [0, 1, 2]) == [[0.75, 0.25], [0.5, 0.5]]


def test_what_lies_beyond_the_bins_counts_as_the_outermost():
    assert heights([-9, 0.5, 99, 99], [1, 1, 1, 1], [0, 1, 2])[0] == [0.5, 0.5]


def test_without_an_entry_there_is_no_line_of_entries():
    assert heights([0.5], [0], [0, 1, 2]) == [[1.0, 0.0]]


def test_axes_tell_thousands_and_per_cent():
    assert (THOUSANDS(12_345.6), PERCENT(0.255), PERCENT(0.5)) == ("12,346", "25.5%", "50%")


def test_a_logarithmic_axis_of_counts_is_labelled_at_one_two_and_five():
    with new_figure() as (_, (axes,)):
        axes.set_xscale("log")
        logarithmic(axes.xaxis)
        ticks = axes.xaxis.get_major_locator().tick_values(1, 100)
    assert {1, 2, 5, 10, 20, 50, 100} <= {round(tick, 6) for tick in ticks}
    assert not {3, 4, 30} & {round(tick, 6) for tick in ticks}


def test_a_label_is_composed_and_its_spaces_are_single():
    assert label("Re\u0301gg\u00a0 \n aeton") == "Régg aeton"


def test_axes_come_row_by_row_and_the_style_ends_with_the_figure():
    import matplotlib

    before = matplotlib.rcParams["axes.grid"]
    with new_figure(2, 3, width=4, height=5) as (figure, axes):
        assert len(axes) == 6
        assert axes[1].get_subplotspec().colspan.start == 1
        assert figure.get_size_inches().tolist() == [4, 5]
        assert matplotlib.rcParams["axes.grid"] is True
    assert matplotlib.rcParams["axes.grid"] is before


# The page


@pytest.fixture
def page(tmp_path):
    def written(*given, **options):
        write_report(tmp_path / "report.html", given, **options)
        return (tmp_path / "report.html").read_text(encoding="utf-8")

    return written


def test_a_report_replaces_the_one_before_and_bears_its_title(page):
    assert "<h1>Segue data report</h1>" in page(Section("One"))
    second = page(Section("Two"), title="Another")
    assert "<title>Another</title>" in second
    assert "One" not in second


def test_a_number_that_is_not_whole_has_three_digits(page):
    assert '<td class="number">0.123</td>' in page(Section("T", blocks=[Table(("n",), [(0.12345,)])]))


def test_only_a_table_of_more_than_three_columns_takes_the_whole_width(page):
    for columns, wide in ((3, False), (4, True)):
        table = Table(["x"] * columns, [["y"] * columns])
        assert ('class="scroll wide"' in page(Section("T", blocks=[table]))) is wide


def test_only_the_last_column_has_bars_and_only_where_asked_for(page):
    rows = [(1, 4), (2, 2)]
    bars = page(Section("T", blocks=[Table(("a", "b"), rows, bars=True)]))
    assert bars.count('style="--share:') == 2
    assert '--share: 100.0%">4<' in bars
    assert '--share: 50.0%">2<' in bars
    assert 'style="--share:' not in page(Section("T", blocks=[Table(("a", "b"), rows)]))


def test_where_all_are_zero_no_bar_has_a_length():
    assert Table(("n",), [(0,)], bars=True).bar((0,)) == 0


def test_a_picture_is_read_out_by_its_caption(page):
    text = page(Section("T", blocks=[Chart("data:,", "A hill")]))
    assert '<img src="data:," alt="A hill"><figcaption>A hill</figcaption>' in text
