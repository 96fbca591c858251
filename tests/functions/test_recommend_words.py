"""Words in place of songs or beside them: what is understood, and what comes back."""

import pytest

MOOD = "sad"


def kinds(answer):
    return [part["kind"] for part in answer.body["understood"]["parts"]]


def genres_of(answer, truth):
    return [truth[each["uri"]]["genre"] for each in answer.body["recommendations"]]


def test_a_sentence_is_answered_and_each_of_its_parts_told(recommend):
    answer = recommend(words="calm jazz from the 90s for dinner, qqqq")
    parts = answer.body["understood"]["parts"]
    assert [(part["kind"], part["text"]) for part in parts] == [
        ("mood", "calm"),
        ("genre", "jazz"),
        ("years", "from the 90s"),
        ("occasion", "for dinner"),
    ]
    assert answer.body["understood"]["unread"] == ["qqqq"]
    assert answer.body["fallback"] is None


@pytest.mark.parametrize("genre", ["jazz", "metal", "hip hop"])
def test_a_kind_of_music_is_answered_by_songs_of_it(recommend, truth, genre):
    assert set(genres_of(recommend(words=f"{genre} songs"), truth)) == {genre}


def test_a_reason_names_the_kind_of_music(recommend):
    reasons = [
        reason["text"]
        for each in recommend(words="metal songs").body["recommendations"]
        for reason in each["because"]
    ]
    assert any(text.casefold().endswith("metal, as you asked") for text in reasons)


def test_a_kind_of_music_is_left_out(recommend, truth):
    answer = recommend(words="happy songs, no pop")
    assert "pop" not in genres_of(answer, truth)


def test_a_part_that_is_ignored_changes_nothing(recommend):
    answer = recommend(words="happy jazz, no remixes", ignore=["no remixes", "HAPPY"])
    assert kinds(answer) == ["genre"]


def test_a_line_of_text_that_is_no_song_is_read_as_words(recommend, truth):
    answer = recommend(text="metal songs for the gym")
    assert kinds(answer) == ["genre", "occasion"]
    assert answer.body["unmatched"] == []
    assert set(genres_of(answer, truth)) == {"metal"}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("qwertish zxcvbnish metal", "genre"),
        ("qwertyuiop singers of the 90s", "years"),
        ("under 10 minutes", "length"),
        ("songs that have rain in their zxcvbn", "occasion"),
        ("20 songs", "count"),
    ],
)
def test_a_line_of_text_that_is_half_understood_is_read_as_words(recommend, line, kind):
    assert kinds(recommend(text=line)) == [kind]


@pytest.mark.parametrize("line", ["Rainy Zxcvbnm Qwertyuiop", "Metal Zxcvbnm - Qwertyuiop Asdfgh"])
def test_a_line_of_text_that_may_be_a_title_stays_one(recommend, line):
    assert recommend(text=line).body["understood"] is None


def test_a_line_of_text_that_is_a_song_stays_that_song(recommend, model):
    track = model.tracks([0])[0]
    answer = recommend(text=f"{track.artist} - {track.name}")
    assert answer.body["understood"] is None
    assert [each["uri"] for each in answer.body["matched"]] == [track.id]


def test_an_artist_in_words_is_a_seed_by_name(recommend, model):
    artist = model.tracks([0])[0].artist
    answer = recommend(words=f"something like {artist}, no live versions")
    assert kinds(answer) == ["artist", "version"]
    assert {each["kind"] for each in answer.body["matched"]} == {"artist"}


def test_words_beside_songs_add_to_them(recommend, known):
    answer = recommend(tracks=known[:2], words="jazz")
    assert [each["uri"] for each in answer.body["matched"]] == known[:2]
    assert kinds(answer) == ["genre"]


@pytest.mark.parametrize(("n", "songs"), [({}, 7), ({"n": 3}, 3)])
def test_the_number_in_words_counts_unless_the_request_has_one(recommend, n, songs):
    assert len(recommend(words="7 songs of jazz", **n).body["recommendations"]) == songs


def test_a_bound_of_the_request_wins_over_its_words(recommend, truth):
    answer = recommend(words="jazz", within={"genres": ["metal"]})
    assert set(genres_of(answer, truth)) == {"metal"}


def test_years_of_the_request_win_over_those_that_its_words_leave_out(recommend):
    answer = recommend(words="jazz, no 90s", within={"years": {"from": 1990, "to": 1999}})
    assert answer.body["recommendations"]


def test_bounds_alone_are_answered_by_what_is_popular_and_it_is_said(recommend):
    assert "most popular" in recommend(words="songs under 10 minutes").body["fallback"]


@pytest.mark.parametrize(
    "words",
    [
        "the and of for",
        "asdf qwer",
        "';DROP TABLE tracks;--",
        '"a" NEAR("b" OR *',
        "שלום עולם",
        "ｑｗｅ ночь 音楽",
        "🦷",
    ],
)
def test_words_that_name_no_music_are_refused_with_what_to_try(recommend, words):
    answer = recommend(words=words)
    assert answer.status == 400
    assert "try something like" in answer.body["cure"]


def test_words_over_their_bound_are_refused(recommend):
    answer = recommend(words="sad " * 2_500)
    assert answer.status == 400
    assert "500" in answer.body["expected"]


def test_blank_words_are_none(recommend):
    assert "words" in recommend(words="  \n ").body["expected"]


@pytest.mark.parametrize(
    "words", ["sad\u0000 jazz", "\u202esad\u202c jazz", "s\u0301ad jazz", "sad\ufe0f 🎷 jazz", "SAD JAZZ"]
)
def test_characters_that_nobody_sees_are_no_obstacle(recommend, words):
    assert kinds(recommend(words=words)) == ["mood", "genre"]


@pytest.mark.parametrize("text", ["😢", "💃🎉"])
def test_emoji_alone_are_words(recommend, text):
    assert kinds(recommend(text=text))
    assert kinds(recommend(words=text))


@pytest.mark.parametrize("text", ["💃🕺 jazz", "sad songs about rain 💔"])
def test_a_line_with_emoji_that_is_read_as_words_is_no_song_too(recommend, text):
    answer = recommend(text=text)
    assert (answer.body["matched"], answer.body["unmatched"]) == ([], [])


def test_a_file_that_holds_one_sentence_is_read_as_words(recommend):
    answer = recommend(file={"name": "wish.txt", "content": "calm jazz for dinner\n"})
    assert kinds(answer) == ["mood", "genre", "occasion"]
    assert answer.body["unmatched"] == []
