// Presenting: one section at a time, by arrow keys.
const slides = {
  at: 0,
  get holder() { return $("[data-slides]"); },
  get all() { const holder = slides.holder; return holder ? $$("[data-slide]", holder) : []; },
  go(to) {
    const all = slides.all;
    if (!all.length) return;
    slides.at = Math.max(0, Math.min(all.length - 1, to));
    slides.show();
    all[slides.at].scrollIntoView({ block: "start" });
    const title = $("h2", all[slides.at]);
    if (title) { title.tabIndex = -1; title.focus({ preventScroll: true }); }
  },
  show() {
    const holder = slides.holder;
    if (!holder) return;
    holder.dataset.playing = "1";
    slides.all.forEach((slide, n) => slide.classList.toggle("now", n === slides.at));
    const place = $("[data-slide-at]", holder), words = say(holder.dataset.of, { n: slides.at + 1, of: slides.all.length });
    if (place && place.textContent !== words) place.textContent = words;
  },
};
document.addEventListener("keydown", (event) => {
  if (!slides.holder || event.target.closest("input, select, textarea, button, summary, [contenteditable]") || event.altKey || event.ctrlKey || event.metaKey) return;
  const step = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
  if (step) { event.preventDefault(); slides.go(slides.at + step); }
});
document.addEventListener("click", (event) => {
  const action = event.target.closest?.("[data-action]")?.dataset.action;
  if (action === "slide-next") slides.go(slides.at + 1);
  if (action === "slide-back") slides.go(slides.at - 1);
});
new MutationObserver(() => { if (slides.holder && !slides.holder.dataset.playing) slides.show(); }).observe(document.body, { childList: true, subtree: true });
if (slides.holder) slides.show();
showKept();
if (location.hash) goToHash();
// A page without the app (a picture being made, an error page) brings its own figures to life.
if (!root.dataset.page) for (const figure of $$("[data-figure]")) figures.meet(figure, true);
