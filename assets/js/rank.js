// How well a row of the search index answers a question: letters of every script, accents folded.

/** @typedef {{k: string, t: string, u: string, x: string}} Row what the index holds: kind, title, address, words */
/** @typedef {Row & {title: string, text: string}} Bare a row with its words bare for comparing */

const BONUS = /** @type {Record<string, number>} */ ({ page: 0.6, term: 0.5, section: 0.3, resource: 0 });

/** Lower case, accents folded. @param {string} text */
export const bare = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

/** The words of a question. @param {string} text @returns {string[]} */
export const wordsOf = (text) => bare(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/** A row made ready to be compared. @param {Row} row @returns {Bare} */
export const ready = (row) => ({ ...row, title: bare(row.t), text: bare(row.x) });

/**
 * Every word must begin a word of the row; a word in the title weighs more. 0 when one is missing.
 * @param {Bare} row
 * @param {string[]} words
 */
export function rank(row, words) {
  let score = 0;
  for (const word of words) {
    const start = new RegExp(`(^|[^\\p{L}\\p{N}])${word}`, "u");
    const hit = start.test(row.title) ? 4 : start.test(row.text) ? 1 : 0;
    if (!hit) return 0;
    score += hit;
  }
  return score + (BONUS[row.k] ?? 0);
}

/**
 * The best rows, best first.
 * @param {Bare[]} rows
 * @param {string[]} words
 * @param {number} most
 */
export function best(rows, words, most) {
  if (!words.length) return [];
  const found = rows.map((row) => ({ row, score: rank(row, words) })).filter(({ score }) => score);
  return found.sort((a, b) => b.score - a.score).slice(0, most).map(({ row }) => row);
}
