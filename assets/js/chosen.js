// What stands behind the # of a shared link, read in the browser: guide/links.py writes it, and tests/js holds both to the same examples.
const MOST = 4;

/** A number as two signs, or three. @param {number} number @param {number} [width] */
const signs = (number, width = 2) => number.toString(36).padStart(width, "0");

/** A number that another text seldom has. @param {string} text @param {number} [under] */
const mark = (text, under = 1291) => [...text].reduce((found, sign) => (found * 31 + sign.charCodeAt(0)) % under, 0);

/** The numbers of a link to treatments, each once; [] for anything that is no such link, and for one that was cut (its mark tells). @param {string} part */
function numbers(part) {
  const [, named = "", told] = /^(t\d{1,4}(?:\.\d{1,4}){0,3})(?:~([0-9a-z]{2})[.,;:)]*)?$/.exec(part) ?? [];
  return named && (told === undefined || told === signs(mark(named))) ? [...new Set(named.slice(1).split(".").map(Number))] : [];
}

/**
 * The treatments that a link names, by the table of numbers; [] for anything that is no such link.
 * @param {string} hash
 * @param {Record<string, string>} table number to id; "" for one that left the guide
 * @returns {string[]}
 */
export function chosen(hash, table) {
  const named = numbers(hash.replace(/^#/, "")).map((number) => (Object.hasOwn(table, number) ? table[number] : ""));
  return [...new Set(named.filter(Boolean))];
}

// A leaflet of one's own: `o`, a mark by which a cut link is noticed, two signs a number; after a figure's, `~` and three signs for each value that it does not
// begin with; then `-` and treatments as above.
const MOST_PARTS = 12;
// A figure's state is written where it has room: no link is longer for it than one to twelve parts and four treatments.
const MOST_SIGNS = 44;

/** @typedef {Map<number, string[]>} States a figure's number, and the signs of the values that it does not begin with */

/** A value of a figure's control in a link: the same whatever other values come or go. @param {string} control @param {string} value */
export const valueSigns = (control, value) => signs(mark(`${control}=${value}`, 46649), 3);

/**
 * What stands behind the # of a leaflet of one's own. A figure's state for which it has no room is left out.
 * @param {number[]} parts
 * @param {number[]} treatments
 * @param {States} [states]
 */
export function ownPart(parts, treatments, states = new Map()) {
  const taken = parts.slice(0, MOST_PARTS), tail = treatments.length ? `-t${treatments.slice(0, MOST).join(".")}` : "";
  let room = MOST_SIGNS - 3 - 2 * taken.length - tail.length;
  const told = taken.map((number) => {
    const all = (states.get(number) ?? []).map((value) => `~${value}`).join(""), said = all.length <= room ? all : "";
    room -= said.length;
    return signs(number) + said;
  }).join("") + tail;
  return `o${signs(mark(told))}${told}`;
}

/**
 * What a leaflet's link names; `whole` is false for one that was cut. Null for anything else.
 * @param {string} hash
 * @returns {{parts: number[], treatments: number[], states: States, whole: boolean} | null}
 */
export function readOwn(hash) {
  const part = hash.replace(/^#/, ""), found = /^o([0-9a-z]{2})((?:[0-9a-z]{2}(?:~[0-9a-z]{3}){0,4}){0,12})(?:-(t[0-9.]{1,19}))?/.exec(part);
  if (!found) return null;
  const read = new Map([...found[2].matchAll(/([0-9a-z]{2})((?:~[0-9a-z]{3}){0,4})/g)].map(([, two, state]) => [parseInt(two, 36), state.split("~").slice(1)]));
  const named = numbers(found[3] ?? ""), whole = signs(mark(part.slice(3))) === found[1];
  // The last treatment of a cut link may be another's number, cut.
  const parts = [...read.keys()], treatments = whole ? named : named.slice(0, -1), states = new Map([...read].filter(([, state]) => state.length));
  return parts.length || treatments.length ? { parts, treatments, states, whole } : null;
}
