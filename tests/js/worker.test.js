// The copy on a device: what it keeps, what it answers, what it never touches.
import assert from "node:assert/strict";
import { test } from "node:test";

/** @type {Record<string, (event: any) => void>} */
const heard = {};
/** @type {Map<string, Set<string>>} */
const stores = new Map([["guide-copy-old", new Set(["/"])], ["another", new Set()]]);
const ORIGIN = "https://guide.test";
const bare = (/** @type {string} */ address) => address.replace(ORIGIN, "");
const it = {
  guide: { build: "new", pages: { "/": "/?lang=es", "/imbalance": "/imbalance?lang=es" }, files: ["/assets/guide.css", "/favicon.svg"] },
  location: { origin: ORIGIN },
  addEventListener: (/** @type {string} */ name, /** @type {(event: any) => void} */ listen) => { heard[name] = listen; },
  skipWaiting: async () => {}, registration: {}, clients: { claim: async () => {} },
};
/** What the network answers, or an error when it is lost. @type {() => any} */
let network = () => ({ status: 200, from: "network" });
Object.assign(globalThis, {
  self: it,
  Request: class { constructor(/** @type {string} */ url, /** @type {any} */ options) { Object.assign(this, { url }, options); } },
  fetch: async () => network(),
  caches: {
    open: async (/** @type {string} */ name) => ({ addAll: async (/** @type {any[]} */ all) => { stores.set(name, new Set(all.map((one) => one.url))); asked.push(...all); } }),
    keys: async () => [...stores.keys()],
    delete: async (/** @type {string} */ name) => stores.delete(name),
    match: async (/** @type {string} */ address) => ([...stores.values()].some((store) => store.has(bare(address))) ? { status: 200, from: "copy", address } : undefined),
  },
});
/** @type {any[]} */
const asked = [];
await import("../../assets/js/worker.js");

/** @param {string} name @param {object} [more] */
async function happen(name, more = {}) {
  /** @type {Promise<any> | undefined} */
  let work;
  heard[name]({ waitUntil: (/** @type {Promise<any>} */ promise) => { work = promise; }, ...more });
  await work;
}

/** What a request is answered with; undefined where the worker leaves it alone. @param {string} url @param {{method?: string, mode?: string}} [how] */
async function answer(url, { method = "GET", mode = "cors" } = {}) {
  /** @type {any} */
  let given;
  heard.fetch({ request: { url: url.startsWith("/") ? ORIGIN + url : url, method, mode }, respondWith: (/** @type {any} */ one) => { given = one; } });
  return given && (await given);
}

test("it keeps what is listed, without cookies, and a new build takes the place of the one before", async () => {
  await happen("install");
  assert.deepEqual([...(stores.get("guide-copy-new") ?? [])], ["/?lang=es", "/imbalance?lang=es", "/assets/guide.css", "/favicon.svg"]);
  assert.ok(asked.every((one) => one.credentials === "omit" && one.cache === "reload"));
  await happen("activate");
  assert.deepEqual([...stores.keys()], ["another", "guide-copy-new"]);
});

test("a worker that the browser takes back after its copy was removed keeps it again, and says so", async () => {
  stores.delete("guide-copy-new");
  const told = /** @type {boolean[]} */ ([]);
  await happen("message", { ports: [{ postMessage: (/** @type {boolean} */ whole) => told.push(whole) }] });
  assert.deepEqual([stores.get("guide-copy-new")?.size, told], [4, [true]]);
});

test("pages come from the network while it is there, so that a new build is seen at once, and from the copy when it is lost", async () => {
  const page = { mode: "navigate" };
  assert.equal((await answer("/imbalance", page)).from, "network");
  network = () => ({ status: 502, from: "proxy" });
  assert.equal((await answer("/imbalance", page)).from, "copy");
  network = () => { throw new TypeError("lost"); };
  assert.equal((await answer("/imbalance?lang=es", page)).address, "/imbalance?lang=es");
  assert.equal((await answer("/?x=1", page)).from, "copy");
  assert.equal((await answer("/favicon.svg")).from, "copy");
});

test("a network that hangs is waited for some seconds, then the copy is shown", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  network = () => new Promise(() => {});
  const coming = answer("/imbalance", { mode: "navigate" });
  context.mock.timers.tick(5999);
  await new Promise(setImmediate);
  assert.equal(await Promise.race([coming, Promise.resolve("still waiting")]), "still waiting");
  context.mock.timers.tick(2);
  assert.equal((await coming).from, "copy");
});

test("posts, the app, its socket, rooms, choices and other sites go their own way", async () => {
  const own = ["/_stcore/health", "/_stcore/stream", "/static/js/index.js", "/join", "/join/events", "/show", "/article/imbalance", "/leaflet/first-visit", "/worker.js", "/go"];
  for (const path of own) {
    assert.equal(await answer(path), undefined, path);
    assert.equal(await answer(path, { mode: "navigate" }), undefined, path);
  }
  assert.equal(await answer("/imbalance", { method: "POST", mode: "navigate" }), undefined);
  assert.equal(await answer("/appointment.pdf", { method: "POST", mode: "navigate" }), undefined);
  assert.equal(await answer("/imbalance", { method: "HEAD" }), undefined);
  assert.equal(await answer("https://elsewhere.test/imbalance", { mode: "navigate" }), undefined);
});
