// Files of the listener, read for a request. No DOM here.

const MOST_FILES = 20;
const LARGEST_BYTES = 20 * 1024 * 1024; // of all files together: the body of a request is bounded

// Returns `held`, files that were read before, with `files` added; one of the same name takes the place of the other.
// Throws Refusal if that is too much, or if one cannot be read.
export async function withFiles(held, files) {
  const names = new Set(files.map(nameOf));
  const kept = held.filter(({ name }) => !names.has(name));
  if (kept.length + files.length > MOST_FILES) {
    throw new Refusal("These are too many files at once", `open at most ${MOST_FILES}, or pack them as a ZIP`);
  }
  const sizes = [...kept, ...files].map(({ size }) => size);
  if (sizes.reduce((sum, size) => sum + size, 0) > LARGEST_BYTES) {
    const title = files.length === 1 && !kept.length ? `${files[0].name} is too large` : "These files are too large together";
    throw new Refusal(title, "choose 20 MB at most");
  }
  return [...kept, ...(await Promise.all(files.map(read)))];
}

export class Refusal extends Error {
  constructor(title, step) {
    super(title);
    Object.assign(this, { title, step });
  }
}

const nameOf = (file) => file.name.slice(0, 300);

// The bytes in base64: their encoding is told where they are read, and they may be no text.
function read(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      const data = reader.result.slice(reader.result.indexOf(",") + 1);
      resolve({ name: nameOf(file), size: file.size, data });
    });
    reader.addEventListener("error", () =>
      reject(new Refusal(`${file.name} could not be read`, "save it on this device and open it again")));
    reader.readAsDataURL(file);
  });
}
