// What does not fit on the slide that is shown: words under a thirtieth of the screen's height, words cut or off the screen, words on the slide's number.
() => {
  const found = [], slide = document.querySelector('.slide.now'), least = innerHeight / 30 - 0.3;
  const seen = e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT), range = document.createRange();
  while (walker.nextNode()) {
    const text = walker.currentNode, e = text.parentElement;
    if (!text.data.trim() || !seen(e) || e.closest('.visually-hidden')) continue;
    range.selectNodeContents(text);
    const size = parseFloat(getComputedStyle(e).fontSize);
    let scale;
    if (e instanceof SVGElement) { const m = e.getScreenCTM?.() ?? e.ownerSVGElement.getScreenCTM(); scale = Math.hypot(m.a, m.b); }
    else { const s = slide.getBoundingClientRect(); scale = s.height / slide.offsetHeight; }
    if (size * scale < least) found.push(['small', text.data.trim().slice(0, 30), +(size * scale / innerHeight * 30).toFixed(2)]);
    const at = document.querySelector('[data-spot]').getBoundingClientRect();
    for (const r of range.getClientRects()) if (r.left < at.right && r.right > at.left && r.top < at.bottom - 2 && r.bottom > at.top + 6) { found.push(['on the number', text.data.trim().slice(0, 30)]); break; } else if (r.left < -1 || r.top < -1 || r.right > innerWidth + 1 || r.bottom > innerHeight + 1) { found.push(['out', text.data.trim().slice(0, 30)]); break; }
  }
  for (const e of document.querySelectorAll('.slide:not(.now) :is(.slide-answer, .slide-title, .slide-guess, .figure)')) if (seen(e)) found.push(['shines through', e.className]);
  for (const e of slide.querySelectorAll('.slide-body, .slide-stage, .fig-stage, .fig-sentence')) if (seen(e) && (e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)) found.push(['over', e.className, e.scrollHeight, e.clientHeight, e.scrollWidth, e.clientWidth]);
  return found.length ? JSON.stringify(found.slice(0, 6)) + (found.length > 6 ? ` +${found.length - 6}` : '') : '';
}
