// The formats a list is saved in: a further one is a function of its songs and its title, and a row. No DOM here.
import { csvOf, oneLine } from "./csv.js";

const LONGEST_FILE_NAME = 180;
const NO_FILE_NAME = /[\\/:*?"<>|\p{Cc}]/gu; // what a file's name may not hold on one of the usual systems
const NO_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const PAGES = { "spotify:track:": "https://open.spotify.com/track/", "musicbrainz:recording:": "https://musicbrainz.org/recording/" };

// The best page of a song, "" for an invented one.
const linkOf = ({ listen }) => listen.links[0]?.url ?? "";

export const linksOf = (songs) => songs.map(linkOf).filter(Boolean);

// Pages at Spotify of the songs that are known there: its desktop app takes them pasted.
export const spotifyLinksOf = (songs) => songs.map(({ listen }) => listen.spotify && pageOf(listen.spotify)).filter(Boolean);

export const asText = (songs) => songs.map((song) => `${titled(song)}\n`).join("");

// The headers that TuneMyMusic and Soundiiz know. The id comes first: a byte order mark would spoil the first header for them.
function asCsv(songs) {
  const rows = songs.map((song) => [
    song.uri, song.name, song.artist, song.album, song.isrc, linkOf(song), song.because.map((reason) => reason.text).join("; "),
  ]);
  return csvOf([["uri", "title", "artist", "album", "isrc", "link", "why"], ...rows]);
}

// A player opens the files beside the playlist; a web page would be no sound to it.
function asM3u(songs, title) {
  const entries = songs.map((song) => `#EXTINF:-1,${titled(song)}\n${fileOf(song).replace(/^#/, "./#")}\n`);
  return `#EXTM3U\n#PLAYLIST:${oneLine(title)}\n${entries.join("")}`;
}

function asJspf(songs, title) {
  const track = songs.map((song) => ({
    title: song.name, creator: song.artist, ...(song.album && { album: song.album }), identifier: recordingOr(identifiersOf(song)),
  }));
  return JSON.stringify({ playlist: { title, creator: "Segue", track } }, null, 2);
}

function asXspf(songs, title) {
  const tag = (name, text) => (xml(text) ? `<${name}>${xml(text)}</${name}>` : "");
  const tracks = songs.map((song) => [
    "<track>", tag("location", encodeURIComponent(fileOf(song).toWellFormed())), ...identifiersOf(song).map((each) => tag("identifier", each)),
    tag("title", song.name), tag("creator", song.artist), tag("album", song.album), "</track>",
  ].join(""));
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n<playlist version="1" xmlns="http://xspf.org/ns/0/">';
  return `${head}\n${tag("title", title)}\n<trackList>\n${tracks.join("\n")}\n</trackList>\n</playlist>\n`;
}

export const EXPORTS = [
  { name: "CSV", hint: "for TuneMyMusic, Soundiiz and spreadsheets", ending: "csv", type: "text/csv;charset=utf-8", write: asCsv },
  { name: "Text", hint: "“Artist - Title”, a song a line", ending: "txt", type: "text/plain;charset=utf-8", write: asText },
  { name: "M3U", hint: "for music files of yours named “Artist - Title.mp3”", ending: "m3u8", type: "audio/x-mpegurl", write: asM3u },
  { name: "XSPF", hint: "for VLC, Soundiiz and other players", ending: "xspf", type: "application/xspf+xml", write: asXspf },
  { name: "JSPF", hint: "for ListenBrainz", ending: "jspf", type: "application/json", write: asJspf },
];

const titled = ({ name, artist }) => oneLine(artist ? `${artist} - ${name}` : name);

const fileOf = (song) => `${[...titled(song).replace(NO_FILE_NAME, "_")].slice(0, LONGEST_FILE_NAME).join("")}.mp3`;

const identifiersOf = ({ uri, listen }) => [...new Set([uri, listen.spotify].filter(Boolean).map(pageOf))];

// ListenBrainz refuses a list with an identifier that is no recording of MusicBrainz.
function recordingOr(identifiers) {
  const recordings = identifiers.filter((each) => each.startsWith(PAGES["musicbrainz:recording:"]));
  return recordings.length ? recordings : identifiers;
}

function pageOf(uri) {
  const prefix = Object.keys(PAGES).find((each) => uri.startsWith(each));
  return prefix ? PAGES[prefix] + uri.slice(prefix.length) : uri;
}

const xml = (text) => text.replace(NO_XML, "").replace(/[&<>"]/g, (sign) => ENTITIES[sign]);
