// How well a row of the search index answers a question: letters of every script, accents folded, slips of the hand mended.
import { distance } from "fastest-levenshtein";

/** @typedef {{k: string, t: string, u: string, x: string, a?: string}} Row what the index holds: kind, title, address, words, other names */
/** @typedef {Row & {title: string, text: string, names: string}} Bare a row with its words bare for comparing */

const BONUS = /** @type {Record<string, number>} */ ({ page: 0.6, treatment: 0.55, term: 0.5, section: 0.3, resource: 0 });
// Words shorter than this are not guessed at; as in guide/treatments/choose.py.
const SHORTEST = 4;

/** Lower case, accents folded, apostrophes left out, all other signs a space: as `bare` of guide/content/search.py. @param {string} text */
export const bare = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}|['\u2019\u2018`´]/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** The words of a question. @param {string} text @returns {string[]} */
export const wordsOf = (text) => bare(text).split(" ").filter(Boolean);

/** A row made ready to be compared. @param {Row} row @returns {Bare} */
export const ready = (row) => ({ ...row, title: bare(row.t), text: bare(row.x), names: bare(row.a ?? "") });

/**
 * Whether a phrase of crisis stands in what was typed, word for word.
 * @param {string[]} phrases
 * @param {string} text
 */
export function speaksOfCrisis(phrases, text) {
  const said = ` ${bare(text)} `;
  return phrases.some((phrase) => said.includes(` ${bare(phrase)} `));
}

/**
 * The likest words that titles and names hold, in the place of words that nothing holds. Null when there is none for one of them.
 * @param {Bare[]} rows
 * @param {string[]} words
 * @returns {string[] | null}
 */
export function mend(rows, words) {
  const held = new Set(rows.flatMap((row) => `${row.title} ${row.names}`.split(" ").filter((word) => word.length >= SHORTEST)));
  const mended = words.map((word) => {
    if (rows.some((row) => begins(`${row.title} ${row.names} ${row.text}`, word))) return word;
    if (word.length < SHORTEST) return "";
    const most = word.length < 7 ? 1 : 2;
    let best = "", least = most + 1;
    for (const other of held) {
      const far = Math.abs(other.length - word.length) > most ? least : swapped(word, other) ? 1 : distance(word, other);
      if (far < least) [best, least] = [other, far];
    }
    return best;
  });
  return mended.every(Boolean) ? mended : null;
}

/** Whether two words differ by letters in another order: the commonest slip, which counts as one. @param {string} one @param {string} other */
const swapped = (one, other) => one !== other && one.length === other.length && [...one].sort().join("") === [...other].sort().join("");

/** Whether a word of the text begins so. @param {string} text @param {string} start */
const begins = (text, start) => ` ${text}`.includes(` ${start}`);

/**
 * Every word must begin a word of the row; a word in the title weighs more. 0 when one is missing.
 * @param {Bare} row
 * @param {string[]} words
 */
export function rank(row, words) {
  let score = 0;
  for (const word of words) {
    const hit = begins(row.title, word) ? 4 : begins(row.names, word) ? 3.5 : begins(row.text, word) ? 1 : 0;
    if (!hit) return 0;
    score += hit;
  }
  // The whole of what was typed as a name weighs most: "no treatment" is a treatment's other name, and two words of many pages.
  const whole = words.join(" "), named = begins(row.title, whole) ? 4 : begins(row.names, whole) ? 3.5 : 0;
  return score + (words.length > 1 ? named : 0) + (BONUS[row.k] ?? 0);
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
