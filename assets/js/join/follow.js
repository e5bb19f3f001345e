// What a phone shows of a talk: pure, without a page and without a network.

/**
 * @typedef {object} Now what the room says
 * @property {number} version
 * @property {boolean} over
 * @property {number} slide from 1
 * @property {number} step from 0
 * @property {number} of
 * @property {number[]} told slides whose right answer was told
 * @property {"" | "question" | "think" | "state" | "sentence" | "answer"} stage
 * @property {string} state of the slide's figure on the wall, "" as it begins
 * @property {string} sentence
 * @property {string} question
 * @property {boolean} open
 * @property {number[]} counts
 * @property {boolean} few
 */

/** @typedef {{now: Now | null, own: number | null}} View `own` is the slide a phone stays behind on; null while it follows */

/** What came from the room: an older word than the last one changes nothing. @param {View} view @param {Now} now @returns {View} */
export function heard(view, now) {
  if (view.now && now.version < view.now.version && !now.over) return view;
  return { now, own: view.own !== null && view.own >= now.slide ? null : view.own };
}

/**
 * Turned by hand: back as far as the first slide, on as far as the room; after its end among the slides that the phone has.
 * @param {View} view @param {number} by @param {(slide: number) => boolean} has @returns {View}
 */
export function turned(view, by, has) {
  if (!view.now) return view;
  const { slide: last, over } = view.now;
  let to = Math.max(1, Math.min(last, shownOn(view) + by));
  while (over && !has(to)) {
    to += Math.sign(by);
    if (to < 1 || to > last) return view;
  }
  return { ...view, own: to === view.now.slide ? null : to };
}

/** The slide that is shown. @param {View} view */
export const shownOn = (view) => view.own ?? view.now?.slide ?? 0;

/** Milliseconds until the next try: soon, and never longer than 4 s. @param {number} tries */
export const pause = (tries) => Math.min(4000, 500 * 2 ** tries);

/** The share of each option in hundredths of the largest, for bars. @param {number[]} counts */
export function bars(counts) {
  const most = Math.max(1, ...counts);
  return counts.map((count) => Math.round((count / most) * 100));
}

/** Thirty-two random hexadecimal digits: the phone's name in its room, made up here and told nowhere else. */
export function newPhone() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
