// Requests of a list: only the latest counts, an older one is aborted; quick changes are debounced.

const SETTLE_MS = 250;

// `ask(signal)` sends the request. Returns {now, soon}; `now` also cancels a debounced call.
export function latest(ask) {
  let running = new AbortController();
  let timer = 0;
  const now = async () => {
    clearTimeout(timer);
    running.abort();
    running = new AbortController();
    const { signal } = running;
    try {
      await ask(signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(now, SETTLE_MS);
  };
  return { now, soon };
}
