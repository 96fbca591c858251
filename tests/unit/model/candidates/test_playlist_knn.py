"""Playlist-kNN evidence, against its definition computed densely."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toy import PLAYLISTS, dataset, rows

from shared.model.candidates.playlist_knn import MOST_PLAYLISTS, SHRINKAGE, PlaylistTable
from training.fit.order import entry_matrix, playlist_counts
from training.fit.playlists import playlist_arrays


def table(data, most_entries=10**6):
    arrays = playlist_arrays(entry_matrix(data), most_entries=most_entries)
    return PlaylistTable({**arrays, "track_counts": playlist_counts(data)})


def dense(data):
    return entry_matrix(data).toarray()


def test_playlists_shared_by_two_tracks_are_counted(toy):
    counted = table(toy).shared(rows(toy, "abz"), rows(toy, "bd"))
    assert counted.tolist() == [[3, 1], [3, 1], [0, 0]]


def test_a_track_nobody_listed_brings_no_evidence(toy):
    evidence = table(toy).evidence(rows(toy, "z"))
    assert len(evidence.tracks) == 0


def test_of_no_playlist_no_track_is_weighed(toy):
    tracks, sums = table(toy).weighed(np.zeros(0, np.int32), np.zeros(0, np.float32))
    assert (tracks.tolist(), sums.tolist()) == ([], [])


@given(
    st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, unique=True), min_size=1, max_size=12),
    st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=5, unique=True),
)
@settings(deadline=None)
def test_every_column_is_what_its_docstring_says(playlists, letters):
    data = dataset(playlists)
    matrix, counts, seeds = dense(data), playlist_counts(data), rows(data, "".join(letters))
    shared = matrix[:, seeds].sum(axis=1)
    lengths = matrix.sum(axis=1)
    evidence = table(data).evidence(seeds)
    cosine = shared / np.sqrt(lengths * len(seeds))
    together = matrix[:, seeds].T @ matrix
    listed = counts[seeds] > 0
    conditional = (together / (counts[seeds] + SHRINKAGE)[:, None]).sum(axis=0) / len(seeds)
    norms = np.sqrt(np.outer(counts[seeds][listed], np.maximum(counts, 1)))
    item_cosine = (together[listed] / norms).sum(axis=0) / len(seeds)
    assert set(evidence.tracks.tolist()) == set(np.flatnonzero(matrix.T @ (shared > 0)).tolist())
    columns = evidence.of(evidence.tracks, counts[evidence.tracks])
    for name, expected in {
        "playlist_cosine": matrix.T @ cosine,
        "playlist_knn": matrix.T @ cosine**2,
        "conditional": conditional,
        "item_cosine": item_cosine,
    }.items():
        assert columns.get(name, np.zeros(0)) == pytest.approx(expected[evidence.tracks], rel=1e-5), name


def crowded(holders=400):
    """Tracks a and b are together on half of `holders` playlists, a alone on a quarter; c is on one."""
    lists = [["a", "b"]] * (holders // 2) + [["a"]] * (holders // 4) + [["d"]] * (holders // 4) + [["a", "b", "c"]]
    order = np.random.default_rng(5).permutation(len(lists))
    return dataset([lists[place] for place in order], letters="abcd"), holders // 2


def test_where_there_are_too_many_entries_crowded_tracks_keep_only_their_first_playlists():
    data, _ = crowded()
    kept = table(data, most_entries=151)
    assert len(kept.of_track(rows(data, "a")[0])) == 50
    assert len(kept.of_track(rows(data, "c")[0])) == 1
    whole = table(data)
    assert kept.of_track(rows(data, "a")[0]).tolist() == whole.of_track(rows(data, "a")[0])[:50].tolist()


def test_each_kept_playlist_stands_for_those_that_are_not():
    data, together = crowded()
    a, b, c = (rows(data, letter) for letter in "abc")
    assert table(data, most_entries=151).sampling_weights(np.concatenate([a, c])).tolist() == [
        pytest.approx(301 / 50),
        1.0,
    ]
    counted = table(data, most_entries=151).shared(b, a)[0, 0]
    assert counted == pytest.approx(together, rel=0.25)


def test_evidence_from_a_sample_is_about_that_of_all():
    data, _ = crowded(holders=MOST_PLAYLISTS // 2)
    a, b = rows(data, "a"), rows(data, "b")
    tables = [table(data, most) for most in (60, 10**6)]
    assert [len(each.of_track(a[0])) for each in tables] == [20, 56]
    of_b = [float(found.conditional[found.tracks == b[0]][0]) for found in (each.evidence(a) for each in tables)]
    assert of_b[0] == pytest.approx(of_b[1], rel=0.2)


def test_each_playlist_of_a_sample_counts_for_those_left_out_in_the_columns_over_a_seeds_playlists():
    """Tracks a and b are together on all of 40 playlists, of which the sample keeps 10: each stands for four."""
    data = dataset([["a", "b"]] * 40, letters="ab")
    a, b = rows(data, "a"), rows(data, "b")
    sampled, whole = table(data, most_entries=20), table(data)
    assert len(sampled.of_track(a[0])) == 10
    assert sampled.sampling_weights(a).tolist() == [4]
    for found in (sampled.evidence(a), whole.evidence(a)):
        of_b = found.tracks == b[0]
        assert found.conditional[of_b] == pytest.approx(40 / (40 + SHRINKAGE))
        assert found.item_projection[of_b] == pytest.approx(40 / np.sqrt(40))


def test_the_other_columns_are_sums_over_the_kept_playlists():
    """Neighbours are weighed one by one: a sample of them is a sample of the neighbours."""
    data = dataset([["a", "b"]] * 40, letters="ab")
    a, b = rows(data, "a"), rows(data, "b")
    found = table(data, most_entries=20).evidence(a)
    cosine = 1 / np.sqrt(2)
    assert found.playlist_cosine[found.tracks == b[0]] == pytest.approx(10 * cosine)
    assert found.playlist_knn[found.tracks == b[0]] == pytest.approx(10 * cosine**2)
    assert found.playlist_knn_rare[found.tracks == b[0]] == pytest.approx(10 * (cosine * np.log1p(1)) ** 2)


def test_only_the_playlists_with_most_seeds_are_weighed():
    """As many playlists as are weighed hold both seeds and c; those with one seed and d come after them."""
    data = dataset([["a", "d"]] * 9 + [["a", "b", "c"]] * MOST_PLAYLISTS, letters="abcd")
    found = table(data).evidence(rows(data, "ab"))
    assert set(found.tracks.tolist()) == set(rows(data, "abc").tolist())


def test_what_is_kept_is_the_same_in_both_directions():
    data, _ = crowded()
    arrays = playlist_arrays(entry_matrix(data), most_entries=151)
    owners = np.repeat(np.arange(len(data)), np.diff(arrays["playlist_starts"]))
    tracks = np.repeat(np.arange(len(data.tracks)), np.diff(arrays["track_playlist_starts"]))
    assert set(zip(owners.tolist(), arrays["playlist_tracks"].tolist(), strict=True)) == set(
        zip(arrays["track_playlists"].tolist(), tracks.tolist(), strict=True)
    )
    assert arrays["playlist_lengths"].tolist() == np.diff(data.indptr).tolist()


def test_shared_playlists_are_counted_for_every_pair_at_once():
    data = dataset()
    letters = "abcdefghz"
    shared = table(data).shared(rows(data, letters), rows(data, letters))
    assert shared.tolist() == [[sum({a, b} <= set(each) for each in PLAYLISTS) for b in letters] for a in letters]


def test_seeds_that_no_playlist_holds_share_none():
    data = dataset()
    assert table(data).shared(rows(data, "ab"), rows(data, "z")).tolist() == [[0], [0]]


def test_every_tracks_weight_is_its_playlists_over_those_kept():
    data, _ = crowded()
    sampled = table(data, most_entries=151)
    kept = [len(sampled.of_track(track)) for track in range(len(data.tracks))]
    expected = playlist_counts(data) / np.maximum(kept, 1)
    assert max(kept) == 50
    assert sampled.sampling_weights(np.arange(len(data.tracks), dtype=np.int32)) == pytest.approx(expected)


def test_a_pair_stands_for_as_many_playlists_as_the_more_crowded_of_both():
    data, _ = crowded()
    sampled = table(data, most_entries=151)
    tracks = rows(data, "abc")
    weights = sampled.sampling_weights(tracks)
    assert sampled.pair_sampling_weights(tracks, tracks) == pytest.approx(np.maximum(weights[:, None], weights))


def test_rare_seeds_weigh_more_by_inverse_document_frequency(toy):
    matrix, counts, seeds = dense(toy), playlist_counts(toy), rows(toy, "aef")
    rarity = np.log1p(len(toy) / counts[seeds])
    assert len(set(rarity.tolist())) > 1
    cosine = matrix[:, seeds] @ rarity / np.sqrt(matrix.sum(axis=1) * len(seeds))
    evidence = table(toy).evidence(seeds)
    assert evidence.playlist_knn_rare == pytest.approx((matrix.T @ cosine**2)[evidence.tracks], rel=1e-5)


def test_of_very_many_playlists_those_that_share_most_with_the_seeds_are_weighed():
    lists = [["a", "c"]] * MOST_PLAYLISTS + [["a", "b", "d"]] * (MOST_PLAYLISTS - 10)
    data = dataset(lists, letters="abcd")
    evidence = table(data).evidence(rows(data, "ab"))
    held = dict(zip(evidence.tracks.tolist(), evidence.playlist_knn.tolist(), strict=True))
    c, d = rows(data, "cd").tolist()
    assert held[d] == pytest.approx((MOST_PLAYLISTS - 10) * 2**2 / (3 * 2), rel=1e-4)
    assert held[c] == pytest.approx(10 * 1 / (2 * 2), rel=1e-4)


def test_tracks_of_weighed_playlists_get_the_sum_of_their_weights(toy):
    tracks, sums = table(toy).weighed(np.array([0, 3]), np.array([0.5, 2.0], dtype=np.float32))
    assert tracks.tolist() == sorted(rows(toy, "abcde").tolist())
    by_letter = dict(zip(tracks.tolist(), sums.tolist(), strict=True))
    assert [by_letter[each] for each in rows(toy, "abcde").tolist()] == [0.5, 0.5, 2.5, 2.0, 2.0]


def test_kept_playlists_and_tracks_are_read_row_by_row(toy):
    kept = table(toy)
    assert len(kept) == len(PLAYLISTS)
    assert [sorted(kept.tracks_of(row).tolist()) for row in range(6)] == [
        sorted(rows(toy, "".join(letters)).tolist()) for letters in PLAYLISTS
    ]
    assert kept.of_track(rows(toy, "e")[0]).tolist() == [3, 4]
