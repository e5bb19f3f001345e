// The file to keep in Firefox, opened from the disk with the network off: `node firefox.js <Firefox> <file>` tells as JSON what was seen.
import process from "node:process";
import puppeteer from "puppeteer-core";

const [, , executablePath, file] = process.argv;
// Whatever is asked of the network goes to a port on which nobody listens.
const nowhere = { "network.proxy.type": 1, "network.proxy.http": "127.0.0.1", "network.proxy.http_port": 9, "network.proxy.ssl": "127.0.0.1", "network.proxy.ssl_port": 9 };
const browser = await puppeteer.launch({ browser: "firefox", executablePath, extraPrefsFirefox: nowhere });
try {
  const page = await browser.newPage(), errors = /** @type {string[]} */ ([]), requests = /** @type {string[]} */ ([]);
  page.on("console", (message) => { if (["error", "warn"].includes(message.type())) errors.push(message.text()); });
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("request", (request) => requests.push(request.url().slice(0, 200)));
  await page.goto(file);
  const answers = await page.evaluate(async () => {
    /** @type {Record<string, boolean>} */
    const found = {};
    for (const figure of /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-figure]")])) {
      figure.scrollIntoView();
      while (figure.dataset.state !== "live") await new Promise(requestAnimationFrame);
      const said = () => figure.querySelector("output")?.textContent, before = said();
      for (const field of /** @type {HTMLInputElement[]} */ ([...figure.querySelectorAll("[data-control]")])) {
        if (said() !== before) break;
        if (/^(checkbox|radio)$/.test(field.type)) field.click();
        else {
          field.value = field.value === "0" ? "1" : "0";
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }
      }
      found[figure.dataset.figure ?? ""] = said() !== before;
    }
    return found;
  });
  await page.click("[data-help-now] > summary");
  const help = await page.$eval(".help-danger", (element) => element.checkVisibility());
  console.log(JSON.stringify({ answers, help, errors, requests }));
} finally {
  await browser.close();
}
