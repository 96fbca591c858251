// The token of a mailed link: in the fragment, which no server sees, and removed from the address at once.
export function tokenOfLink() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (token) history.replaceState(null, "", location.pathname);
  addEventListener("hashchange", () => location.reload()); // a link that is pasted while its page is open
  return token;
}
