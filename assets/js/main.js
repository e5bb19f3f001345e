// The guide in the browser: each part brings its own piece of the page to life.
import { startActions } from "./actions.js";
import { startReading } from "./aloud.js";
import { startApp } from "./app.js";
import { startAppointment } from "./appointment.js";
import { stand } from "./article.js";
import { startBar } from "./bar.js";
import { startChoosing } from "./choose.js";
import { startDevice } from "./device.js";
import { meetAll, startFigures } from "./figure/meet.js";
import { startEmbed } from "./embed.js";
import { startHelpCard } from "./help-card.js";
import { startLeaflet } from "./leaflet.js";
import { startLeave } from "./leave.js";
import { startLooks } from "./looks.js";
import { startPanel } from "./panel.js";
import { startPicks } from "./picks.js";
import { startPlace } from "./place.js";
import { startPresets } from "./presets.js";
import { startPrinting } from "./print.js";
import { startSearch } from "./search.js";
import { startSharing } from "./share.js";
import { startStill } from "./still.js";
import { startKeeping, tab } from "./tab.js";
import { startTongue } from "./tongue.js";
import { startTurning } from "./turn.js";

// The app's components speak to the page through this.
Object.assign(window, { guide: { tab, article: { stand } } });

startBar();
startHelpCard();
startLeave();
startSearch();
startLooks();
startKeeping();
startActions();
startReading();
startPanel();
startFigures();
startPresets();
startAppointment();
startLeaflet();
startChoosing();
startSharing();
startPrinting();
startEmbed();
startTongue();
startTurning();
startPicks();
startPlace();
startStill();
startDevice();
startApp();
// The page's own figures live without the app, and before it: it is asked for when the first one lives. A page of lists has need of it at once.
const lists = document.querySelector("#served [data-alive]");
const alive = meetAll(document, !document.getElementById("served"));
if (lists) document.dispatchEvent(new CustomEvent("guide:alive"));
else alive.finally(() => document.dispatchEvent(new CustomEvent("guide:alive")));
