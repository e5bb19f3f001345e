// Whether the app's server is there: one line says when it is not, and a page is turned only where it can come.
import { find, need, root } from "./dom.js";

// Streamlit looks for a lost server by itself and often finds it within a second or two: a shorter word would come and go.
const PATIENCE = 5000;
const ANSWER = 5000; // ms for a server to say that it is there

const state = () => find("#root [data-testid=stApp]")?.dataset.testConnectionState ?? "";

/** The app has its socket. */
export const connected = () => state() === "CONNECTED";

/** Whether the server answers at an address of this site. @param {string | URL} url */
export async function reachable(url) {
  try {
    return (await fetch(url, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(ANSWER) })).ok;
  } catch {
    return false;
  }
}

/** Say in the one calm line that something is away; "" takes the line back. @param {"offline" | "lost" | ""} what */
export function say(what) {
  const calm = need("#calm");
  calm.textContent = what ? calm.dataset[what] ?? "" : "";
  calm.hidden = !what;
}

let away = 0;

/** The app's connection has changed, or the app has come. */
export function lookAtConnection() {
  if (connected()) {
    if (away) say("");
    clearTimeout(away);
    away = 0;
  } else if (state() && !away) {
    away = window.setTimeout(() => say(root.classList.contains("app") ? "lost" : "offline"), PATIENCE);
  }
}
