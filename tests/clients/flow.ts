// What a page does with Segue, in TypeScript, with the types as openapi-typescript writes them by itself.
import createClient from "openapi-fetch";
import type { paths } from "segue-api";

const [address, ...names] = process.argv.slice(2);
const anybody = createClient<paths>({ baseUrl: `${address}/api` });

function demanded<T>(value: T | undefined, error: unknown): T {
  if (value === undefined) throw new Error(JSON.stringify(error));
  return value;
}

const visitor = await anybody.POST("/account/visitors");
const headers = { Authorization: `Bearer ${demanded(visitor.data, visitor.error).token}` };
const segue = createClient<paths>({ baseUrl: `${address}/api`, headers });

const found = await anybody.GET("/search", { params: { query: { q: names[0] } } });
const [first] = demanded(found.data, found.error).results;

const song = { name: first.name, artist: first.artist };
const given = await segue.POST("/recommend", { body: { song, n: 5 } });
const answer = demanded(given.data, given.error);

const more = await segue.POST("/recommend", { body: { after: answer.id, words: "calmer", tune: null, forget: ["order"] } });
const kept = await segue.GET("/recommend/{id}", { params: { path: { id: answer.id } } });
const rated = await segue.POST("/feedback", {
  body: { search: answer.id, track: answer.recommendations[0].uri, opinion: "love" },
});
const shared = await segue.POST("/share", { body: { search: answer.id } });
const id = demanded(shared.data, shared.error).id;
const read = await anybody.GET("/share/{id}/list.json", { params: { path: { id } } });
const refused = await segue.POST("/recommend", { body: { song, n: 101 } });

console.log(
  JSON.stringify({
    songs: answer.recommendations.map(({ uri }) => uri),
    more: demanded(more.data, more.error).recommendations.length,
    kept: demanded(kept.data, kept.error).recommendations.map(({ uri }) => uri),
    opinion: demanded(rated.data, rated.error).opinion,
    read: demanded(read.data, read.error).songs.map(({ uri }) => uri),
    refused: refused.error?.detail,
  }),
);
