// The copy of the guide that a visitor asked to keep on this device (device.js): its pages, its figures, Help. What stands in it is a list that the server
// writes before this script (guide/web/kept.py), fetched once a build; nothing is added to it later, so no answer and no post can ever be in it.
const worker = /** @type {any} */ (self);
/** @type {{build: string, pages: Record<string, string>, files: string[]}} pages: path to address */
const { build, pages, files } = worker.guide;
const PREFIX = "guide-copy-", NAME = PREFIX + build;
const known = new Set(files);
const PATIENCE = 6000; // ms

/** Take everything in: without cookies, and never from a cache of before. */
async function keep() {
  const copy = await caches.open(NAME);
  await copy.addAll([...Object.values(pages), ...files].map((address) => new Request(address, { cache: "reload", credentials: "omit" })));
}

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(keep().then(() => worker.skipWaiting())));

// Kept again on a page that stood while the copy was removed: the browser then takes back the worker it was about to drop, and installs nothing.
worker.addEventListener("message", (/** @type {any} */ event) => event.waitUntil(
  keep().then(() => event.ports[0].postMessage(true), () => event.ports[0].postMessage(false)),
));

// A new build takes over within the visit in which it was found: the copy of the one before goes.
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil((async () => {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== NAME).map((name) => caches.delete(name)));
  // A page is asked for ahead only where this script then answers; what it leaves alone would be asked for twice.
  await worker.registration.navigationPreload?.disable();
  await worker.clients.claim();
})()));

/** @param {string} address */
const kept = (address) => caches.match(address, { ignoreVary: true });

/** A page comes from the network; where that is lost, or a proxy has no guide behind it, from the copy. @param {any} event @param {string} path */
async function fresh(event, path) {
  try {
    const answer = await fetch(event.request);
    return answer.status >= 502 ? (await kept(pages[path])) ?? answer : answer;
  } catch {
    return (await kept(pages[path])) ?? Response.error();
  }
}

/** A network that only hangs is waited for as long as the guide itself waits (turn.js), then the copy is shown. @param {any} event @param {string} path */
function page(event, path) {
  const late = new Promise((done) => { setTimeout(async () => { const found = await kept(pages[path]); if (found) done(found); }, PATIENCE); });
  return Promise.race([fresh(event, path), late]);
}

// Whatever is not in the list (the app, its socket, a room, a form, other sites) goes its own way as if there were no worker.
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (request.mode === "navigate") {
    if (Object.hasOwn(pages, url.pathname)) event.respondWith(page(event, url.pathname));
  } else if (known.has(url.pathname)) {
    event.respondWith(kept(url.pathname).then((found) => found ?? fetch(request)));
  }
});

export {};
