// An artist whom a signed-in listener never wants to hear again.
import { againArtist, neverArtist } from "../api.js";
import { tell } from "../notice.js";
import { explain } from "../problems.js";
import { isSignedIn } from "../session.js";

// Returns the menu's item, null for visitors, and for several artists whose single names are not known; `again` asks anew.
export function neverItem({ artist }, again) {
  if (!isSignedIn() || !artist || artist.includes(", ")) return null;
  return { label: `Never ${artist} again`, act: () => never(artist, again) };
}

async function never(artist, again) {
  if (!(await done(() => neverArtist(artist)))) return;
  await again();
  tell(`No more ${artist}.`, async () => (await done(() => againArtist(artist))) && again());
}

// Returns whether it could be done; else that is told.
async function done(act) {
  try {
    await act();
    return true;
  } catch (error) {
    const { title, steps } = explain(error);
    tell(`${title}: ${steps[0]}`);
    return false;
  }
}
