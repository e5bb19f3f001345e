// The bar: Contents with search, Aa, Help now, Leave. It stands in the served page and works when the app does not.
const bar = $("#bar");
const panels = bar ? $$("details.bar-item", bar) : [];
for (const panel of panels) {
  panel.addEventListener("toggle", () => {
    if (panel.open) for (const other of panels) if (other !== panel) other.open = false;
  });
}
document.addEventListener("keydown", (event) => {
  const open = panels.find((panel) => panel.open);
  if (event.key === "Escape" && open) { open.open = false; $("summary", open).focus(); }
});
document.addEventListener("click", (event) => {
  for (const panel of panels) if (panel.open && !panel.contains(event.target)) panel.open = false;
});

// -- Help now: a guess from the time zone may bring a country to the top; it never removes the list.
const help = $("[data-help-now]");
const guessCountry = (zones, zone) => zones[zone] || null;
if (help) {
  let zone = "";
  try { zone = Intl.DateTimeFormat().resolvedOptions().timeZone || ""; } catch { /* no zone: no guess */ }
  const country = guessCountry(JSON.parse(help.dataset.zones), zone);
  const item = country && $(`details[data-country="${country}"]`, help);
  if (item) {
    const guess = $("[data-guess]", help);
    $("p", guess).textContent = say(guess.dataset.words, { country: $("summary", item).textContent });
    guess.hidden = false;
    item.open = true;
    item.parentElement.prepend(item);
  }
}

// -- Aa
for (const input of bar ? $$("input[data-setting]", bar) : []) {
  const name = input.dataset.setting;
  const now = tab.read(name) || (name === "text" ? "normal" : "system");
  input.checked = input.value === now;
  input.addEventListener("change", () => {
    tab.write(name, input.value);
    if (name === "text") { root.dataset.text = input.value; window.dispatchEvent(new Event("resize")); }
    else {
      if (input.value === "system") delete root.dataset.theme; else root.dataset.theme = input.value;
      // Streamlit reads its theme only while it starts.
      if (root.dataset.page) location.reload();
    }
  });
}

// -- Leave: after GOV.UK's "Exit this page".
const exit = $("[data-action=leave]");
let leaving = false;
function leave() {
  leaving = true;
  const words = JSON.parse(exit.dataset.words);
  const cover = document.createElement("div");
  cover.className = "leaving";
  cover.setAttribute("role", "alert");
  cover.textContent = words[0];
  document.body.append(cover);
  root.classList.add("leaving-now");
  document.title = words[0];
  const told = tab.forget();
  tab.clear();
  // One turn of the event loop lets the socket carry "forget"; the screen is already empty.
  setTimeout(() => location.replace(exit.href), told ? 60 : 0);
}
if (exit) {
  exit.addEventListener("click", (event) => { event.preventDefault(); leave(); });
  const status = $("[data-leave-status]");
  const words = JSON.parse(exit.dataset.words);
  let presses = 0, timer = 0, alone = false;
  const reset = (text = "") => { presses = 0; clearTimeout(timer); status.textContent = text; };
  document.addEventListener("keydown", (event) => { alone = event.key === "Shift" && !event.repeat; if (event.key !== "Shift") reset(); });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone || document.fullscreenElement || leaving) return;
    presses += 1;
    clearTimeout(timer);
    if (presses === 3) { reset(); leave(); return; }
    status.textContent = words[presses];
    timer = setTimeout(() => reset(words[3]), 5000);
  });
  window.addEventListener("pageshow", () => {
    if (!leaving) return;
    leaving = false;
    $(".leaving")?.remove();
    root.classList.remove("leaving-now");
    location.reload();
  });
}

// -- Search: over pages, words and resources, in the browser; what is typed goes nowhere.
const search = $("form[data-search]");
if (search) {
  search.hidden = false;
  const box = $("input", search), list = $("[data-results]", search), count = $("[data-count]", search);
  const kinds = JSON.parse(search.dataset.kinds);
  let rows = null;
  const bare = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const load = () => { rows ??= fetch(root.dataset.search).then((r) => r.json()).then((all) => all.map((row) => ({ ...row, title: bare(row.t), text: bare(row.x) }))); return rows; };
  const rank = (row, words) => {
    let score = 0;
    for (const word of words) {
      const start = new RegExp(`(^|[^a-z0-9])${word.replace(/[^a-z0-9]/g, ".")}`);
      const hit = start.test(row.title) ? 4 : start.test(row.text) ? 1 : 0;
      if (!hit) return 0;
      score += hit;
    }
    return score + { page: 0.6, term: 0.5, section: 0.3, resource: 0 }[row.k];
  };
  const look = async () => {
    const words = bare(box.value).split(/[^a-z0-9]+/).filter(Boolean);
    const found = words.length ? (await load()).map((row) => [rank(row, words), row]).filter(([s]) => s).sort((a, b) => b[0] - a[0]).slice(0, 12) : [];
    list.replaceChildren(...found.map(([, row]) => {
      const item = document.createElement("li"), link = document.createElement("a"), kind = document.createElement("small");
      link.href = row.u; link.textContent = row.t; kind.textContent = ` ${kinds[row.k]}`;
      item.append(link, kind);
      return item;
    }));
    count.textContent = !words.length ? "" : found.length ? say(search.dataset.found, { n: found.length }) : say(search.dataset.none, { q: box.value });
  };
  box.addEventListener("focus", load, { once: true });
  box.addEventListener("input", look);
  search.addEventListener("submit", (event) => { event.preventDefault(); look(); });
}
