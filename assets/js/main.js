// The guide in the browser: each part brings its own piece of the page to life.
import { startActions } from "./actions.js";
import { startApp } from "./app.js";
import { startAppointment } from "./appointment.js";
import { startBar } from "./bar.js";
import { meet, startFigures } from "./figure/meet.js";
import { startLeave } from "./leave.js";
import { startLooks } from "./looks.js";
import { startPresets } from "./presets.js";
import { startSearch } from "./search.js";
import { startSlides } from "./slides.js";
import { startKeeping, tab } from "./tab.js";

// The app's components speak to the page through this.
Object.assign(window, { guide: { tab, figures: { meet } } });

startBar();
startLeave();
startSearch();
startLooks();
startKeeping();
startActions();
startFigures();
startPresets();
startSlides();
startAppointment();
startApp();
