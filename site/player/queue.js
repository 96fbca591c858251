// The songs to hear, one after another, and which of them is on. It knows neither page nor player.

// Whether a song can be heard here; the functions name its URI at Spotify where it is known.
export const playable = (song) => Boolean(song.listen.spotify);

export class Queue {
  // `name` is that of the list the songs are from, `at` the place of the one that is on.
  constructor({ name = "", songs = [], at = 0 } = {}) {
    Object.assign(this, { name, songs, at });
  }

  get song() {
    return this.songs[this.at] ?? null;
  }

  start(name, songs, uri) {
    Object.assign(this, { name, songs, at: Math.max(0, songs.findIndex((song) => song.uri === uri)) });
  }

  // The list has other songs now: the one that is on stays, and those of the list come after it. Where all before it stayed
  // it was taken out of its place, else the list is another.
  follow(songs) {
    const at = songs.findIndex((song) => song.uri === this.song.uri);
    if (at >= 0) return Object.assign(this, { songs, at });
    const place = this.songs.slice(0, this.at).every(({ uri }, i) => songs[i]?.uri === uri) ? this.at : 0;
    return Object.assign(this, { songs: songs.toSpliced(place, 0, this.song), at: place });
  }

  // Goes `by` 1 or -1 to the next song that can be heard, or to the neighbour if none can; returns whether there is one.
  step(by) {
    let at = this.at + by;
    if (this.songs.some(playable)) while (this.songs[at] && !playable(this.songs[at])) at += by;
    if (!this.songs[at]) return false;
    this.at = at;
    return true;
  }
}
