// "Read aloud": the page's text by a voice of the device itself, the sentence marked as it is read. Nothing goes to another machine.
import { all, closest, find, need, root } from "./dom.js";
import { sentences } from "./text.js";

/** @typedef {{text: string, range: Range}} Piece a sentence and where it stands */

const MARK = "read-aloud";
/** Sentences still to be read. @type {Piece[]} */
let queue = [];
/** The button that is pressed. @type {HTMLElement | null} */
let pressed = null;

const highlights = () => /** @type {Map<string, unknown> | undefined} */ (/** @type {any} */ (CSS).highlights);

/** A voice that lives on this device and speaks the page's language. */
function ownVoice() {
  return speechSynthesis.getVoices().find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(root.lang.toLowerCase()));
}

/** The sentences of what is read: headings, paragraphs and lists of the page, no controls, no sources. @param {HTMLElement} article */
function pieces(article) {
  /** @type {Piece[]} */
  const found = [];
  for (const block of all("h1, h2, h3, p, li", article)) {
    if (!block.getClientRects().length || block.querySelector("p, li") || block.closest("details:not([open]), figure, nav, form, .claim-meta, .tools, .checked, .where, [data-aloud]")) continue;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), texts = /** @type {Text[]} */ ([]);
    while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
    for (const { from, to } of sentences(texts.map((node) => node.data).join(""))) {
      const range = document.createRange();
      let at = 0;
      for (const node of texts) {
        const end = at + node.data.length;
        if (from >= at && from < end) range.setStart(node, from - at);
        if (to > at && to <= end) range.setEnd(node, to - at);
        at = end;
      }
      found.push({ text: range.toString().trim(), range });
    }
  }
  return found.filter(({ text }) => text);
}

/** Stop reading, now. */
export function hush() {
  queue = [];
  if ("speechSynthesis" in window) speechSynthesis.cancel();
  highlights()?.delete(MARK);
  if (pressed) pressed.textContent = pressed.dataset.start ?? "";
  pressed = null;
}

function next() {
  const piece = queue.shift();
  if (!piece || !piece.range.startContainer.isConnected) {
    hush();
    return;
  }
  const voice = ownVoice(), say = new SpeechSynthesisUtterance(piece.text);
  if (voice) say.voice = voice;
  say.lang = root.lang;
  say.rate = 0.95;
  say.onend = () => { if (pressed) next(); };
  say.onerror = () => { if (pressed) hush(); };
  const marks = highlights();
  if (marks && "Highlight" in window) marks.set(MARK, new (/** @type {any} */ (window).Highlight)(piece.range));
  speechSynthesis.speak(say);
}

/** @param {HTMLElement} button */
function begin(button) {
  const said = need("[data-said]", button.closest("[data-aloud]") ?? document);
  if (!("speechSynthesis" in window) || !ownVoice()) {
    said.textContent = button.dataset.none ?? "";
    return;
  }
  said.textContent = "";
  pressed = button;
  button.textContent = button.dataset.stop ?? "";
  const article = find("#root [data-testid=stMain]") ?? find("#served");
  queue = article ? pieces(root.classList.contains("app") ? article : need("#served")) : [];
  next();
}

/** Listen to the button; reading stops when the page is turned or left. */
export function startReading() {
  // Some browsers fetch their list of voices when it is first asked for.
  if ("speechSynthesis" in window) speechSynthesis.getVoices();
  document.addEventListener("click", (event) => {
    const button = closest(event, "[data-action=aloud]");
    if (!button) return;
    if (pressed) hush();
    else begin(button);
  });
  for (const name of ["guide:turned", "guide:leaving"]) document.addEventListener(name, hush);
  window.addEventListener("pagehide", hush);
}
