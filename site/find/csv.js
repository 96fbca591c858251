// Tables as CSV that spreadsheets open without running a cell. No DOM here.

const FORMULA = /^[=+\-@\t\r]/; // what a spreadsheet would run

// `rows` are lists of texts, the first one the headers; with a byte order mark, without which Excel takes it for Latin-1.
export function csvOf(rows) {
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

// Without control characters, and so without any sign that one of the usual readers takes for the end of a line.
export const oneLine = (text) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");

function cell(text) {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return `"${oneLine(safe).replaceAll('"', '""')}"`;
}
