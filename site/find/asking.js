// Requests of a list: only the latest counts, an older one is aborted; quick changes are debounced.

const SETTLE_MS = 250;

// `ask(signal)` sends the request. Returns {now, soon, stop}; `now` also cancels a debounced call, and says whether it was the
// latest to its end; `stop` gives up what is under way.
export function latest(ask) {
  let running = new AbortController();
  let timer = 0;
  const now = async () => {
    stop();
    running = new AbortController();
    const { signal } = running;
    try {
      await ask(signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    return !signal.aborted;
  };
  const stop = () => {
    clearTimeout(timer);
    running.abort();
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(now, SETTLE_MS);
  };
  return { now, soon, stop };
}

// Calls `ask` when the form is sent, by Enter too: in a box of several lines that is a new line.
export function onAsking(form, box, ask) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || box.value.includes("\n")) return;
    event.preventDefault();
    ask();
  });
}
