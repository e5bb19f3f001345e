// A guess of the country from the browser's time zone: it may bring a country to the top, and never removes the list.

/**
 * @param {Record<string, string>} zones time zone to country
 * @param {string} zone
 * @returns {string | null}
 */
export const countryOf = (zones, zone) => (Object.hasOwn(zones, zone) ? zones[zone] : null);

/** The browser's time zone, or "". */
export function zoneNow() {
  try { return Intl.DateTimeFormat().resolvedOptions().timeZone || ""; } catch { return ""; }
}
