// Words without a page: filled sentences, lines, search, the order of the list, and the country of a time zone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { countryOf, whereAmI } from "../../assets/js/lines.js";
import { kindOf, moved } from "../../assets/js/order.js";
import { best, look, mend, rank, ready, speaksOfCrisis, wordsOf } from "../../assets/js/rank.js";
import { embedLine, fill, instead, sentences, wrap } from "../../assets/js/text.js";

test("places are filled, and one that nobody fills is left empty", () => {
  assert.equal(fill("{n} of {of}: {name}", { n: 1, of: 3 }), "1 of 3: ");
});

test("a sentence of a table is put into its own words with what stands at its places; any other text stays", () => {
  const own = instead({ "Remove {name}": "Quitar {name}", "{n} options available.": "{n} opciones.", "No (results)": "Nada" });
  assert.deepEqual(["Remove a {b} (c)", "12 options available.", "No (results)", "12 options available!", "Quitar x", ""].map(own), ["Quitar a {b} (c)", "12 opciones.", "Nada", "", "", ""]);
});

test("lines keep every word and stay within their length", () => {
  const text = "a safe moment  can sound\nthe alarm", lines = wrap(text, 12);
  assert.deepEqual(lines, ["a safe", "moment can", "sound the", "alarm"]);
  assert.deepEqual(wrap("norepinephrine is", 5), ["norepinephrine", "is"]);
  assert.deepEqual(wrap("", 10), []);
});

const rows = ready([
  { k: "page", t: "Medicines", u: "/medicines", x: "what they do to sleep" },
  { k: "section", t: "Sleep and nightmares", u: "/medicines#sleep", x: "prazosin" },
  { k: "resource", t: "Línea de ayuda", u: "/resources#l", x: "día y noche" },
]);

test("every word of a question must begin a word of the row; a title weighs more", () => {
  assert.deepEqual(best(rows, wordsOf("sleep"), 9).map((row) => row.u), ["/medicines#sleep", "/medicines"]);
  assert.deepEqual(best(rows, wordsOf("sleep prazo"), 9).map((row) => row.u), ["/medicines#sleep"]);
  assert.deepEqual(best(rows, wordsOf("leep"), 9), []);
  assert.deepEqual(best(rows, wordsOf("sleep"), 1).length, 1);
});

test("letters beyond ASCII are found with and without their accents", () => {
  for (const asked of ["línea", "linea", "LÍNEA noche"]) assert.equal(best(rows, wordsOf(asked), 9)[0].u, "/resources#l");
});

test("no question finds nothing, and signs in it are no pattern", () => {
  assert.deepEqual(best(rows, wordsOf(" ?!"), 9), []);
  assert.equal(rank(rows[0], wordsOf("medicines (.*)")), 4.6);
});

test("a choice changes places with its neighbor of the same kind", () => {
  const names = ["ask:a", "med:x", "ask:b", "med:y"];
  assert.deepEqual(moved(names, "ask:b", -1), { names: ["ask:b", "med:x", "ask:a", "med:y"], at: 0, of: 2 });
  assert.equal(moved(names, "ask:a", -1), null);
  assert.equal(moved(names, "med:y", 1), null);
  assert.equal(moved(names, "med:none", 1), null);
  assert.deepEqual(names, ["ask:a", "med:x", "ask:b", "med:y"]);
  assert.equal(kindOf("ask:a"), "ask");
});

test("a time zone names its country; an unknown one, or a word every object knows, names none", () => {
  const zones = { "Europe/Berlin": "DE" };
  assert.equal(countryOf(zones, "Europe/Berlin"), "DE");
  assert.equal(countryOf(zones, "Mars/Olympus"), null);
  assert.equal(countryOf(zones, "constructor"), null);
});

test("what the survey was told goes before the clock; a torn note tells nothing", () => {
  const zones = { "Europe/Berlin": "DE" };
  assert.deepEqual(whereAmI('{"country":"CA"}', zones, "Europe/Berlin"), { country: "CA", told: true });
  for (const answers of [null, "{}", '{"country":null}', "{", "null"]) assert.deepEqual(whereAmI(answers, zones, "Europe/Berlin"), { country: "DE", told: false });
  assert.equal(whereAmI("{}", zones, "UTC"), null);
});

const searches = JSON.parse(readFileSync(new URL("../searches.json", import.meta.url), "utf8"));
const phrases = ["suicide", "suicidal", "sucide", "want to die", "kill myself", "dont want to live", "cant go on", "cutting myself", "self harm", "better off dead", "he hits me", "overdose", "abused me"];

test("words of crisis are heard in the browser as on the server, also with a slip in them", () => {
  for (const text of searches.crisis) assert.ok(speaksOfCrisis(phrases, text, ["overdone", "amused"]), text);
  for (const text of searches.no_crisis) assert.ok(!speaksOfCrisis(phrases, text, ["overdone", "amused"]), text);
});

test("the page whose title answers comes first; a heading that many pages have ranks as a text and carries its page's name; a rare word's beginning is a slip", () => {
  const index = ready([
    { k: "page", t: "What PTSD is, and what it is not", u: "/w", x: "" },
    { k: "page", t: "Medicines for PTSD", u: "/m", x: "" },
    ...["/w", "/m"].map((u) => ({ k: "section", t: "What is not known", u: `${u}#n`, x: "of PTSD" })),
    { k: "treatment", t: "Sleep therapy", u: "/s", x: "people slept" },
    { k: "section", t: "A step", u: "/m#s", x: "" },
  ]);
  const small = ["what", "is", "the"];
  assert.deepEqual(look(index, "what is PTSD", small, 9).shown.map((row) => row.u), ["/w", "/m", "/w#n", "/m#n"]);
  assert.deepEqual(look(index, "what is", small, 9).shown.map((row) => row.u)[0], "/w");
  assert.equal(index[3].on, "Medicines for PTSD");
  assert.deepEqual([look(index, "slep", small, 9).instead, look(index, "stap", small, 9).instead, look(index, "ptsd", small, 9).instead], ["sleep", "", ""]);
});

test("a slip of the hand is mended by what titles and names hold; a short or a strange word is not guessed at", () => {
  const named = ready([{ k: "treatment", t: "Sertraline", u: "/s", x: "an antidepressant", a: "Zoloft | Lustral" }]);
  assert.deepEqual(mend(named, wordsOf("sertralin zolft")), ["sertralin", "zoloft"]);
  assert.deepEqual(mend(named, wordsOf("zol")), ["zol"]);
  assert.equal(mend(named, wordsOf("xyz")), null);
  assert.equal(mend(named, wordsOf("insulin")), null);
  assert.deepEqual(best(named, wordsOf("lustral"), 5).map((row) => row.u), ["/s"]);
});

test("sentences are found whole, with their last sign; a decimal point ends none", () => {
  const text = "Breathe out. The effect was 0.64, not more! Is it “balance”? Yes";
  assert.deepEqual(sentences(text).map(({ from, to }) => text.slice(from, to).trim()), ["Breathe out.", "The effect was 0.64, not more!", "Is it “balance”?", "Yes"]);
  assert.deepEqual(sentences("  "), []);
});

test("the line for another site holds its words as words, and a script by which the frame follows its figure's height alone", () => {
  const line = embedLine('Why "more"? <b>&', "https://guide.example/embed/x#x?a=1&b=2", 340);
  assert.ok(line.startsWith('<iframe src="https://guide.example/embed/x#x?a=1&amp;b=2" title="Why &quot;more&quot;? &lt;b>&amp;"'));
  assert.ok(line.includes('height="340"'));
  const own = { height: "340", contentWindow: {} }, other = { height: "500", contentWindow: {} };
  /** @type {(event: object) => void} */
  let hear = () => {};
  const page = { querySelectorAll: () => [own, other] };
  new Function("addEventListener", "document", line.split("<script>")[1].replace("</script>", ""))((/** @type {string} */ _, /** @type {typeof hear} */ told) => { hear = told; }, page);
  hear({ source: own.contentWindow, data: { type: "guide:height", height: 612 } });
  hear({ source: other.contentWindow, data: null });
  assert.deepEqual([own.height, other.height], [612, "500"]);
});
