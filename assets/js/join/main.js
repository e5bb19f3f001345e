// A phone in a room: it follows the talk, may stay behind, and answers closed questions.
import { all, closest, find, need, root } from "../dom.js";
import { startFigures } from "../figure/meet.js";
import { startLooks } from "../looks.js";
import { fill } from "../text.js";
import { Answers } from "./answers.js";
import { bars, heard, newPhone, shownOn, turned } from "./follow.js";
import { Line } from "./line.js";

/** @typedef {import("./follow.js").Now} Now */
/** @typedef {import("./follow.js").View} View */

const words = document.body.dataset, room = words.room ?? "";
const status = need("[data-status]"), stage = need("[data-stage-of-phone]"), said = need("[data-said]"), turn = need("[data-turn]");
/** @type {View} */
let view = { now: null, own: null };
/** @type {Map<string, Promise<string>>} */
const pages = new Map();
/** The newest markup of each slide that came, by its number. @type {Map<number, string>} */
const had = new Map();
const has = (/** @type {number} */ number) => had.has(number);
let drawn = "";
let noted = 0; // the slide on which it is told that an answer came too late
const PATIENCE = 8000; // ms for which an answer is waited for

/** The phone's name in the room. It is kept in this tab, so that a reload gives no second answer. */
function phoneName() {
  try {
    const kept = sessionStorage.getItem("guide.phone") || newPhone();
    sessionStorage.setItem("guide.phone", kept);
    return kept;
  } catch {
    return newPhone();
  }
}
const phone = phoneName();

/** Where the wall stood last on each slide. @type {Map<number, {step: number, state: string}>} */
const stood = new Map();

/** A slide's name here: what is right comes with it only after it was told, and its figure is in the state of the wall. @param {number} number */
const nameOf = (number) => `${number} ${view.now?.told.includes(number) ? "told" : ""} ${stood.get(number)?.state ?? ""}`;

/** A slide's markup, fetched once in each state before its answer is told, and once in each after. @param {number} number @returns {Promise<string>} */
function page(number) {
  const name = nameOf(number), address = `${room}/slide/${number}?lang=${root.lang}&step=${stood.get(number)?.step ?? ""}`;
  const found = pages.get(name) ?? fetch(address).then((answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.text();
  }).then((html) => {
    had.set(number, html);
    return html;
  }).catch((error) => {
    pages.delete(name);
    throw error;
  });
  pages.set(name, found);
  return found;
}

const answers = new Answers(async (given) => {
  const body = JSON.stringify({ phone, ...given }), signal = AbortSignal.timeout(PATIENCE);
  return (await fetch(`${room}/answer`, { method: "POST", body, signal }).catch(() => null))?.status ?? 0;
});

/** @param {number | null} option */
async function answer(option) {
  const done = answers.give(view.now?.question ?? "", option);
  options();
  await done;
  options();
}

/** What became of this phone's answer, and whether numbers are shown. */
function tell() {
  const { now } = view, { waiting, lost, missed, saved } = answers, at = shownOn(view), question = now?.slide === at ? now.question : "";
  noted = missed ? noted || at : 0;
  /** @type {unknown[]} */
  let told = [missed && noted === at && words.closed, question && now?.few && words.few];
  if (question && now?.open) told = waiting?.question === question ? [lost && words.unsent] : [saved.has(question) && words.saved];
  const text = told.filter(Boolean).join(" ");
  if (said.textContent !== text) said.textContent = text;
}

/** The answers as buttons while the question is open, with what was answered afterwards. */
function options() {
  tell();
  const { now } = view, here = now && shownOn(view) === now.slide;
  const list = find(".slide-options", stage);
  if (!list || !now) return;
  const open = Boolean(here && now.open);
  all("li[data-option]", list).forEach((item, n) => {
    let button = /** @type {HTMLButtonElement | null} */ (find("button", item));
    if (!button) {
      button = document.createElement("button");
      button.type = "button";
      button.dataset.answer = String(n);
      button.append(...item.childNodes);
      item.append(button);
    }
    button.disabled = !open;
    button.setAttribute("aria-pressed", String(answers.chosen(now.question) === n));
  });
  const rather = /** @type {HTMLButtonElement} */ (find("[data-rather]", list.parentElement ?? list) ?? document.createElement("button"));
  rather.type = "button";
  rather.dataset.rather = "";
  rather.textContent = words.rather ?? "";
  rather.hidden = !open;
  rather.setAttribute("aria-pressed", String(answers.chosen(now.question) === null));
  if (!rather.isConnected) list.after(rather);
  const slide = need(".slide", stage);
  slide.classList.toggle("answered", Boolean(here && now.question && !now.open) || !here);
  for (const old of all(".room-count", list)) old.remove();
  if (here && !now.open && now.counts.length) {
    const of = now.counts.reduce((sum, one) => sum + one, 0);
    bars(now.counts).forEach((width, n) => {
      const count = document.createElement("span");
      count.className = "room-count";
      count.style.setProperty("--bar", `${width}%`);
      count.textContent = fill(words.share ?? "", { n: now.counts[n], of });
      find(`li[data-option="${n}"]`, list)?.append(count);
    });
  }
}

async function draw() {
  const { now } = view, number = shownOn(view);
  if (!now || !number) return;
  const behind = number !== now.slide;
  status.textContent = now.over ? words.over ?? "" : behind ? fill(words.behind ?? "", { n: number, at: now.slide }) : "";
  need("[data-follow]").hidden = !behind || now.over;
  turn.hidden = now.over && !has(number);
  need("[data-place]").textContent = fill(words.at ?? "", { n: number, of: now.of });
  for (const button of all("[data-turn-to]", turn)) {
    /** @type {HTMLButtonElement} */ (button).disabled = shownOn(turned(view, Number(button.dataset.turnTo), has)) === number;
  }
  const name = nameOf(number), [drawnOn, drawnTold] = drawn.split(" "), same = drawnOn === String(number);
  // A figure that was touched here is the reader's own while the slide and what is told on it stay: the wall's sentence stands apart from it.
  const own = same && drawnTold === name.split(" ")[1] && find("[data-figure]:not([data-state=picture])", stage) !== null;
  if (drawn !== name && !own) {
    /** @type {string} */
    let html;
    try { html = now.over ? had.get(number) ?? "" : await page(number); } catch {
      if (view.now?.over) return;
      status.textContent = words.lost ?? "";
      setTimeout(draw, 2000);
      return;
    }
    if (shownOn(view) !== number || nameOf(number) !== name || !html) return;
    stage.innerHTML = html;
    turn.hidden = false;
    drawn = name;
    if (!same) scrollTo(0, 0);
    for (const controls of all(".fig-controls", stage)) controls.removeAttribute("disabled");
    for (const where of all("[data-where]", stage)) where.textContent = location.host + (where.dataset.where ?? "");
  }
  const slide = find(".slide", stage), { now: last } = view;
  if (!last || !slide) return;
  slide.dataset.stage = behind ? "sentence" : last.stage;
  if (!behind && !last.over) status.textContent = last.sentence && (own || last.stage === "sentence") ? fill(words.wall ?? "", { sentence: last.sentence }) : "";
  options();
}

/** The room has ended: a phone without the slide that was on stays on the one it shows. @param {Now} now */
function end(now) {
  const shown = Number(drawn.split(" ")[0]), at = shownOn(view);
  view = { now: { ...now, over: true, open: false }, own: has(at) || !shown ? view.own : shown };
  status.textContent = words.over ?? "";
  draw();
}

const line = new Line(room, `phone=${phone}&lang=${root.lang}`, (now) => {
  view = heard(view, now);
  if (view.now) stood.set(view.now.slide, view.now);
  if (now.over) end(now);
  else draw();
}, (state) => {
  if (state === "there") answers.reached(view.now?.question ?? "", Boolean(view.now?.open)).then(options);
  if (state === "lost") status.textContent = words.lost ?? "";
  if (state === "gone") {
    status.textContent = words.over ?? "";
    line.stop();
    if (view.now) end(view.now);
  }
});

document.addEventListener("click", (event) => {
  const button = closest(event, "button");
  if (!button) return;
  const { turnTo, answer: option, rather, follow } = button.dataset;
  if (turnTo) view = turned(view, Number(turnTo), has);
  else if (follow !== undefined) view = { ...view, own: null };
  else if (option !== undefined) {
    answer(Number(option));
    return;
  } else if (rather !== undefined) {
    answer(null);
    return;
  } else return;
  draw();
});
// A phone that slept has lost its line without a word: it begins anew.
document.addEventListener("visibilitychange", () => { if (!document.hidden && !view.now?.over) line.start(); });
window.addEventListener("online", () => { if (!view.now?.over) line.start(); });

root.classList.add("script");
startLooks();
startFigures();
line.start();
