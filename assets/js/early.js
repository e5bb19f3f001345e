// Runs before anything is drawn: the served text and the app must agree on theme, size and language from the first frame.
const root = document.documentElement;
const FAMILIES = { sans: ["Guide Source Sans", "Guide Sans"], serif: ["Guide Source Serif", "Guide Serif"] }; // a font and what stands in for it: assets/css/10-base.css
const PATIENCE = 8000; // ms: a first figure that does not come must not keep the app away
const REST = 4000; // ms of a phone's reader in which nothing of the app runs
const SMALL = "(max-width: 50em)";

/** @param {string} name @returns {string | null} */
function read(name) {
  try { return sessionStorage.getItem(name); } catch { return null; }
}

/** Theme, text size and motion, as chosen in this tab. */
function dress() {
  const theme = read("guide.theme") || "system";
  root.classList.add("script");
  root.dataset.text = read("guide.text") || "normal";
  root.dataset.motion = read("guide.motion") || "device";
  if (theme !== "system") root.dataset.theme = theme;
  // Streamlit keeps its theme per path in localStorage and reads it once, while it starts. The choice is lent to it for that moment:
  // app.js takes it back when the app stands, so that nothing outlives the tab.
  try {
    const key = `stActiveTheme-${location.pathname}-v2`;
    if (theme === "system") localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(theme === "dark" ? "Dark" : "Light"));
  } catch { /* storage is off: the system's theme is used */ }
}

/** The language this browser asks for first, where the guide speaks it and nobody chose one in this tab: a line offers it (tongue.js). */
function offer() {
  const spoken = (root.dataset.languages ?? "").split(",");
  const wanted = navigator.languages.map((name) => name.toLowerCase().split("-")[0]).find((name) => spoken.includes(name));
  if (wanted && wanted !== root.lang && !read("guide.lang")) root.dataset.offer = wanted;
}

/** A language that was chosen holds for this tab, on addresses that name none too. */
function speak() {
  const asked = new URLSearchParams(location.search).get("lang"), chosen = read("guide.lang");
  if (asked && asked === root.lang) {
    try { sessionStorage.setItem("guide.lang", asked); } catch { /* storage is off */ }
  } else if (!asked && chosen && chosen !== root.lang && !("posted" in root.dataset)) { // what a form made is not there a second time
    const there = new URL(location.href);
    there.searchParams.set("lang", chosen);
    location.replace(there);
  }
}

/** Who looks around from a talk reads the served pages alone: hundreds of phones in a room start no app. `#still:<code>` asks for it; the tab keeps it. */
function stillness() {
  const asked = /^#still(?::([A-Z]{5}))?$/.exec(location.hash);
  if (asked) {
    try { sessionStorage.setItem("guide.still", asked[1] ?? "yes"); } catch { /* storage is off: it holds for this page */ }
    history.replaceState(null, "", location.pathname + location.search);
  }
  return Boolean(asked || read("guide.still"));
}

/** Let taps, keys and drawing come between two pieces of work. */
const pause = () => new Promise((go) => { setTimeout(go); });

/**
 * Streamlit's modules (1 MB) are asked for when the page's own text is painted and its first figure lives (`guide:alive`), so that they do not take the
 * line from it. They run at once when the visitor asks for what only the app can do and on a page of lists, which has need of it; on a phone else after
 * some seconds' rest, for they hold a slow one for two to three seconds in which no tap is answered; and at the latest when PATIENCE ends.
 */
function startLater() {
  let begun = false, asked = false;
  const parts = (/** @type {string} */ name) => {
    const later = document.getElementById("later");
    return later instanceof HTMLTemplateElement ? [...later.content.querySelectorAll(name)] : [];
  };
  const bring = (/** @type {Element} */ wanted) => {
    const made = document.createElement(wanted.tagName);
    for (const { name, value } of wanted.attributes) made.setAttribute(name, value);
    document.head.append(made);
  };
  // One after the other: forty at once hold a slow phone for half a second.
  const ask = async () => {
    const links = asked ? [] : parts("link");
    asked ||= links.length > 0;
    for (const link of links) {
      bring(link);
      await pause();
    }
  };
  const begin = () => {
    const scripts = begun ? [] : parts("script");
    if (!scripts.length) return;
    begun = true;
    scripts.forEach(bring);
    ask();
    root.dataset.begun = "";
    document.dispatchEvent(new CustomEvent("guide:begun"));
  };
  const rest = () => {
    ask();
    setTimeout(begin, document.querySelector("#served [data-alive]") || !matchMedia(SMALL).matches ? 0 : REST);
  };
  document.addEventListener("guide:wanted", begin);
  if (stillness()) return;
  document.addEventListener("guide:alive", () => requestAnimationFrame(() => setTimeout(rest)), { once: true });
  setTimeout(begin, PATIENCE);
}

/**
 * A page keeps the letters it was first painted in. A font that comes later would change the lines under a reader's eyes, most of all when the app takes
 * the text over: Chromium looks for fonts again then, and took that text for the largest paint (1.5 to 4 s late on a desk, 9 on a slow phone). It is there
 * for the next page that is opened.
 */
function keepLetters() {
  const probe = Object.assign(document.createElement("span"), { textContent: "Which letters are these?" });
  Object.assign(probe.style, { position: "absolute", visibility: "hidden", whiteSpace: "nowrap", fontSize: "100px", fontWeight: "600" });
  // What is shown, and not what is loaded: a font that came a moment too late is there and is not used.
  const width = (/** @type {string[]} */ ...families) => {
    probe.style.fontFamily = families.map((name) => `"${name}"`).join();
    return probe.getBoundingClientRect().width;
  };
  new PerformanceObserver((_, observer) => {
    observer.disconnect();
    document.body.append(probe);
    const away = Object.entries(FAMILIES).filter(([, [font, other]]) => width(font, other) === width(other));
    root.dataset.system = away.map(([name]) => name).join(" ");
    probe.remove();
  }).observe({ type: "paint", buffered: true });
}

/** A press on the survey's button before the script that answers it is there is kept for it (panel.js), and seen. */
function keepPress() {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-action=survey]") : null;
    button?.setAttribute("data-pressed", "");
  }, { capture: true });
}

dress();
keepPress();
keepLetters();
offer();
speak();
// Told where its server is, Streamlit need not try every folder of the address (two requests that answer 404). Its own box about a lost
// connection would cover the text: connection.js says it in one line.
Object.assign(window, {
  __streamlit: { BACKEND_BASE_URL: `${location.origin}/`, MAIN_PAGE_BASE_URL: `${location.origin}/`, HOST_CONFIG: { blockErrorDialogs: true } },
});
startLater();
