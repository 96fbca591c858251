// What is kept under a key, in the browser or in this tab alone. Where nothing may be kept, or there is no room for it, the
// page remembers as long as it is open.

export const UNSENT = "segue.opinions"; // the key of what opinions.js keeps: every page looks whether there is any

class Kept {
  #open;
  #remembered = new Map();

  // `open` returns the browser's own storage, and throws where it may not be used.
  constructor(open) {
    this.#open = open;
  }

  // Returns the text that was kept, or null.
  get(key) {
    return this.#within((storage) => storage.getItem(key)) ?? this.#remembered.get(key) ?? null;
  }

  set(key, text) {
    this.#remembered.delete(key);
    if (this.#within((storage) => (storage.setItem(key, text), true))) return;
    this.remove(key); // what was before is over, also where there is no room for this
    this.#remembered.set(key, text);
  }

  remove(key) {
    this.#remembered.delete(key);
    this.#within((storage) => storage.removeItem(key));
  }

  // Returns the value that was kept, or null: also for what another version of the site wrote otherwise.
  read(key) {
    try {
      return JSON.parse(this.get(key));
    } catch {
      return null;
    }
  }

  write(key, value) {
    this.set(key, JSON.stringify(value));
  }

  #within(act) {
    try {
      return act(this.#open());
    } catch {
      return null;
    }
  }
}

export const ofBrowser = new Kept(() => localStorage);
export const ofTab = new Kept(() => sessionStorage);
