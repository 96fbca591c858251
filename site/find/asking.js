// Asking for a list: the latest question counts, an older one is given up; quick changes are asked as one.

const SETTLE_MS = 250;

// `ask(signal)` does the work. Gives {now, soon}; `now` also drops what was to be asked soon.
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
