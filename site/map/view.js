// The interactive map: drag, wheel, pinch and keys move it; a tap, a click or Enter chooses a song.
import { onSchemeChange } from "../palette.js";
import { drawMap } from "./drawing.js";
import { forgetPictures, labelsOf } from "./lettering.js";
import { PointsPicture } from "./points.js";

const { select, zoom, zoomIdentity } = globalThis.d3;

const CLOSEST = 80;
const MARGIN_PX = 24;
const SEARCH_PX = 44; // the box at the head and the buttons at the foot cover nothing
const TOOLS_PX = 40;
const STEP_PX = 60;
const FLIGHT_MS = 600;
const REACH_PX = 14;
const SETTLED_MS = 150;
const STEPS = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const calm = matchMedia("(prefers-reduced-motion: reduce)");

export class View {
  shown = { chosen: null, point: null, mine: null, spot: null, way: null, named: [] };
  #canvas;
  #pen;
  #scene;
  #zoom;
  #acts;
  #now = zoomIdentity;
  #waiting = false;
  #settling = 0;
  #hurried = false; // while the closeness changes

  // `acts` are {hover(point, x, y), choose(point), settled()}; a point is null where no song is near.
  constructor(canvas, atlas, acts) {
    this.#canvas = canvas;
    this.#pen = canvas.getContext("2d");
    this.#scene = { atlas, labels: [], covered: [], picture: new PointsPicture() };
    this.#acts = acts;
    this.#zoom = zoom().scaleExtent([1, CLOSEST]).on("zoom", ({ transform }) => this.#moved(transform));
    select(canvas).call(this.#zoom);
    canvas.addEventListener("pointermove", (event) => this.#hovered(event));
    canvas.addEventListener("pointerleave", () => acts.hover(null));
    canvas.addEventListener("click", (event) => acts.choose(this.#near(event.offsetX, event.offsetY, REACH_PX)));
    canvas.addEventListener("keydown", (event) => this.#pressed(event));
    new ResizeObserver(() => this.#resize()).observe(canvas);
    onSchemeChange(() => {
      forgetPictures();
      this.draw();
    });
  }

  // Draws before the next frame, once for any number of calls.
  draw() {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      if (this.#canvas.width) drawMap(this.#pen, this.#scene, this.#place(), this.shown, this.#hurried);
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

  // Comes as close as all of some places allow.
  frame(places, most) {
    const [xs, ys] = ["x", "y"].map((axis) => places.map((place) => place[axis]));
    const span = (values) => Math.max(...values) - Math.min(...values);
    const middle = (values) => (Math.max(...values) + Math.min(...values)) / 2;
    const { clientWidth, clientHeight } = this.#canvas;
    const { unit } = this.#base();
    const room = Math.min((clientWidth * 0.7) / (span(xs) * unit), (clientHeight * 0.6) / (span(ys) * unit));
    this.flyTo({ x: middle(xs), y: middle(ys) }, Math.max(1, Math.min(most, room)));
  }

  // The best-known songs in sight, `most` of them, and how many there are.
  inSight(most) {
    const { left, top, scale } = this.#place();
    const { clientWidth, clientHeight } = this.#canvas;
    const box = { left: -left / scale, right: (clientWidth - left) / scale, bottom: (top - clientHeight) / scale, top: top / scale };
    return this.#scene.atlas.within(box, most);
  }

  #flying() {
    return select(this.#canvas).transition().duration(calm.matches ? 0 : FLIGHT_MS);
  }

  #moved(transform) {
    this.#hurried ||= transform.k !== this.#now.k;
    this.#now = transform;
    this.#acts.hover(null);
    this.#settleSoon();
    this.draw();
  }

  #settleSoon() {
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      this.#hurried = false;
      this.draw();
      this.#acts.settled();
    }, SETTLED_MS);
  }

  // All songs fit into the canvas before any zoom: `unit` is the number of pixels for 1 on the map.
  #base() {
    const { clientWidth, clientHeight } = this.#canvas;
    const { x, y } = this.#scene.atlas.bounds;
    const high = clientHeight - SEARCH_PX - TOOLS_PX;
    const unit = Math.min((clientWidth - 2 * MARGIN_PX) / x.length, (high - 2 * MARGIN_PX) / y.length);
    return { unit, left: clientWidth / 2 - x.middle * unit, top: SEARCH_PX + high / 2 + y.middle * unit };
  }

  #place() {
    const { unit, left, top } = this.#base();
    const now = this.#now;
    return { left: now.applyX(left), top: now.applyY(top), scale: unit * now.k, closeness: now.k };
  }

  #near(px, py, reach) {
    const { left, top, scale } = this.#place();
    return this.#scene.atlas.nearest((px - left) / scale, (top - py) / scale, reach / scale) ?? null;
  }

  #hovered(event) {
    if (event.buttons || event.pointerType === "touch") return;
    this.#acts.hover(this.#near(event.offsetX, event.offsetY, REACH_PX), event.offsetX, event.offsetY);
  }

  #pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { clientWidth, clientHeight } = this.#canvas;
    if (STEPS[event.key]) {
      const [x, y] = STEPS[event.key].map((step) => (step * STEP_PX) / this.#now.k);
      select(this.#canvas).call(this.#zoom.translateBy, x, y);
    } else if (event.key === "+" || event.key === "=") this.zoomBy(1.5);
    else if (event.key === "-") this.zoomBy(1 / 1.5);
    else if (event.key === "0") this.whole();
    else if (event.key === "Enter" || event.key === " ") {
      this.#acts.choose(this.#near(clientWidth / 2, clientHeight / 2, Math.hypot(clientWidth, clientHeight)));
    } else return;
    event.preventDefault();
  }

  #resize() {
    const ratio = Math.min(2, devicePixelRatio);
    const { clientWidth, clientHeight } = this.#canvas;
    this.#canvas.width = Math.round(clientWidth * ratio);
    this.#canvas.height = Math.round(clientHeight * ratio);
    if (!clientWidth) return;
    this.#scene.labels = labelsOf(this.#scene.atlas, this.#base().unit, clientWidth);
    this.#scene.covered = [...this.#canvas.parentElement.querySelectorAll("[data-over]")].map(
      ({ offsetLeft: left, offsetTop: top, offsetWidth, offsetHeight }) => ({ left, top, right: left + offsetWidth, bottom: top + offsetHeight }),
    );
    this.#settleSoon();
    this.draw();
  }
}
