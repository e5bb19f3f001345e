// A talk on the wall: slides that a clicker walks, alone, with or without a server. It runs once it is loaded: in a document of its own, or in the file to keep.
import { all, closest, find, need, root } from "../dom.js";
import { fetchFigure, withPlotly } from "../figure/files.js";
import { startFigures, unlock, wake } from "../figure/meet.js";
import { dark, dress, looks, startLooks } from "../looks.js";
import { tab } from "../tab.js";
import { fill } from "../text.js";
import { command, Deck, local, shown, swipe, times, typing } from "./deck.js";
import { notesOpen, openNotes, tellNotes, tellTime } from "./notes.js";
import { readOwn, startOwn } from "./own.js";
import { Room, results, startDoor } from "./room.js";
import { fit, grow, size, slidesOf } from "./stage.js";

/** @typedef {import("./deck.js").Command} Command */
/** @typedef {import("./deck.js").Step} Step */

const slides = slidesOf();
const steps = slides.map((slide) => /** @type {Step[]} */ (JSON.parse(slide.dataset.steps ?? "[]")));
// When the talk began and what the presenter made of it stand in the history's entry: a reload keeps them, and nothing else does.
const own = readOwn();
const deck = new Deck(steps.map((each) => Math.max(1, each.length)), own.hidden);
const words = document.body.dataset;
const overview = need("[data-overview]"), blank = need("[data-blank]"), door = need("[data-door]");
// Where its places stand in the address: in the file to keep the talk's name comes before them.
const before = words.place ?? "#";
const named = () => deck.read(location.hash.slice(before.length));
let at = named();
let typed = "";

const room = new Room((now) => {
  results(slides[now.slide - 1], now);
  fit(slides[at.slide]);
});
// A list that a press made longer has room again.
document.addEventListener("guide:state", (event) => {
  const slide = closest(event, "[data-slide]");
  if (slide) fit(slide);
});
room.read(location.hash);

const place = () => fill(deck.hidden.has(at.slide) ? words.passed ?? "" : words.of ?? "", { n: at.slide + 1, of: slides.length });
const time = () => {
  const { key, ...told } = times(own.began ? Date.now() - own.began : 0, Number(words.minutes));
  return fill(words[key] ?? "", told);
};
const keep = () => {
  own.notes = notesOpen();
  history.replaceState({ ...own, hidden: [...deck.hidden] }, "", before + deck.write(at) + room.mark);
};

/** A figure's slide at its step. @param {HTMLElement} slide */
async function walk(slide) {
  const figure = find("[data-figure]", slide), mine = steps[at.slide], { stage, values } = shown(mine, at.step), here = at;
  slide.classList.toggle("answered", mine[at.step] === "answer");
  if (slide.dataset.key === "taken") room.taken(slide);
  if (!figure) return;
  slide.dataset.stage = stage;
  grow(slide);
  const live = await wake(figure);
  if (here !== at) return;
  live?.walk(values);
  fit(slide);
}

/** Show the place that is on. */
function show() {
  slides.forEach((slide, n) => slide.classList.toggle("now", n === at.slide));
  const slide = slides[at.slide];
  keep();
  // The line that says where phones follow has room of its own, as long as there is one.
  root.style.setProperty("--foot", find("[data-phones]")?.textContent ? `${need(".show-foot").offsetHeight}px` : "0px");
  room.move(at);
  need("[data-spot]").textContent = place();
  fit(slide);
  walk(slide);
  // The next figure is drawn before it is needed.
  const next = slides[deck.near(at.slide, 1) ?? slides.length], figure = next && find("[data-figure]", next);
  if (figure) wake(figure);
  tellNotes(slide, next, place(), time());
}

/** @param {import("./deck.js").Place} to */
function go(to) {
  at = to;
  own.began ||= Date.now();
  show();
}

/** @type {Record<Command, (number?: number) => void>} */
const DO = {
  next: () => go(deck.next(at)),
  back: () => go(deck.back(at)),
  first: () => go(deck.to(1)),
  last: () => go(deck.to((deck.near(slides.length, -1) ?? 0) + 1)),
  go: (number) => go(deck.to(number ?? 1)),
  blank: () => { blank.hidden = !blank.hidden; },
  overview() {
    overview.hidden = !overview.hidden;
    const here = overview.hidden ? null : find(`[data-go="${at.slide + 1}"]`, overview);
    here?.focus();
    here?.scrollIntoView({ block: "center" });
  },
  notes() {
    if (openNotes(press)) {
      room.tell("");
      show();
    } else {
      room.tell(words.blocked ?? "");
      point();
    }
  },
  phones: () => { if (words.join) room.open().then(show); }, // no phone reaches a file
  hide() {
    deck.hide(at.slide);
    mark();
    show();
  },
  controls: () => { slides[at.slide].classList.toggle("open"); },
  theme() {
    root.dataset.theme = dark() ? "light" : "dark";
    tab.write("theme", root.dataset.theme);
  },
  full: () => { (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.())?.catch(() => {}); },
  close() {
    overview.hidden = true;
    blank.hidden = true;
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement) activeElement.blur();
  },
};

/** The overview says which slides are passed over. */
function mark() {
  all("[data-go]", overview).forEach((button, n) => { button.classList.toggle("passed", deck.hidden.has(n)); });
}

let resting = 0;
/** The tools, and what is said beside them, are seen for a while. */
function point() {
  root.classList.add("pointing");
  clearTimeout(resting);
  resting = window.setTimeout(() => root.classList.remove("pointing"), 3000);
}

/** @param {Command} name @param {number} [number] */
function act(name, number) {
  // A dark wall lights up at the next key, and stays where it is; so does one that shows the code to scan, or all slides.
  if (!blank.hidden && name !== "blank") blank.hidden = true;
  else if (!door.hidden && name !== "blank") door.hidden = true;
  else if (!overview.hidden && (name === "next" || name === "back")) overview.hidden = true;
  else {
    if (name === "go" || name === "first" || name === "last") overview.hidden = true;
    DO[name](number);
  }
}

/** @param {KeyboardEvent} event */
function press(event) {
  const focused = closest(event, "input, select, textarea") ? "input" : closest(event, "button, summary, a") ? "button" : "none";
  const found = command(event, focused, typed);
  typed = focused === "input" ? "" : typing(typed, event.key);
  if (!found) return;
  event.preventDefault();
  act(found.command, found.number);
}

function listen() {
  document.addEventListener("keydown", press);
  document.addEventListener("click", (event) => {
    const button = closest(event, "button");
    if (!button) return;
    const { do: name, go: number } = button.dataset;
    // A pressed button gives the focus back: the space bar turns the slide again.
    button.blur();
    if (number) {
      overview.hidden = true;
      act("go", Number(number));
    } else if (name) act(/** @type {Command} */ (name));
  });
  /** @type {{x: number, y: number} | null} */
  let from = null;
  document.addEventListener("pointerdown", (event) => {
    from = event.pointerType === "touch" && !closest(event, "input, button, label, [data-set], .show-overview") ? { x: event.clientX, y: event.clientY } : null;
  });
  document.addEventListener("pointerup", (event) => {
    const way = from && swipe(event.clientX - from.x, event.clientY - from.y);
    if (way) act(way);
    // A tap turns nothing: it lights a dark wall, closes the code, or shows the tools.
    else if (from && !(blank.hidden && door.hidden)) act("close");
    else point();
    from = null;
  });
  document.addEventListener("pointermove", point);
  window.addEventListener("hashchange", () => {
    at = named();
    show();
  });
  window.addEventListener("resize", () => {
    size();
    show();
  });
  looks.addEventListener("change", () => fit(slides[at.slide]));
  setInterval(() => {
    need("[data-clock]").textContent = time();
    if (notesOpen()) tellTime(place(), time());
    if (notesOpen() !== own.notes) keep();
  }, 1000);
}

const FONTS = ['1rem "Source Sans"', '1rem "Guide Source Sans"', '600 1rem "Guide Source Serif"'];

/** All that the talk will need, asked for at once: after that the server may go. What is lost is asked for again when its slide comes. */
function fetchAll() {
  const asked = all("[data-figure]").map((figure) => fetchFigure(figure.dataset.src ?? ""));
  Promise.allSettled([...asked, withPlotly(), ...FONTS.map((font) => document.fonts.load(font))]).then((found) => {
    words.whole = String(found.every(({ status }) => status === "fulfilled"));
  });
}

dress("theme");
root.classList.add("script");
for (const where of all("[data-where]")) where.textContent = location.host + (where.dataset.where ?? "");
// Help lines under an address that only this computer has would help nobody in the room: the directory stands there, as in the file to keep.
if (local(location.host)) for (const help of all("[data-help]")) help.hidden = help.dataset.help === "here";
size();
startLooks();
startFigures();
startDoor(room, show);
startOwn(slides[0], own, () => {
  keep();
  fit(slides[at.slide]);
});
mark();
unlock(document);
listen();
// A wall that was loaded again takes up the window it had (a file's has gone with it).
if (own.notes && location.protocol !== "file:") openNotes(press);
show();
document.fonts.ready.then(() => fit(slides[at.slide]));
fetchAll();
