// My page for the appointment: what is kept in this tab, in order, in the form that makes the PDF or the plain text.
const appointment = {
  undo: null,
  get section() { return $("[data-appointment]"); },
  get words() { return JSON.parse(appointment.section.dataset.words); },
  // The boxes of the lists carry the words for every choice: no second copy of them is needed.
  box(name) { return $(`input[data-keep="${CSS.escape(name)}"]`, appointment.section); },
  name(name) { return $("[data-name]", appointment.box(name)?.closest("label") ?? document.createElement("i"))?.textContent ?? name; },
  write(names) {
    tab.write("kept", JSON.stringify(names));
    document.dispatchEvent(new CustomEvent("guide:kept"));
    showKept();
  },
  tell(text) { $("[data-said]", appointment.section).textContent = text; },
  button(act, name, text, off = false) {
    const made = document.createElement("button"), of = document.createElement("span");
    made.type = "button";
    made.dataset.act = act;
    made.dataset.name = name;
    made.disabled = off;
    of.className = "visually-hidden";
    of.textContent = `: ${appointment.name(name)}`;
    made.append(text, of);
    return made;
  },
  item(name, at, of) {
    const words = appointment.words, box = appointment.box(name), row = document.createElement("li");
    const text = document.createElement("p"), tools = document.createElement("p"), sent = document.createElement("input");
    row.dataset.item = name;
    text.append(appointment.name(name));
    const line = box && $("[data-line]", box.closest("label"));
    if (line || !box) {
      const small = document.createElement("small");
      small.textContent = line ? line.textContent : words.gone;
      text.append(" ", small);
    }
    tools.className = "appointment-item-tools";
    tools.append(
      appointment.button("up", name, words.up, at === 0),
      appointment.button("down", name, words.down, at === of - 1),
      appointment.button("remove", name, words.remove),
    );
    Object.assign(sent, { type: "hidden", name: "keep", value: name });
    row.append(text, tools, sent);
    return row;
  },
  draw() {
    const section = appointment.section;
    if (!section) return;
    const names = kept.all(), words = appointment.words, groups = [];
    const kinds = new Set([...$$("details[data-kind]", section).map((list) => list.dataset.kind), ...names.map((name) => name.split(":")[0])]);
    for (const kind of kinds) {
      const of = names.filter((name) => name.startsWith(`${kind}:`));
      if (!of.length) continue;
      const title = document.createElement("h3"), list = document.createElement("ul");
      title.textContent = $(`details[data-kind="${CSS.escape(kind)}"] [data-title]`, section)?.textContent ?? "";
      list.className = "appointment-list";
      list.append(...of.map((name, at) => appointment.item(name, at, of.length)));
      groups.push(...(title.textContent ? [title] : []), list);
    }
    const holder = $("[data-kept]", section), full = $("[data-full]", section), over = names.length > words.most;
    holder.replaceChildren(...groups);
    holder.hidden = !names.length;
    $("[data-empty]", section).hidden = !!names.length;
    $("[data-tools]", section).hidden = !names.length;
    full.hidden = !over;
    full.textContent = over ? say(words.full, { most: words.most, n: names.length }) : "";
    for (const submit of $$("button[type=submit]", section)) submit.disabled = over;
    if (names.length) appointment.undo = null;
    $("[data-undo]", section).hidden = !appointment.undo;
  },
  // A choice trades places with the nearest one of its own group; the other groups stay as they are.
  move(name, step) {
    const names = kept.all(), kind = `${name.split(":")[0]}:`;
    const own = names.filter((other) => other.startsWith(kind)), at = own.indexOf(name), other = own[at + step];
    if (at < 0 || other === undefined) return;
    const a = names.indexOf(name), b = names.indexOf(other);
    [names[a], names[b]] = [names[b], names[a]];
    appointment.write(names);
    const row = appointment.row(name), same = $(`button[data-act=${step < 0 ? "up" : "down"}]`, row);
    (same.disabled ? $(`button[data-act=${step < 0 ? "down" : "up"}]`, row) : same).focus();
    appointment.tell(say(appointment.words.moved, { name: appointment.name(name), n: at + step + 1, of: own.length }));
  },
  row(name) { return $(`li[data-item="${CSS.escape(name)}"]`, appointment.section); },
  remove(name) {
    const rows = $$("li[data-item]", appointment.section).map((row) => row.dataset.item), at = rows.indexOf(name);
    const next = rows[at + 1] ?? rows[at - 1], words = appointment.name(name);
    appointment.write(kept.all().filter((other) => other !== name));
    const to = next ? $("button[data-act=remove]", appointment.row(next)) : $("[data-empty] .note-title", appointment.section);
    to.focus();
    appointment.tell(say(appointment.words.removed, { name: words }));
  },
  clear() {
    const names = kept.all();
    appointment.undo = names;
    appointment.write([]);
    $("[data-undo] button", appointment.section).focus();
    appointment.tell(appointment.words.cleared);
  },
  restore() {
    const names = appointment.undo;
    if (!names) return;
    appointment.write(names);
    $("button[type=submit]", appointment.section).focus();
    appointment.tell(appointment.words.restored);
  },
  // Only the list is printed: the page around it may hold the whole guide.
  print() {
    const sheet = document.createElement("section"), title = document.createElement("h1");
    sheet.className = "print-sheet prose";
    title.textContent = $("h2", appointment.section).textContent;
    sheet.append(title, $("[data-kept]", appointment.section).cloneNode(true));
    document.body.append(sheet);
    root.dataset.print = "appointment";
    window.addEventListener("afterprint", () => { sheet.remove(); delete root.dataset.print; }, { once: true });
    window.print();
  },
  meet() {
    const section = appointment.section;
    if (!section || section.dataset.met) return;
    section.dataset.met = "1";
    // From here on the list above is what is sent, in its order; without a script the boxes are.
    for (const box of $$("input[data-keep]", section)) box.removeAttribute("name");
    showKept();
    appointment.draw();
  },
};
document.addEventListener("guide:kept", appointment.draw);
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-appointment] [data-act]");
  if (!button) return;
  const { act, name } = button.dataset;
  if (act === "up") appointment.move(name, -1);
  if (act === "down") appointment.move(name, 1);
  if (act === "remove") appointment.remove(name);
  if (act === "clear") appointment.clear();
  if (act === "undo") appointment.restore();
  if (act === "print") appointment.print();
});
new MutationObserver(appointment.meet).observe(document.body, { childList: true, subtree: true });
appointment.meet();
