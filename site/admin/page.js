// Statistics of the service, for admins: usage, opinions on its answers, quality of its models.
import { fileAt } from "../api.js";
import { doing } from "../account/forms.js";
import { API } from "../config.js";
import { byId, element } from "../elements.js";
import { everyone, models } from "../insights.js";
import { average, number, percent, tile, when } from "../figures.js";
import { save } from "../find/saving.js";
import { showPageProblem } from "../page_problem.js";
import { keptToken } from "../session.js";
import { figures } from "./figures.js";
import { startListeners } from "./listeners.js";
import { modelParts } from "./models.js";
import { startTrends } from "./trends.js";

const NOT_ADMIN = { title: "These figures are for who runs Segue", steps: ["if that is you, sign in with the address that you named as an admin's"] };
const WORDS = { forbidden: NOT_ADMIN, "not-signed-in": NOT_ADMIN };

async function start() {
  if (!keptToken()) return refuse({ slug: "not-signed-in" });
  try {
    const [all, published] = await Promise.all([everyone(), models()]);
    show(all, published.models);
    await startTrends();
    await startListeners();
  } catch (error) {
    refuse(error);
  }
}

function refuse(error) {
  showPageProblem(error, WORDS);
  if (error.slug in WORDS) byId("problem").append(element("a", { class: "button", href: "/sign-in.html" }, "Sign in"));
}

function show(all, published) {
  const { ratings, coverage } = all;
  const said = ratings.love + ratings.like + ratings.okay + ratings.hate;
  byId("tiles").append(
    tile(number(all.searches), "searches"),
    tile(number(said), "ratings"),
    tile(average(ratings.average), "rating on average"),
    tile(percent(ratings.like_rate), "love or like"),
    tile(percent(all.searches ? all.fallback / all.searches : null), "of lists had none of the songs asked for"),
    tile(percent(coverage.catalogue ? coverage.distinct / coverage.catalogue : null), "of the catalogue shown lately"),
  );
  byId("last").textContent = `Last activity: ${when(all.last_activity_at)}. Served now: model ${all.model}. Coverage is of the latest ${number(coverage.answers)} answers: ${number(coverage.distinct)} different songs of ${number(coverage.catalogue)}.`;
  byId("figures").append(...figures(all));
  byId("models").append(...modelParts(published));
  byId("everyone").hidden = false;
}

byId("export").addEventListener("click", ({ currentTarget }) =>
  doing(currentTarget, async () => save("ratings.csv", await fileAt(`${API}/feedback/export`), "text/csv"), WORDS));

start();
