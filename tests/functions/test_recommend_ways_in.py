"""Every input of `recommend`, over HTTP."""

import base64
import json

from shared.ports import Record

PLAYLIST = "37i9dQZF1DXcBWIGoYBM5M"


def title(model, uri):
    index = int(model.retrieval.tracks.indices([uri])[0])
    return model.catalogue.tracks([index])[0]


def matched(answer):
    assert answer.status == 200, answer.body
    return [match["uri"] for match in answer.body["matched"]]


def test_ids_uris_and_links_lead_to_the_same_tracks(recommend, known):
    track_id = known[0].removeprefix("spotify:track:")
    forms = [track_id, known[0], f"https://open.spotify.com/intl-de/track/{track_id}?si=abc"]
    for form in forms:
        assert matched(recommend(tracks=[form])) == [known[0]]


def test_pasted_links_are_read_line_by_line(recommend, known):
    text = "\n".join(f"https://open.spotify.com/track/{uri[14:]}" for uri in known[:5])
    assert matched(recommend(text=text)) == known[:5]


def test_artist_and_title_are_found_in_either_order(recommend, model, known):
    track = title(model, known[3])
    for line in (f"{track.artist} - {track.name}", f"{track.name} - {track.artist}"):
        answer = recommend(text=line)
        found = title(model, matched(answer)[0])
        assert (found.name, found.artist) == (track.name, track.artist)


def test_a_song_is_found_by_name_and_artist_despite_a_typo(recommend, model, known):
    track = title(model, next(uri for uri in known if len(title(model, uri).name) > 12))
    misspelt = track.name[:4] + track.name[5:]
    answer = recommend(song={"name": misspelt, "artist": track.artist})
    assert title(model, matched(answer)[0]).artist == track.artist
    assert answer.body["matched"][0]["confidence"] < 1


def test_an_exportify_file_is_read(recommend, known):
    rows = "\n".join(f"{uri},Some name,Some artist" for uri in known[:3])
    content = f"\ufeffTrack URI,Track Name,Artist Name(s)\n{rows}\n"
    assert matched(recommend(file={"name": "list.csv", "content": content})) == known[:3]


def test_a_file_may_be_sent_as_bytes_in_any_encoding(recommend, model, known):
    track = title(model, known[7])
    data = base64.b64encode(f"{track.artist} - {track.name}".encode("utf-16")).decode()
    found = title(model, matched(recommend(file={"name": "list.txt", "data": data}))[0])
    assert (found.name, found.artist) == (track.name, track.artist)


def test_several_files_are_one_list(recommend, known):
    files = [{"name": "a.txt", "content": known[0]}, {"name": "b.txt", "content": known[1]}]
    assert matched(recommend(files=files)) == known[:2]


def test_several_playlists_are_listed_and_one_is_chosen(recommend, known):
    rows = "".join(f"{uri},{name}\n" for uri, name in zip(known[:3], ["Road", "Rain", "Road"], strict=True))
    file = {"name": "list.csv", "content": f"Track URI,Playlist name\n{rows}"}
    asked = recommend(file=file)
    assert asked.status == 422
    assert asked.body["type"].endswith("several-playlists")
    assert asked.body["parts"] == [{"name": "Road", "songs": 2}, {"name": "Rain", "songs": 1}]
    assert matched(recommend(file=file, part="Rain")) == [known[1]]


def test_a_pasted_table_is_read_as_a_table(recommend, known):
    assert matched(recommend(text=f"Track URI,Track Name\n{known[0]},x\n")) == [known[0]]


def test_an_m3u_file_is_read(recommend, model, known):
    track = title(model, known[7])
    content = f"#EXTM3U\n#EXTINF:210,{track.artist} - {track.name}\nmusic/07.mp3\n"
    found = title(model, matched(recommend(file={"name": "list.m3u8", "content": content}))[0])
    assert (found.name, found.artist) == (track.name, track.artist)


def test_an_mpd_playlist_is_read(recommend, known):
    content = json.dumps({"name": "mine", "tracks": [{"track_uri": uri} for uri in known[:4]]})
    assert matched(recommend(file={"name": "slice.json", "content": content})) == known[:4]


def test_an_ingested_playlist_is_used_when_its_link_is_given(recommend, records, known):
    ids = [uri[14:] for uri in known[10:16]]
    records.create("playlists", Record(PLAYLIST, {"name": "kept", "tracks": list(ids)}))
    answer = recommend(playlist=f"https://open.spotify.com/playlist/{PLAYLIST}")
    records.delete("playlists", PLAYLIST)
    assert matched(answer) == known[10:16]


def test_a_playlist_link_nobody_can_read_says_what_to_paste_instead(recommend):
    answer = recommend(playlist=f"https://open.spotify.com/playlist/{PLAYLIST}")
    assert answer.status == 422
    assert answer.body["type"].endswith("unreadable-playlist")
    assert "Ctrl-C" in answer.body["cure"]


def test_a_playlist_link_among_songs_is_reported_and_the_songs_are_used(recommend, known):
    answer = recommend(tracks=[known[0], f"spotify:playlist:{PLAYLIST}"])
    assert matched(answer) == [known[0]]
    assert PLAYLIST in answer.body["unmatched"][0]["source"]


def test_all_ways_in_can_be_mixed(recommend, known):
    answer = recommend(tracks=[known[0]], text=known[1], file={"name": "a.txt", "content": known[2]})
    assert set(matched(answer)) == set(known[:3])


def test_what_is_not_found_is_reported_with_its_line_and_why(recommend, known):
    answer = recommend(text=f"{known[0]}\nspotify:track:{'0' * 22}\nqqqq wwww zzzz xxxx")
    assert [each["line"] for each in answer.body["unmatched"]] == [2, 3]
    assert all(each["why"] for each in answer.body["unmatched"])


def test_ten_thousand_pasted_lines_are_answered_and_more_are_reported(recommend, known):
    answer = recommend(text="\n".join(known[place % 50] for place in range(10_001)))
    assert len(matched(answer)) == 10_000
    assert "10,000" in answer.body["unmatched"][0]["why"]
