// Share: the link of a thing, its code to scan, the print, the device's own way to send. The link names no treatment before it is opened.
import { chosen } from "./chosen.js";
import { codePicture } from "./code.js";
import { closest, copy, find, inputs, need, root } from "./dom.js";

/** @typedef {import("./code.js").Code} Code */

/** Where the focus goes back to. @type {HTMLElement | null} */
let from = null;

const panel = () => /** @type {HTMLDialogElement | null} */ (find("dialog[data-share]"));

/** The maker of codes (14 KB), asked for when the first one is wanted. @returns {Promise<(text: string) => Code>} */
async function maker() {
  const has = /** @type {{guideScan?: (text: string) => Code}} */ (window);
  if (!has.guideScan) {
    await new Promise((done, lost) => {
      const script = Object.assign(document.createElement("script"), { src: root.dataset.scan ?? "", onload: done, onerror: lost });
      document.head.append(script);
    });
  }
  if (!has.guideScan) throw new Error("the maker of codes did not come");
  return has.guideScan;
}

/** The code of a link. @param {string} link @param {string} label */
export const codeOf = async (link, label) => codePicture((await maker())(link), label);

function close() {
  const dialog = panel();
  if (!dialog?.open) return;
  dialog.close();
  from?.focus();
}

/** Open the panel for an address of the guide. @param {string} address @param {HTMLElement | null} button */
function open(address, button) {
  const dialog = panel();
  if (!dialog) return;
  from = button;
  const place = need("[data-share-link]", dialog), row = need("[data-share-named]", dialog), box = inputs("input", row)[0], { named } = button?.dataset ?? {};
  const write = () => {
    place.textContent = new URL((box.checked && named) || address, location.href).href;
    need("[data-share-code]", dialog).replaceChildren();
  };
  row.hidden = !named;
  box.checked = false;
  box.onchange = write;
  write();
  need("[data-share-said]", dialog).textContent = "";
  need("[data-share-act=send]", dialog).hidden = !navigator.share;
  if (!dialog.open) dialog.show(); // not modal: Help now and Leave stay in reach
  need("h2", dialog).focus();
}

/** @param {HTMLElement} button @param {HTMLDialogElement} dialog */
async function act(button, dialog) {
  const link = need("[data-share-link]", dialog).textContent ?? "", said = need("[data-share-said]", dialog), code = need("[data-share-code]", dialog);
  try {
    if (button.dataset.shareAct === "copy") said.textContent = ((await copy(link)) ? button.dataset.done : button.dataset.failed) ?? "";
    else if (button.dataset.shareAct === "code") code.replaceChildren(await codeOf(link, code.dataset.label ?? ""));
    else if (button.dataset.shareAct === "send") await navigator.share({ title: dialog.dataset.title, url: link });
    else if (button.dataset.shareAct === "print") {
      close();
      window.print();
    } else close();
  } catch (error) {
    // A visitor who closes the device's own panel wanted nothing; whatever else fails, the link stands there to be copied by hand.
    if (!(error instanceof DOMException && error.name === "AbortError")) said.textContent = button.dataset.failed ?? "";
  }
}

/** The page that a shared link opens: it leads on to what the link names, or says that there is nothing by that number any more. */
function follow() {
  const place = find("[data-go]");
  if (!place) return;
  /** @type {{table: Record<string, string>, one: string, many: string}} */
  const ways = JSON.parse(place.dataset.go ?? "{}");
  const go = () => {
    const ids = chosen(location.hash, ways.table);
    if (ids.length) location.replace((ids.length > 1 ? ways.many : ways.one).replace("KEY", ids.join(",")));
    need("[data-go-lost]", place).hidden = ids.length > 0;
  };
  window.addEventListener("hashchange", go); // another link pasted over this one
  go();
}

/** Listen to every Share button. */
export function startSharing() {
  document.addEventListener("click", (event) => {
    const dialog = panel(), inside = closest(event, "[data-share-act]"), button = closest(event, "button[data-action=share]");
    if (inside && dialog) act(inside, dialog);
    else if (button && !button.closest("[data-figure]")) open(button.dataset.link ?? location.pathname, button);
  });
  // A figure knows the state it is in.
  document.addEventListener("guide:share", (event) => open(/** @type {CustomEvent<string>} */ (event).detail, /** @type {HTMLElement | null} */ (event.target)));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && panel()?.contains(document.activeElement)) close(); });
  document.addEventListener("guide:turned", () => panel()?.close());
  follow();
}
