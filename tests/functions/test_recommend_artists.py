"""Artists in place of songs, and a line of words beside songs that are chosen."""

from collections import Counter


def two_artists(model) -> list[str]:
    return list(dict.fromkeys(track.artist for track in model.tracks(range(40))))[:2]


def test_artists_are_given_by_name_with_as_many_songs_for_each(recommend, model):
    first, second = two_artists(model)

    answer = recommend(artists=[first, second])

    shares = Counter(match["source"] for match in answer.body["matched"])
    assert shares[first] == shares[second] > 0
    assert {match["kind"] for match in answer.body["matched"]} == {"artist"}


def test_an_artist_who_is_not_known_is_told(recommend, model):
    first, _ = two_artists(model)

    answer = recommend(artists=[first, "Nobody At All Of That Name"])

    assert [(each["source"], each["why"]) for each in answer.body["unmatched"]] == [
        ("Nobody At All Of That Name", "no artist in the catalogue is called so")
    ]


def test_a_line_of_words_beside_a_chosen_song_is_read_as_words(recommend, model):
    song = model.tracks([0])[0]

    answer = recommend(tracks=[song.id], text="calm jazz for dinner")

    assert [part["kind"] for part in answer.body["understood"]["parts"]] == ["mood", "genre", "occasion"]
    assert [match["uri"] for match in answer.body["matched"]] == [song.id]
    assert answer.body["unmatched"] == []


def test_a_line_that_is_a_song_beside_a_chosen_one_stays_a_song(recommend, model):
    song, other = model.tracks([0, 1])

    answer = recommend(tracks=[song.id], text=f"{other.artist} - {other.name}")

    assert {match["uri"] for match in answer.body["matched"]} == {song.id, other.id}
    assert answer.body["understood"] is None


def test_a_follow_up_over_http_goes_on_from_the_answer(recommend, model):
    first = recommend(text="calm music for dinner, 12 songs")

    second = recommend(after=first.body["id"], words="no remixes")

    assert [part["kind"] for part in second.body["understood"]["parts"]][-1] == "version"
    assert len(second.body["recommendations"]) == 12


def test_a_follow_up_over_http_clears_what_it_names(recommend, model):
    songs = [track.id for track in model.tracks(range(8))]
    first = recommend(tracks=songs[:3], loved=songs[5:7])

    cleared = recommend(after=first.body["id"], loved=[])

    assert cleared.body["recommendations"] == recommend(tracks=songs[:3]).body["recommendations"]


def test_bounds_alone_are_answered_by_what_is_popular_within_them_and_it_is_said(recommend):
    answer = recommend(within={"years": {"from": 1990, "to": 1999}})

    assert len(answer.body["recommendations"]) == 10
    assert answer.body["fallback"]


def test_bounds_beside_a_text_that_cannot_be_read_are_refused(recommend):
    assert recommend(text="  ", within={"years": {"from": 1990}}).status == 200
    assert recommend(text="§§§", within={"years": {"from": 1990}}).status == 400


def test_a_line_that_lists_artists_is_no_words_besides(recommend, model):
    first, second = two_artists(model)

    answer = recommend(text=f"{first}, Nobody At All and {second}")

    assert answer.body["understood"] is None
    uris = [match["uri"] for match in answer.body["matched"]]
    assert len(uris) == len(set(uris))


def test_an_id_that_is_none_is_not_gone_on_from(recommend):
    answer = recommend(after="../x")

    assert answer.status == 400
    assert "after" in answer.body["detail"]
