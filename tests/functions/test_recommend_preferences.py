"""Opinions on earlier answers change the next one."""

from shared.domain.search import Search
from shared.record_kinds import GIVEN_SONGS, SEARCHES


def test_a_search_knows_who_asked(listener, records, known):
    search, _ = listener.list_of(*known[:3])
    assert Search.of(search, records.get(SEARCHES.name, search).fields).listener == listener.id


def test_a_search_without_a_token_is_nobodys(recommend, records, known):
    search = recommend(tracks=known[:3]).body["id"]
    assert records.get(SEARCHES.name, search).fields["listener"] is None


def test_a_rated_song_does_not_come_back(listener, known):
    search, songs = listener.list_of(*known[:3])
    for opinion, song in zip(("love", "like", "okay", "hate"), songs, strict=False):
        listener.rate(search, opinion, song)
    assert not set(listener.list_of(*known[:3], n=100)[1]) & set(songs[:4])


def test_a_song_whose_rating_is_taken_back_may_come_again(listener, known):
    search, songs = listener.list_of(*known[:3])
    listener.rate(search, "okay", songs[0])
    assert songs[0] not in listener.list_of(*known[:3])[1]
    listener.rate(search, None, songs[0])
    assert listener.list_of(*known[:3])[1] == songs


def test_the_songs_of_a_hated_list_do_not_come_back(listener, known):
    search, songs = listener.list_of(*known[:3])
    listener.rate(search, "hate")
    assert not set(listener.list_of(*known[:3], n=50)[1]) & set(songs)


def test_the_songs_of_a_liked_list_may_come_back(listener, known):
    search, songs = listener.list_of(*known[:3])
    listener.rate(search, "like")
    assert listener.list_of(*known[:3])[1] == songs


def test_hated_songs_push_their_like_away(listener, recommend, known):
    search, songs = listener.list_of(*known[:3], n=20)
    hated = songs[0]
    told = recommend(tracks=known[:3], hated=[hated], n=20).body["recommendations"]
    listener.rate(search, "hate", hated)
    assert listener.list_of(*known[:3], n=20)[1] == [song["uri"] for song in told]


def test_loved_songs_pull_as_if_they_were_said_again(listener, recommend, known):
    search, songs = listener.list_of(*known[:3], n=20)
    for song in songs[:3]:
        listener.rate(search, "love", song)
    told = recommend(tracks=known[:3], loved=songs[:3], n=20).body["recommendations"]
    assert listener.list_of(*known[:3], n=20)[1] == [song["uri"] for song in told]


def test_an_opinion_in_the_request_counts_more_than_a_stored_one(listener, recommend, known):
    search, songs = listener.list_of(*known[:3], n=20)
    listener.rate(search, "hate", songs[0])
    now = listener.ask("recommend", tracks=known[:3], loved=[songs[0]], n=20).body["recommendations"]
    told = recommend(tracks=known[:3], loved=[songs[0]], n=20).body["recommendations"]
    assert [song["uri"] for song in now] == [song["uri"] for song in told]


def test_what_one_hates_does_not_change_anothers_answer(listener, another, known):
    before = another.list_of(*known[:3])[1]
    search, _ = listener.list_of(*known[:3])
    listener.rate(search, "hate")
    assert another.list_of(*known[:3])[1] == before


def test_any_number_of_opinions_leaves_an_answer_as_long_as_was_asked_for(listener, known):
    for _ in range(3):
        search, _ = listener.list_of(*known[:3], n=100)
        listener.rate(search, "hate")
    assert len(listener.list_of(*known[:3], n=100)[1]) == 100


def test_songs_are_remembered_of_a_listener_who_signed_in_and_of_no_visitor(door, address, records, known):
    listener, visitor = door.sign_in(address), door.visitor()
    for each in (listener, visitor):
        each.list_of(*known[:3])
    assert records.get(GIVEN_SONGS.name, listener.id) is not None
    assert records.get(GIVEN_SONGS.name, visitor.id) is None
