// The two calls to the functions. A problem answer becomes an ApiProblem; a lost connection too.
import { API } from "./config.js";

export class ApiProblem extends Error {
  constructor({ detail, expected = "", found = "", cure = "", type = "" }) {
    super(detail);
    Object.assign(this, { expected, found, cure, type });
  }
}

export const search = (words, signal, limit = 8) =>
  call(`${API}/search?${new URLSearchParams({ q: words, limit })}`, { signal });

export const recommend = (request, signal) =>
  call(`${API}/recommend`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
    signal,
  });

async function call(url, options) {
  let response;
  try {
    response = await fetch(url, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ApiProblem({ detail: "We could not be reached", cure: "check your connection and try again" });
  }
  if (response.ok) return response.json();
  const body = await response.json().catch(() => ({}));
  throw new ApiProblem({ cure: "try again in a minute", ...body, detail: body.detail ?? "Something went wrong" });
}
