// The music map as numbers: each song's position and cluster, the song nearest to a position, and the artists.

const GREATEST = 32_767; // the int16 that stands for 1
const { quadtree } = globalThis.d3;

function bytes(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

const view = (text, at, width) => {
  const data = new DataView(bytes(text).buffer);
  return Array.from({ length: data.byteLength / width }, (_, i) => at(data, i * width));
};

function extent(values) {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
  return { middle: (least + most) / 2, length: Math.max(most - least, 0.01) };
}

// Songs have the function's numbers; x grows to the right, y upwards.
export class Atlas {
  constructor({ points, x, y, cluster, clusters, artists }) {
    const level = (data, i) => data.getInt16(i, true) / GREATEST;
    this.size = points;
    this.x = Float32Array.from(view(x, level, 2));
    this.y = Float32Array.from(view(y, level, 2));
    this.cluster = Uint16Array.from(view(cluster, (data, i) => data.getUint16(i, true), 2));
    this.clusters = this.#counted(clusters);
    this.byId = new Map(this.clusters.map((each) => [each.id, each]));
    this.artists = artists; // the one on most playlists first
    this.bounds = { x: extent(this.x), y: extent(this.y) };
    this.tree = quadtree().x((i) => this.x[i]).y((i) => this.y[i]).addAll(Array.from(this.x.keys()));
  }

  // The first `most` songs within a box, the most popular first, and the number of all of them.
  within({ left, right, top, bottom }, most) {
    const points = [];
    let count = 0;
    for (let i = 0; i < this.size; i++) {
      if (this.x[i] < left || this.x[i] > right || this.y[i] < bottom || this.y[i] > top) continue;
      if (count++ < most) points.push(i);
    }
    return { points, count };
  }

  // The number of the song nearest to a position, undefined if none is within `radius`.
  nearest(x, y, radius) {
    return this.tree.find(x, y, radius);
  }

  clusterOf(point) {
    return this.byId.get(this.cluster[point]);
  }

  // Songs of a cluster, the most popular first.
  songsOf(id, most) {
    const found = [];
    for (let i = 0; i < this.size && found.length < most; i++) if (this.cluster[i] === id) found.push(i);
    return found;
  }

  // The largest cluster first.
  #counted(clusters) {
    const counts = new Map();
    for (const id of this.cluster) counts.set(id, (counts.get(id) ?? 0) + 1);
    const sized = clusters.map((each) => ({ ...each, songs: counts.get(each.id) ?? 0 }));
    return sized.sort((a, b) => b.songs - a.songs);
  }
}
