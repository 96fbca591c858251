// The token of a mailed link: it comes behind the #, which no server sees, and is taken out of the address at once.
export function tokenOfLink() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (token) history.replaceState(null, "", location.pathname);
  return token;
}
