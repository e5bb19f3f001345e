// "Keep this guide on this device": a copy for when the network is away, made at a press and removed at a press. Nothing of it happens unasked.
import { closest, find, need } from "./dom.js";

const PREFIX = "guide-copy-";
const able = () => "serviceWorker" in navigator && "caches" in window;
const registered = () => navigator.serviceWorker.getRegistration("/");
const copies = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

/** Whether a copy holds a page: then a link leads there though the server is away. @param {URL} url */
export async function inCopy(url) {
  if (!able() || !navigator.serviceWorker.controller) return false;
  return Boolean(await caches.match(url.origin + url.pathname, { ignoreVary: true, ignoreSearch: true }));
}

async function remove() {
  await (await registered())?.unregister();
  await Promise.all((await copies()).map((name) => caches.delete(name)));
}

/** @param {string} address */
async function keep(address) {
  const registration = await navigator.serviceWorker.register(address, { scope: "/" });
  const coming = registration.installing ?? registration.waiting, there = registration.active;
  await new Promise((done, lost) => {
    const not = () => lost(new Error("the copy did not come whole"));
    if (coming) {
      coming.addEventListener("statechange", () => {
        if (coming.state === "activated") done(null);
        if (coming.state === "redundant") not();
      });
      return;
    }
    const answers = new MessageChannel();
    answers.port1.onmessage = ({ data }) => { if (data) done(null); else not(); };
    there?.postMessage("keep", [answers.port2]);
  });
}

/** Show whether there is a copy. A device that has one may install it. @param {HTMLElement} place */
async function show(place) {
  const kept = Boolean((await registered())?.active && (await copies()).length);
  need("[data-device-act=keep]", place).hidden = kept;
  need("[data-device-act=remove]", place).hidden = !kept;
  const link = find("link[rel=manifest]");
  if (!kept) link?.remove();
  else if (!link) document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href: place.dataset.manifest }));
}

function meet() {
  const place = find("[data-device]");
  if (!place || place.dataset.met || !able()) return;
  place.dataset.met = "1";
  place.hidden = false;
  show(place).catch(() => { place.hidden = true; }); // a browser that keeps nothing at all
}

/** Listen to the two buttons. */
export function startDevice() {
  document.addEventListener("click", async (event) => {
    const button = /** @type {HTMLButtonElement | null} */ (closest(event, "[data-device-act]")), place = find("[data-device]");
    if (!button || !place) return;
    const said = need("[data-device-said]", place), keeping = button.dataset.deviceAct === "keep";
    button.disabled = true;
    said.textContent = keeping ? place.dataset.waiting ?? "" : "";
    try {
      await (keeping ? keep(place.dataset.worker ?? "") : remove());
      said.textContent = button.dataset.done ?? "";
    } catch {
      await remove().catch(() => {});
      said.textContent = place.dataset.failed ?? "";
    }
    button.disabled = false;
    await show(place);
    find("[data-device-act]:not([hidden])", place)?.focus();
  });
  document.addEventListener("guide:drawn", meet);
  meet();
}
