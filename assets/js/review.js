// The review form, put whole into the file that `python -m guide review` writes: it saves what was entered as a file and opens it again.
// Nothing is sent: the form's own policy allows no request.

/** @typedef {{claim: string, words: string, verdict: string, comment: string}} Verdict */
/** @typedef {{by: string, role: string, reviewed_on: string, claims: Verdict[]}} Review */

const say = JSON.parse(document.body.dataset.say ?? "{}");
const sets = /** @type {HTMLFieldSetElement[]} */ ([...document.querySelectorAll("fieldset[data-claim]")]);
const fields = /** @type {const} */ (["by", "role", "reviewed_on"]);

/** @param {string} id */
const field = (id) => /** @type {HTMLInputElement} */ (document.getElementById(id));
/** @param {HTMLFieldSetElement} set */
const comment = (set) => /** @type {HTMLTextAreaElement} */ (set.querySelector("textarea"));
/** @param {HTMLFieldSetElement} set */
const ticked = (set) => /** @type {HTMLInputElement | null} */ (set.querySelector("input:checked"));

/** @returns {Review} */
function filled() {
  const claims = sets.map((set) => ({
    claim: set.dataset.claim ?? "",
    words: set.dataset.words ?? "",
    verdict: ticked(set)?.value ?? "comment",
    comment: comment(set).value.trim(),
  }));
  return {
    by: field("by").value.trim(),
    role: field("role").value.trim(),
    reviewed_on: field("reviewed_on").value,
    claims: claims.filter((one) => one.verdict !== "comment" || one.comment),
  };
}

/** Whether something was entered since the last file. */
let unsaved = false;

function count() {
  const judged = sets.filter(ticked).length;
  field("count").textContent = say.count.replace("{n}", judged).replace("{of}", sets.length);
}

/** @param {string} words */
function tell(words) {
  field("said").textContent = words;
}

function save() {
  const made = filled();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`${JSON.stringify(made, null, 2)}\n`], { type: "application/json" }));
  link.download = `review-${made.reviewed_on || "unfinished"}.json`;
  link.click();
  unsaved = false;
  tell(fields.every((id) => made[id]) ? say.saved : say.need);
}

/** @param {Review} kept */
function fill(kept) {
  let left = 0;
  for (const id of fields) field(id).value = String(kept[id] ?? "");
  for (const one of kept.claims) {
    const set = sets.find((each) => each.dataset.claim === one.claim && each.dataset.words === one.words);
    if (!set) {
      left += 1;
      continue;
    }
    for (const tick of /** @type {NodeListOf<HTMLInputElement>} */ (set.querySelectorAll("input[type=radio]"))) tick.checked = tick.value === one.verdict;
    comment(set).value = String(one.comment ?? "");
  }
  tell(left ? say.changed.replace("{n}", left) : "");
}

async function open() {
  const input = field("open");
  const file = input.files?.[0];
  input.value = "";
  if (!file) return;
  try {
    fill(JSON.parse(await file.text()));
  } catch {
    tell(say.unreadable);
  }
  count();
}

const now = new Date();
field("reviewed_on").value = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
field("save").addEventListener("click", save);
field("open").addEventListener("change", open);
field("form").addEventListener("submit", (event) => event.preventDefault());
field("form").addEventListener("input", () => {
  unsaved = true;
  count();
});
window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
count();

export {};
