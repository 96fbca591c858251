// Real songs that are prepared beside the demo: how far they are, and that they are there.
import { PREPARING } from "../config.js";
import { byId, counted } from "../elements.js";

const EVERY_MS = 3_000;

const WORDS = {
  fetching: () => "Real songs are being prepared, step 1 of 3: fetching what people listen to.",
  training: () => "Real songs are being prepared, step 2 of 3: learning from it, which takes some minutes.",
  publishing: () => "Real songs are being prepared, step 3 of 3: nearly there.",
  published: ({ songs }) => `Now with ${counted(songs, "real song")}: name one of yours, or load this page again.`,
  failed: () => "Real songs could not be prepared; the terminal says why. The demo stays.",
};

// Shows the progress until it ends; what the listener typed stays. Between two answers the server may be away.
export async function showPreparation() {
  const progress = await fetch(PREPARING).then((response) => response.json(), () => null);
  const words = progress ? WORDS[progress.stage](progress) : byId("preparing").textContent;
  if (byId("preparing").textContent !== words) byId("preparing").textContent = words;
  byId("preparing").hidden = !words;
  if (progress?.stage === "published") document.getElementById("invented")?.remove();
  if (!["published", "failed"].includes(progress?.stage)) setTimeout(showPreparation, EVERY_MS);
}
