// A phone in a room: it follows the talk, may stay behind, and answers closed questions.
import { all, closest, find, need, root } from "../dom.js";
import { startFigures } from "../figure/meet.js";
import { startLooks } from "../looks.js";
import { fill } from "../text.js";
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
/** @type {Map<string, number | null>} what this phone answered, to mark it */
const mine = new Map();
let drawn = "";

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

/** A slide's name here: what is right comes with it only after it was told. @param {number} number */
const nameOf = (number) => `${number}${view.now?.told.includes(number) ? " told" : ""}`;

/** A slide's markup, fetched once before and once after its answer is told. @param {number} number @returns {Promise<string>} */
function page(number) {
  const name = nameOf(number), found = pages.get(name) ?? fetch(`${room}/slide/${number}?lang=${root.lang}`).then((answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.text();
  }).catch((error) => {
    pages.delete(name);
    throw error;
  });
  pages.set(name, found);
  return found;
}

/** @param {number | null} option */
async function answer(option) {
  const question = view.now?.question ?? "";
  const sent = await fetch(`${room}/answer`, { method: "POST", body: JSON.stringify({ phone, question, option }) }).catch(() => null);
  if (sent?.ok) mine.set(question, option);
  said.textContent = (sent?.ok ? words.saved : sent?.status === 409 ? words.closed : words.lost) ?? "";
  options();
}

/** The answers as buttons while the question is open, with what was answered afterwards. */
function options() {
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
    button.setAttribute("aria-pressed", String(mine.get(now.question) === n));
  });
  const rather = /** @type {HTMLButtonElement} */ (find("[data-rather]", list.parentElement ?? list) ?? document.createElement("button"));
  rather.type = "button";
  rather.dataset.rather = "";
  rather.textContent = words.rather ?? "";
  rather.hidden = !open;
  rather.setAttribute("aria-pressed", String(mine.get(now.question) === null));
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
  if (here && now.question && !now.open) said.textContent = (now.few ? words.few : "") ?? "";
}

async function draw() {
  const { now } = view, number = shownOn(view);
  if (!now || !number) return;
  const behind = number !== now.slide;
  status.textContent = behind ? fill(words.behind ?? "", { n: number, at: now.slide }) : "";
  need("[data-follow]").hidden = !behind;
  turn.hidden = false;
  need("[data-place]").textContent = fill(words.at ?? "", { n: number, of: now.of });
  /** @type {HTMLButtonElement} */ (need("[data-turn-to='-1']")).disabled = number <= 1;
  /** @type {HTMLButtonElement} */ (need("[data-turn-to='1']")).disabled = !behind;
  if (drawn !== nameOf(number)) {
    const name = nameOf(number), same = drawn.split(" ")[0] === String(number);
    /** @type {string} */
    let html;
    try { html = await page(number); } catch {
      status.textContent = words.lost ?? "";
      setTimeout(draw, 2000);
      return;
    }
    if (shownOn(view) !== number || nameOf(number) !== name) return;
    stage.innerHTML = html;
    drawn = name;
    if (!same) {
      said.textContent = "";
      scrollTo(0, 0);
    }
    for (const controls of all(".fig-controls", stage)) controls.removeAttribute("disabled");
    for (const where of all("[data-where]", stage)) where.textContent = location.host + (where.dataset.where ?? "");
  }
  const slide = need(".slide", stage), { now: last } = view;
  if (!last) return;
  slide.dataset.stage = behind ? "sentence" : last.stage;
  // The picture on the phone is in a state of its own: what the wall says stands apart from it.
  if (!behind) status.textContent = last.sentence ? fill(words.wall ?? "", { sentence: last.sentence }) : "";
  options();
}

const line = new Line(room, `phone=${phone}&lang=${root.lang}`, (now) => {
  view = heard(view, now);
  if (now.over) {
    status.textContent = words.over ?? "";
    options();
  } else draw();
}, (state) => {
  if (state === "lost") status.textContent = words.lost ?? "";
  if (state === "gone") {
    status.textContent = words.over ?? "";
    line.stop();
  }
});

document.addEventListener("click", (event) => {
  const button = closest(event, "button");
  if (!button) return;
  const { turnTo, answer: option, rather, follow } = button.dataset;
  if (turnTo) view = turned(view, Number(turnTo));
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
