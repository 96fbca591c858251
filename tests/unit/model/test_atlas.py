"""The place of a request on the map, on the toy world."""

import numpy as np
import pytest
from toy import rows

from shared.errors import RefusedModel
from shared.model.atlas import Atlas, ClusterInfo, read_clusters
from shared.model.candidates.retrieval import Retrieval
from shared.model.candidates.vectors import unit


@pytest.fixture(scope="module")
def atlas(toy_arrays, toy_retrieval, toy):
    n = len(toy.tracks)
    angles = np.linspace(0, 2 * np.pi, n, endpoint=False)
    drawn = {
        "cluster_centres": np.stack([np.full(13, -1.0), np.full(13, 1.0)]).astype(np.float32),
        "cluster_sounds": np.stack([np.full(13, -1.0), np.full(13, np.nan)]).astype(np.float32),
        "map_tracks": np.arange(n, dtype=np.int32),
        "map_points": np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32),
        "map_clusters": np.zeros(n, dtype=np.int32),
    }
    clusters = [ClusterInfo(place, name, 1, [], []) for place, name in enumerate(("low", "high"))]
    return Atlas(toy_arrays | drawn, clusters, toy_retrieval.index, toy_retrieval.audio.standardised)


def without_a_map():
    return {
        "cluster_centres": np.zeros((1, 13), dtype=np.float32),
        "cluster_sounds": np.zeros((1, 13), dtype=np.float32),
        "map_tracks": np.zeros(0, dtype=np.int32),
        "map_points": np.zeros((0, 2), dtype=np.float32),
        "map_clusters": np.zeros(0, dtype=np.int32),
    }


def test_a_request_is_in_the_cluster_nearest_its_mean_point(atlas, toy_retrieval, toy):
    for letters in ("a", "bc", "defg"):
        mean = toy_retrieval.audio.standardised(rows(toy, letters)).astype(np.float64).mean(axis=0)
        nearer = "high" if mean.sum() > 0 else "low"
        assert atlas.cluster(rows(toy, letters)).name == nearer


def test_a_song_is_in_the_cluster_of_its_own_direction(toy_arrays, toy_retrieval, toy):
    points = toy_retrieval.similar_playlists.factors.directions
    centres = points(rows(toy, "ag"))
    arrays = toy_arrays | without_a_map() | {"cluster_centres": centres}
    clusters = [ClusterInfo(0, "of a", 1, [], []), ClusterInfo(1, "of g", 1, [], [])]
    atlas = Atlas(arrays, clusters, toy_retrieval.index, points)
    assert [atlas.cluster(rows(toy, letter)).name for letter in "ag"] == ["of a", "of g"]


def test_the_colours_of_a_song_are_those_of_its_cluster_on_the_map(toy_arrays, toy_retrieval, toy):
    points = toy_retrieval.similar_playlists.factors.directions
    drawn = {
        "cluster_centres": points(rows(toy, "agd")),
        "map_tracks": rows(toy, "abcdef"),
        "map_points": np.zeros((6, 2), dtype=np.float32),
        "map_clusters": np.array([1, 2, 1, 2, 1, 0], dtype=np.int32),
    }
    clusters = [ClusterInfo(id, "", 1, [], []) for id in range(3)]
    atlas = Atlas(toy_arrays | without_a_map() | drawn, clusters, toy_retrieval.index, points)
    expected = [
        atlas.colours[cluster] for cluster in (1, 0, 2, 1)
    ]  # g is not drawn, and nearest the second centre
    assert atlas.colours_of(rows(toy, "gfbc")) == expected
    assert len(set(expected)) == 3


def test_a_song_without_a_direction_has_no_colours(toy_arrays, toy_retrieval, toy):
    def nowhere(tracks):
        return np.full((len(tracks), 13), np.nan, dtype=np.float32)

    atlas = Atlas(toy_arrays | without_a_map(), [], toy_retrieval.index, nowhere)
    assert atlas.colours_of(rows(toy, "ab")) == [None, None]


def test_directions_are_of_length_one_and_unknown_for_a_vector_of_zeros(toy_arrays):
    scales = toy_arrays["coarse_factor_scales"].copy()
    scales[0] = 0
    retrieval = Retrieval(toy_arrays | {"coarse_factor_scales": scales})
    points = retrieval.similar_playlists.factors.directions(np.arange(3, dtype=np.int32))
    assert np.isnan(points[0]).all()
    assert np.linalg.norm(points[1:], axis=1) == pytest.approx([1, 1], abs=1e-5)


def test_the_level_of_a_cluster_is_that_of_its_playlists_and_the_middle_where_unknown(atlas, toy_retrieval):
    below = toy_retrieval.audio.places(np.array([-1.0], dtype=np.float32), "energy")[0]
    assert atlas.level(0, "energy", toy_retrieval.audio) == pytest.approx(below)
    assert atlas.level(1, "energy", toy_retrieval.audio) == 0.5


def test_without_seeds_there_is_neither_cluster_nor_place(atlas):
    nobody = np.zeros(0, dtype=np.int32)
    assert atlas.cluster(nobody) is None
    assert atlas.position(nobody) is None


def test_a_place_lies_within_the_map_and_does_not_depend_on_the_order_of_seeds(atlas, toy):
    one, other = atlas.position(rows(toy, "abd")), atlas.position(rows(toy, "dba"))
    assert one.x**2 + one.y**2 <= 1
    assert (one.x, one.y) == pytest.approx((other.x, other.y), abs=1e-5)


def by_hand(atlas, retrieval, toy, letters, neighbours):
    """The mean place of so many tracks of greatest cosine, weighed by its square."""
    vectors = unit(retrieval.factors.of(np.arange(len(toy.tracks), dtype=np.int32))).astype(np.float64)
    request = retrieval.factors.of(rows(toy, letters)).astype(np.float64).mean(axis=0)
    cosines = vectors @ request / np.linalg.norm(request)
    nearest = np.argsort(-cosines)[:neighbours]
    weights = np.maximum(cosines[nearest], 1e-6) ** 2
    return (weights[:, None] * atlas.music_map.points[nearest]).sum(axis=0) / weights.sum()


@pytest.mark.parametrize("neighbours", [2, 3, 15])
def test_a_place_is_the_mean_of_the_nearest_tracks_places_weighed_by_squared_cosines(
    atlas, toy_retrieval, toy, monkeypatch, neighbours
):
    monkeypatch.setattr("shared.model.atlas._NEIGHBOURS", neighbours)
    for letters in ("a", "bd", "efg"):
        found = atlas.position(rows(toy, letters))
        assert (found.x, found.y) == pytest.approx(
            by_hand(atlas, toy_retrieval, toy, letters, neighbours), abs=1e-4
        )


def test_without_a_map_there_is_no_place(toy_arrays, toy_retrieval, toy):
    atlas = Atlas(toy_arrays | without_a_map(), [], toy_retrieval.index, toy_retrieval.audio.standardised)
    assert atlas.position(rows(toy, "a")) is None


def test_clusters_are_read_as_they_were_written(tmp_path):
    import msgspec

    clusters = [ClusterInfo(0, "a · b", 3, ["a", "b"], ["calm"])]
    (tmp_path / "clusters.json").write_bytes(msgspec.json.encode(clusters))
    assert read_clusters(tmp_path / "clusters.json") == clusters


@pytest.mark.parametrize("content", [b"", b"[1]", b'[{"id": 0}]', None])
def test_clusters_that_cannot_be_read_are_refused(tmp_path, content):
    path = tmp_path / "clusters.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RefusedModel, match=r"clusters\.json cannot be read"):
        read_clusters(path)
