// How well a row of the search index answers a question: letters of every script, accents folded, slips of the hand mended.
import { distance } from "fastest-levenshtein";

/** @typedef {{k: string, t: string, u: string, x: string, a?: string}} Row what the index holds: kind, title, address, words, other names */
/** @typedef {Row & {title: string, text: string, names: string, on: string}} Bare a row with its words bare for comparing, and the page a passage stands on */

const BONUS = /** @type {Record<string, number>} */ ({ page: 0.6, treatment: 0.55, term: 0.5, leaflet: 0.4, section: 0.3, resource: 0 });
// Words shorter than this are not guessed at; in one shorter than SAFE only what hands leave out, double or swap is mended. As in guide/content/match.py.
const SHORTEST = 4, SAFE = 6;
// Letters of a word of crisis that is heard with a slip in it: within a phrase its neighbors speak too. As in guide/content/search.py.
const IN_PHRASE = 6, ALONE = 7;

/** Lower case, accents folded, apostrophes left out, all other signs a space: as `bare` of guide/content/match.py. @param {string} text */
export const bare = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}|['\u2019\u2018`´]/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** The words of a question. @param {string} text @returns {string[]} */
export const wordsOf = (text) => bare(text).split(" ").filter(Boolean);

/** The words that look for something: without the small ones ("what is"), unless there are no others. @param {string[]} words @param {string[]} small */
export function telling(words, small) {
  const kept = words.filter((word) => !small.includes(word));
  return kept.length ? kept : words;
}

/**
 * Rows made ready to be compared. A heading that many pages have ("What is not known") names nothing: its words count as words of the text.
 * @param {Row[]} rows
 * @returns {Bare[]}
 */
export function ready(rows) {
  const pages = new Map(rows.filter((row) => row.k === "page").map((row) => [row.u, row.t]));
  const times = new Map();
  for (const row of rows) if (row.k === "section") times.set(row.t, (times.get(row.t) ?? 0) + 1);
  return rows.map((row) => {
    const section = row.k === "section", often = section && (times.get(row.t) ?? 0) > 1;
    const title = bare(row.t), text = bare(row.x);
    return { ...row, title: often ? "" : title, text: often ? `${title} ${text}` : text, names: bare(row.a ?? ""), on: section ? pages.get(row.u.split("#")[0]) ?? "" : "" };
  });
}

/** Whether a slip of the hand makes one word of the other: a letter more, less or other, or two that changed places. @param {string} one @param {string} other */
const slipped = (one, other) => swapped(one, other) || distance(one, other) <= 1;

/**
 * Whether a phrase of crisis stands in what was typed, also with a slip in a long word of it. `alike` are words that only look like one.
 * @param {string[]} phrases
 * @param {string} text
 * @param {string[]} [alike]
 */
export function speaksOfCrisis(phrases, text, alike = []) {
  const typed = wordsOf(text);
  return phrases.some((phrase) => {
    const wanted = wordsOf(phrase), least = wanted.length > 1 ? IN_PHRASE : ALONE;
    const heard = (/** @type {string} */ word, /** @type {string} */ said) =>
      word === said || (word.length >= least && word[0] === said[0] && !alike.includes(said) && slipped(word, said));
    return typed.some((_, at) => at + wanted.length <= typed.length && wanted.every((word, n) => heard(word, typed[at + n])));
  });
}

/**
 * The likest words that titles and names hold, in the place of words that nothing holds. Null when there is none for one of them.
 * @param {Bare[]} rows
 * @param {string[]} words
 * @returns {string[] | null}
 */
export function mend(rows, words) {
  // The commonest first: of two that are as like, it is the likelier.
  const told = new Map();
  for (const row of rows) for (const word of new Set(`${row.title} ${row.names} ${row.text}`.split(" "))) told.set(word, (told.get(word) ?? 0) + 1);
  const names = new Set(rows.flatMap((row) => `${row.title} ${row.names}`.split(" ").filter((word) => word.length >= SHORTEST)));
  const held = [...names].sort((a, b) => told.get(b) - told.get(a));
  const mended = words.map((word) => {
    if (rows.some((row) => named(row, word) || ` ${row.text} `.includes(` ${word} `))) return word;
    if (word.length < SHORTEST) return "";
    const most = word.length < 7 ? 1 : 2;
    let best = "", least = most + 1;
    for (const other of held) {
      if (word.length < SAFE && other.length <= word.length && !swapped(word, other) && !doubled(word, other)) continue;
      const far = Math.abs(other.length - word.length) > most ? least : swapped(word, other) ? 1 : distance(word, other);
      // Two slips, and another first letter: that is another word.
      if (far < least && (far < 2 || word[0] === other[0])) [best, least] = [other, far];
    }
    return best;
  });
  return mended.every(Boolean) ? mended : null;
}

/** Whether two words differ by letters in another order: the commonest slip, which counts as one. @param {string} one @param {string} other */
const swapped = (one, other) => one !== other && one.length === other.length && [...one].sort().join("") === [...other].sort().join("");

/** Whether a word is the other with a letter doubled. @param {string} word @param {string} other */
const doubled = (word, other) => [...word].some((letter, at) => at > 0 && letter === word[at - 1] && word.slice(0, at) + word.slice(at + 1) === other);

/** Whether a title or a name holds a word that begins so. @param {Bare} row @param {string} start */
const named = (row, start) => begins(row.title, start) || begins(row.names, start);

/** Whether a text holds a word that begins so; a short one stands whole ("app" is no "approval"). @param {string} text @param {string} start */
const holds = (text, start) => (start.length < SHORTEST ? ` ${text} `.includes(` ${start} `) : begins(text, start));

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
    const hit = begins(row.title, word) ? 4 : begins(row.names, word) ? 3.5 : holds(row.text, word) ? 1 : 0;
    if (!hit) return 0;
    score += hit;
  }
  // The whole of what was typed as a name weighs most: "no treatment" is a treatment's other name, and two words of many pages.
  const whole = words.join(" "), called = begins(row.title, whole) ? 4 : begins(row.names, whole) ? 3.5 : 0;
  return score + (words.length > 1 ? called : 0) + (BONUS[row.k] ?? 0);
}

/**
 * The best rows, best first.
 * @param {Bare[]} rows
 * @param {string[]} words
 * @param {number} most
 * @param {string[]} [beside] small words that were typed beside them: they choose between rows that are as good
 */
export function best(rows, words, most, beside = []) {
  if (!words.length) return [];
  const found = rows.map((row) => ({ row, score: rank(row, words) })).filter(({ score }) => score);
  for (const one of found) one.score += beside.filter((word) => begins(one.row.title, word)).length / 20;
  return found.sort((a, b) => b.score - a.score).slice(0, most).map(({ row }) => row);
}

/**
 * What a question finds, and the words that were looked for in the place of a slip ("" for none). A word that is only the beginning of some word of a text
 * ("slep" of "slept") is a slip too, where a title or a name holds a likely one.
 * @param {Bare[]} rows
 * @param {string} asked
 * @param {string[]} small
 * @param {number} most
 * @returns {{shown: Bare[], instead: string}}
 */
export function look(rows, asked, small, most) {
  const all = wordsOf(asked), words = telling(all, small), shown = best(rows, words, most, all.filter((word) => !words.includes(word)));
  const mended = words.length ? mend(rows, words) : null;
  const other = mended && mended.join(" ") !== words.join(" ") ? best(rows, mended, most) : [];
  return other.length ? { shown: other, instead: mended?.join(" ") ?? "" } : { shown, instead: "" };
}
