// What a visitor chose: kept in this tab (sessionStorage) and nowhere else.
const root = document.documentElement;
const $ = (selector, from = document) => from.querySelector(selector);
const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

const tab = {
  // Every key the guide may write; /about lists them and a test compares that list with the browser.
  read(name) { try { return sessionStorage.getItem(`guide.${name}`); } catch { return null; } },
  write(name, value) { try { sessionStorage.setItem(`guide.${name}`, value); } catch { /* storage is off: it holds for this page */ } },
  clear() {
    try {
      sessionStorage.clear();
      localStorage.clear();
    } catch { /* nothing was kept */ }
  },
  send: null,
  // Called by the app's component `guide-tab` at each run: hands the answers over after a reload, keeps them in step afterwards.
  connect(data, send) {
    tab.send = send;
    const kept = tab.read("answers");
    if (!tab.met && kept && kept !== "{}" && !Object.keys(data.answers).length) send("restored", kept);
    else tab.write("answers", JSON.stringify(data.answers));
    tab.met = true;
  },
  forget() { if (tab.send) { tab.send("forget", Date.now()); return true; } return false; },
};

const kept = {
  all() { try { return JSON.parse(tab.read("kept") || "[]"); } catch { return []; } },
  set(name, on) {
    const names = kept.all().filter((other) => other !== name);
    tab.write("kept", JSON.stringify(on ? [...names, name] : names));
    document.dispatchEvent(new CustomEvent("guide:kept"));
  },
};
const showKept = () => {
  const names = kept.all();
  for (const box of $$("input[data-keep]")) {
    const on = names.includes(box.dataset.keep);
    if (box.checked !== on) box.checked = on;
  }
};
document.addEventListener("change", (event) => {
  const box = event.target.closest?.("input[data-keep]");
  if (box) { kept.set(box.dataset.keep, box.checked); showKept(); }
});
