// Pictures that answer: a medicine that is picked sets two of them, a button sets one. Nothing is sent.
const asked = new WeakMap();
const placeOf = (el) => el.closest("[data-testid=stMain], #served") || document;

// Brings a figure to life where it is still a picture, then sets it to what was asked of it last.
function setFigure(figure, values) {
  const waiting = asked.has(figure);
  asked.set(figure, values);
  if (waiting) return;
  figures.meet(figure, true);
  const until = Date.now() + 20000;
  const look = () => {
    if (!figure.live && Date.now() < until && figure.isConnected) { setTimeout(look, 50); return; }
    const last = asked.get(figure);
    asked.delete(figure);
    figure.live?.apply(last);
  };
  look();
}

function readPreset(text) {
  const [name, query] = text.split("?");
  return { name, values: Object.fromEntries(new URLSearchParams(query)) };
}

function nearestFigure(name, el) {
  const at = el.getBoundingClientRect().top;
  const far = (figure) => Math.abs(figure.getBoundingClientRect().top - at);
  return $$(`[data-figure="${CSS.escape(name)}"]`, placeOf(el)).sort((a, b) => far(a) - far(b))[0];
}

document.addEventListener("change", (event) => {
  const pick = event.target;
  const how = pick.closest?.("[data-how]");
  if (!how || !pick.dataset.states) return;
  for (const steps of $$("[data-steps]", how)) steps.toggleAttribute("data-chosen", steps.dataset.steps === pick.value);
  $("[data-how-none]", how).hidden = true;
  const said = $("[data-how-said]", how);
  said.hidden = false;
  $("span", said).textContent = how.dataset.showing.replace("{name}", pick.parentElement.textContent.trim());
  $("a", said).setAttribute("href", `#how-${pick.value}`);
  for (const { name, values } of JSON.parse(pick.dataset.states).map(readPreset)) {
    const figure = $(`[data-figure="${CSS.escape(name)}"]`, how);
    if (figure) setFigure(figure, values);
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-preset]");
  if (!button) return;
  const { name, values } = readPreset(button.dataset.preset);
  const figure = nearestFigure(name, button);
  if (!figure) return;
  figure.scrollIntoView({ block: "start", behavior: figures.still.matches ? "auto" : "smooth" });
  setFigure(figure, values);
});
