// The guide as one file to keep: its figures, help, looks and print, and its talks; nothing that needs a server.
import { startBar } from "./bar.js";
import { all, find, need, root } from "./dom.js";
import { meetAll, startFigures } from "./figure/meet.js";
import { dress, startLooks } from "./looks.js";
import { startPrinting } from "./print.js";

/** The talk that the address names (`#talk-public/5.2`); null where it names a place of the guide. @returns {HTMLTemplateElement | null} */
function talk() {
  const named = document.getElementById(location.hash.slice(1).split("/")[0]);
  return named instanceof HTMLTemplateElement ? named : null;
}

/** The talk takes the guide's place: its slides borrow the figures, which stand in the file once. @param {HTMLTemplateElement} chosen */
function stage(chosen) {
  const { body } = document, { content, dataset } = chosen;
  for (const place of all("[data-borrow]", content)) place.replaceWith(need(`main [data-figure="${place.dataset.borrow}"]`));
  for (const wide of all(".fig-wide", content)) wide.remove();
  for (const old of all("body > :not(script, template)")) old.remove();
  Object.assign(body.dataset, dataset);
  body.className = "show";
  body.append(content);
  document.title = `${find("h1")?.textContent} · ${document.title}`;
}

const on = talk();
// Between the guide and a talk lies a reload: whichever it is begins fresh. It comes before what a talk makes of a new address.
window.addEventListener("hashchange", (event) => {
  if (talk() === on) return;
  event.stopImmediatePropagation();
  location.reload();
});
need("[data-show-styles]").setAttribute("media", on ? "all" : "not all");
if (on) {
  stage(on);
  import("./show/main.js");
} else {
  root.classList.add("script");
  dress("theme", "text", "motion");
  startBar();
  startLooks();
  startFigures();
  startPrinting();
  meetAll(document);
}
