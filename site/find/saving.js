// A list as files and links for other programs. The texts are built without a DOM; `save` downloads one.
import { element } from "../elements.js";

const FORMULA = /^[=+\-@\t\r]/; // what a spreadsheet would run

// The best page of a song, "" for an invented one.
const linkOf = ({ listen }) => listen.links[0]?.url ?? "";

export const linksOf = (songs) => songs.map(linkOf).filter(Boolean);

// CSV with the headers of Exportify, so that it can be opened here again.
export function asCsv(songs) {
  const rows = songs.map((song) => [
    song.uri, song.name, song.artist, song.because.map((reason) => reason.text).join("; "), linkOf(song),
  ]);
  const lines = [["Track URI", "Track Name", "Artist Name(s)", "Why", "Link"], ...rows];
  return `\ufeff${lines.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

export function asM3u(songs) {
  const entries = songs.map((song) => `#EXTINF:-1,${oneLine(song.artist)} - ${oneLine(song.name)}\n${linkOf(song) || song.uri}\n`);
  return `#EXTM3U\n${entries.join("")}`;
}

export function save(filename, content, type) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = element("a", { href: url, download: filename });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // some browsers read it only after a while
}

function cell(text) {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return `"${oneLine(safe).replaceAll('"', '""')}"`;
}

const oneLine = (text) => text.replace(/[\r\n\u2028\u2029]+/g, " ");
