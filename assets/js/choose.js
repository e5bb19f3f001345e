// A leaflet of one's own: what is ticked is written behind the #, and what stands behind it is made and shown; so is how its figures are set. Nothing is kept.
import { ownPart, readOwn } from "./chosen.js";
import { say } from "./connection.js";
import { all, find, inputs, need } from "./dom.js";
import { meetAll } from "./figure/meet.js";
import { startLeaflet } from "./leaflet.js";
import { codeOf } from "./share.js";

const REST = 300; // ms: an address is not written at every step of a drag

/** Listen to the ticks, and open what a link names. */
export function startChoosing() {
  const place = find("[data-own]");
  if (!place) return;
  const form = /** @type {HTMLFormElement} */ (need("[data-own-choose] form", place)), choose = need("[data-own-choose]", place);
  const made = need("[data-own-made]", place), lost = need("[data-own-lost]", place), said = need("[data-own-said]", form);
  /** @type {Record<string, number>} */
  const most = JSON.parse(place.dataset.most ?? "{}");
  /** @param {string} name */
  const boxes = (name) => inputs(`input[name=${name}]`, form);
  /** @param {string} name */
  const ticked = (name) => boxes(name).filter((box) => box.checked).map((box) => Number(box.value));

  /** The figures that stand as someone set them. @type {import("./chosen.js").States} */
  let states = new Map();
  /** A figure's state as a form says it. */
  const fields = () => [...states].map(([number, signs]) => [number, ...signs].join("~"));

  const room = () => {
    said.textContent = "";
    for (const name of Object.keys(most)) {
      const full = ticked(name).length >= most[name];
      for (const box of boxes(name)) box.disabled = full && !box.checked;
      if (full) said.textContent = place.dataset.full ?? "";
    }
  };

  /** Tick what a link names; whether all of it is there. @param {string} name @param {number[]} numbers */
  const tick = (name, numbers) => {
    const missing = new Set(numbers);
    for (const box of boxes(name)) {
      const own = (box.dataset.numbers ?? box.value).split(" ").map(Number).filter((number) => numbers.includes(number));
      box.checked = own.length > 0;
      for (const number of own) missing.delete(number);
      if (own.length) box.closest("details")?.setAttribute("open", "");
    }
    return !missing.size;
  };

  /** @param {boolean} ready */
  const turn = (ready) => {
    if (!ready) made.replaceChildren();
    made.hidden = !ready;
    choose.hidden = ready;
    const title = find("h1", ready ? made : choose);
    if (title) title.tabIndex = -1;
    document.title = [title?.textContent, ...document.title.split(" · ").slice(1)].join(" · ");
    if (location.hash) title?.focus();
  };

  const show = async () => {
    const asked = readOwn(location.hash);
    const whole = asked ? [tick("part", asked.parts), tick("treatment", asked.treatments)].every(Boolean) && asked.whole : !/^#o/.test(location.hash);
    lost.hidden = whole;
    room();
    if (asked) states = asked.states;
    if (!asked || !whole) {
      turn(false);
      return;
    }
    const at = location.hash; // an answer that comes after another choice was made is not shown
    try {
      const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
      for (const state of fields()) body.append("state", state);
      const answer = await fetch(form.action, { method: "POST", body });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (location.hash !== at) return;
      made.replaceChildren(...need("#content", page).childNodes);
      turn(true);
      startLeaflet();
      meetAll(made);
    } catch {
      if (location.hash !== at) return;
      turn(false);
      say("lost");
    }
  };

  form.addEventListener("change", room);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const parts = ticked("part"), treatments = ticked("treatment"), part = ownPart(parts, treatments, states);
    if (!parts.length && !treatments.length) said.textContent = place.dataset.none ?? "";
    else if (location.hash === `#${part}`) show();
    else location.hash = part;
  });
  /** The leaflet's address, its links and its code say how its figures are set. */
  const write = async () => {
    if (!made.firstElementChild) return; // the way back was taken meanwhile
    const part = ownPart(ticked("part"), ticked("treatment"), states);
    need("[data-own-short]", made).hidden = readOwn(part)?.states.size === states.size;
    if (location.hash === `#${part}`) return;
    history.replaceState(history.state, "", `#${part}`);
    const address = need(".leaflet-address", made), code = need(".leaflet-code svg", made);
    const before = address.textContent ?? "", now = before.replace(/#.*|$/, `#${part}`);
    address.textContent = now;
    need(".leaflet-tools [data-action=share]", made).dataset.link = `${location.pathname}${location.search}#${part}`;
    code.replaceWith(await codeOf(now, (code.getAttribute("aria-label") ?? "").replace(before, now)));
  };
  let resting = 0;
  made.addEventListener("guide:state", (event) => {
    const { number, told } = /** @type {CustomEvent<{number: number, told: string[]}>} */ (event).detail, tools = need("form", made);
    states.delete(number);
    if (told.length) states.set(number, told);
    for (const old of all("input[name=state]", tools)) old.remove();
    for (const value of fields()) tools.append(Object.assign(document.createElement("input"), { type: "hidden", name: "state", value }));
    clearTimeout(resting);
    resting = window.setTimeout(write, REST);
  });
  made.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-own-change]")) return;
    event.preventDefault();
    location.hash = "choose";
  });
  window.addEventListener("hashchange", show);
  show();
}
