// Walk a talk in its own page: at each step that is not `known` (by slide and number) the slide is measured, once its figure lives. With `keys` each place
// is reached by Page Down, until it changes nothing; else one goes straight to the slides that are not known. Gives the places, what is wrong, what is known now.
async ([before, keys, measure]) => {
  const known = new Set(before), seen = [], wrong = {}, look = (0, eval)(measure);
  const wait = async (done) => { for (let n = 0; !done() && n < 6000; n++) await new Promise(soon => setTimeout(soon, 5)); };
  const deck = [...document.querySelectorAll('[data-slide]')].flatMap((slide, n) => Array.from({ length: Math.max(1, JSON.parse(slide.dataset.steps).length) },
    (_, at) => ({ place: `#${n + 1}${at ? `.${at + 1}` : ''}`, step: `${slide.dataset.key}.${at + 1}` })));
  const end = () => { document.body.style.clipPath = ''; return [seen, wrong, [...known]]; };
  document.body.style.clipPath = 'inset(100%)'; // nothing is painted meanwhile, which took a fourth of the processor; what is measured is where things stand
  const ahead = deck.filter(one => !known.has(one.step));
  for (let n = 0; n < 600; n++) {
    if (!keys && !ahead[n]) return end();
    if (!keys) {
      const turned = new Promise(done => addEventListener('hashchange', done, { once: true }));
      if (location.hash !== ahead[n].place) { location.hash = ahead[n].place; await turned; }
    }
    const slide = document.querySelector('.slide.now'), place = location.hash, step = `${slide.dataset.key}.${place.split('.')[1] ?? 1}`;
    if (keys && seen.at(-1) === place) return end();
    seen.push(place);
    if (!known.has(step)) {
      known.add(step);
      const figure = slide.querySelector('[data-figure]');
      if (figure) {
        await wait(() => figure.dataset.state === 'live');
        for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
      }
      const found = look(); // words alone stand where they stand as soon as they are asked for
      if (found) wrong[`${place} ${step}`] = found;
    }
    if (keys) document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true, cancelable: true }));
  }
  throw new Error('the talk has no end');
}
