// Our own small drawings, 24 units wide, in the colour of the text beside them.

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  love: "M12 20s-7.5-4.6-7.5-10.2A4.3 4.3 0 0 1 12 7.2a4.3 4.3 0 0 1 7.5 2.6C19.5 15.4 12 20 12 20z",
  like: "M7.5 11v8.5H4.5V11zM7.5 11l4-7c1.5 0 2.3 1.2 2 2.6L12.8 10h5.4c1.2 0 2 1.1 1.7 2.2l-1.6 5.8c-.2.9-1 1.5-1.9 1.5H7.5",
  okay: "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17zM8.5 14.5h7M9 9.5v.5M15 9.5v.5",
  hate: "M16.5 13V4.5h3V13zM16.5 13l-4 7c-1.5 0-2.3-1.2-2-2.6l.7-3.4H5.8c-1.2 0-2-1.1-1.7-2.2l1.6-5.8c.2-.9 1-1.5 1.9-1.5h8.9",
  play: "M8 5.5v13l10.5-6.5z",
  pause: "M8.5 5.5v13M15.5 5.5v13",
  previous: "M18 6v12l-9-6zM6 6v12",
  next: "M6 6v12l9-6zM18 6v12",
  find: "M12 7.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9zM12 3v4.5M12 16.5V21M3 12h4.5M16.5 12H21",
  close: "M6 6l12 12M18 6L6 18",
  dots: "M5 12h.01M12 12h.01M19 12h.01",
  share: "M12 15V4M8 8l4-4 4 4M5 13v6.5h14V13",
  out: "M14 5h5v5M19 5l-8 8M17 14v5H5V7h5",
};

export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  drawing.append(path);
  return drawing;
}
