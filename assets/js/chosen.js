// What stands behind the # of a shared link, read in the browser: guide/links.py writes it, and tests/js holds both to the same examples.
const MOST = 4;

/**
 * The treatments that a link names, by the table of numbers; [] for anything that is no such link.
 * @param {string} hash
 * @param {Record<string, string>} table number to id; "" for one that left the guide
 * @returns {string[]}
 */
export function chosen(hash, table) {
  const part = hash.replace(/^#/, "");
  if (!/^t\d{1,4}(\.\d{1,4}){0,3}$/.test(part)) return [];
  const numbers = part.slice(1).split(".").slice(0, MOST).map((number) => String(Number(number)));
  return [...new Set(numbers.map((number) => (Object.hasOwn(table, number) ? table[number] : "")).filter(Boolean))];
}
