// The interactive map: drag, wheel, pinch and keys move it; a tap, a click or Enter chooses a song.
import { drawMap } from "./drawing.js";
import { onSchemeChange } from "../palette.js";

const { select, zoom, zoomIdentity } = globalThis.d3;

const CLOSEST = 80;
const MARGIN_PX = 24;
const TOOLS_PX = 40; // the buttons at the foot cover nothing
const STEP_PX = 60;
const FLIGHT_MS = 600;
const REACH_PX = 14;
const STEPS = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const calm = matchMedia("(prefers-reduced-motion: reduce)");

export class View {
  shown = { chosen: null, point: null, mine: null };
  #canvas;
  #atlas;
  #zoom;
  #now = zoomIdentity;
  #waiting = false;

  // `acts` are {hover(point, x, y), choose(point)}; a point is null where no song is near.
  constructor(canvas, atlas, acts) {
    this.#canvas = canvas;
    this.#atlas = atlas;
    this.#zoom = zoom().scaleExtent([1, CLOSEST]).on("zoom", ({ transform }) => this.#moved(transform, acts));
    select(canvas).call(this.#zoom);
    canvas.addEventListener("pointermove", (event) => this.#hovered(event, acts));
    canvas.addEventListener("pointerleave", () => acts.hover(null));
    canvas.addEventListener("click", (event) => acts.choose(this.#near(event.offsetX, event.offsetY, REACH_PX)));
    canvas.addEventListener("keydown", (event) => this.#pressed(event, acts));
    new ResizeObserver(() => this.#resize()).observe(canvas);
    onSchemeChange(() => this.draw());
  }

  // Draws before the next frame, once for any number of calls.
  draw() {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      drawMap(this.#canvas, this.#atlas, this.#place(), this.shown);
    });
  }

  show(change) {
    Object.assign(this.shown, change);
    this.draw();
  }

  zoomBy(factor) {
    this.#flying().call(this.#zoom.scaleBy, factor);
  }

  whole() {
    this.#flying().call(this.#zoom.transform, zoomIdentity);
  }

  flyTo({ x, y }, k) {
    const { unit, left, top } = this.#base();
    const [px, py] = [left + x * unit, top - y * unit];
    const { clientWidth, clientHeight } = this.#canvas;
    const there = zoomIdentity.translate(clientWidth / 2 - k * px, clientHeight / 2 - k * py).scale(k);
    this.#flying().call(this.#zoom.transform, there);
  }

  #flying() {
    return select(this.#canvas).transition().duration(calm.matches ? 0 : FLIGHT_MS);
  }

  #moved(transform, acts) {
    this.#now = transform;
    acts.hover(null);
    this.draw();
  }

  // All songs fit into the canvas before any zoom: `unit` is the number of pixels for 1 on the map.
  #base() {
    const { clientWidth, clientHeight } = this.#canvas;
    const { x, y } = this.#atlas.bounds;
    const unit = Math.min((clientWidth - 2 * MARGIN_PX) / x.length, (clientHeight - 2 * MARGIN_PX - TOOLS_PX) / y.length);
    return { unit, left: clientWidth / 2 - x.middle * unit, top: (clientHeight - TOOLS_PX) / 2 + y.middle * unit };
  }

  #place() {
    const { unit, left, top } = this.#base();
    const now = this.#now;
    return { x: (x) => now.applyX(left + x * unit), y: (y) => now.applyY(top - y * unit), k: now.k };
  }

  #near(px, py, reach) {
    const { unit, left, top } = this.#base();
    const [x, y] = this.#now.invert([px, py]);
    return this.#atlas.nearest((x - left) / unit, (top - y) / unit, reach / (unit * this.#now.k)) ?? null;
  }

  #hovered(event, acts) {
    if (event.buttons || event.pointerType === "touch") return;
    acts.hover(this.#near(event.offsetX, event.offsetY, REACH_PX), event.offsetX, event.offsetY);
  }

  #pressed(event, acts) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { clientWidth, clientHeight } = this.#canvas;
    if (STEPS[event.key]) {
      const [x, y] = STEPS[event.key].map((step) => (step * STEP_PX) / this.#now.k);
      select(this.#canvas).call(this.#zoom.translateBy, x, y);
    } else if (event.key === "+" || event.key === "=") this.zoomBy(1.5);
    else if (event.key === "-") this.zoomBy(1 / 1.5);
    else if (event.key === "0") this.whole();
    else if (event.key === "Enter" || event.key === " ") {
      acts.choose(this.#near(clientWidth / 2, clientHeight / 2, Math.hypot(clientWidth, clientHeight)));
    } else return;
    event.preventDefault();
  }

  #resize() {
    const ratio = Math.min(2, devicePixelRatio);
    this.#canvas.width = Math.round(this.#canvas.clientWidth * ratio);
    this.#canvas.height = Math.round(this.#canvas.clientHeight * ratio);
    this.draw();
  }
}
