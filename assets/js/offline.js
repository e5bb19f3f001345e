// The guide as one file to keep: its figures, help, looks and print; nothing that needs a server.
import { startBar } from "./bar.js";
import { root } from "./dom.js";
import { meetAll, startFigures } from "./figure/meet.js";
import { startLooks } from "./looks.js";
import { startPrinting } from "./print.js";

root.classList.add("script");
startBar();
startLooks();
startFigures();
startPrinting();
meetAll(document);
