// Slips in mail addresses, found before a mail is sent: what is no address, and what is nearly a well-known one.

const KNOWN = ["gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.co.uk", "live.com", "yahoo.com", "yahoo.co.uk", "yahoo.fr",
  "yahoo.de", "icloud.com", "me.com", "aol.com", "gmx.de", "gmx.net", "web.de", "t-online.de", "proton.me", "protonmail.com", "mail.ru",
  "orange.fr", "free.fr", "laposte.net", "libero.it", "comcast.net", "fastmail.com", "example.com"];

// Returns what is wrong with an address, "" if nothing is. The server has the last word.
export function slipIn(address) {
  if (!address) return "Type your mail address.";
  if (/\s/.test(address)) return "There is a blank in this address.";
  const [name, domain, ...more] = address.split("@");
  if (domain === undefined) return "An address has an @ in it, as in anna@example.com.";
  if (more.length) return "There is more than one @ in this address.";
  if (!name) return "Something is missing before the @.";
  if (!domain) return "Something is missing after the @.";
  if (!/[^.]\.[^.]/.test(domain)) return `After the @ comes a whole name, such as example.com; “${domain}” is not all of it.`;
  return "";
}

// Returns the address that was probably meant, "" if this one looks right.
export function nearby(address) {
  const at = address.lastIndexOf("@");
  const domain = address.slice(at + 1).toLowerCase();
  if (KNOWN.includes(domain)) return "";
  const close = KNOWN.find((known) => distance(domain, known) <= (known.length > 8 ? 2 : 1)) ?? domain.replace(/\.(con|cpm|vom|comm|ocm|cmo|xom)$/, ".com");
  return close === domain ? "" : address.slice(0, at + 1) + close;
}

// The edits (of letters, and of neighbours swapped) that lead from one text to the other.
function distance(one, other) {
  const rows = [Array.from({ length: other.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= one.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= other.length; j++) {
      const cost = Number(one[i - 1] !== other[j - 1]);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1] ? rows[i - 2][j - 2] + 1 : Infinity;
      rows[i].push(Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + cost, swapped));
    }
  }
  return rows[one.length][other.length];
}
