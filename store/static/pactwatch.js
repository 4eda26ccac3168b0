"use strict";
// Times in the reader's own zone; UTC stays in the tooltip. Without this script the pages show UTC.
const DAY = { year: "numeric", month: "short", day: "numeric" };
const told = (moment) => moment.toLocaleString(undefined, { ...DAY, hour: "2-digit", minute: "2-digit" });
for (const time of document.querySelectorAll("time[datetime]")) {
  const text = time.getAttribute("datetime");
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) continue;
  if (text.length <= 10) {
    // A day is the same in every zone.
    time.textContent = moment.toLocaleDateString(undefined, { ...DAY, timeZone: "UTC" });
    continue;
  }
  time.title = text.replace("T", " ").replace(/Z$/, " UTC");
  time.textContent = told(moment);
}
for (const option of document.querySelectorAll("option[data-at]")) {
  option.textContent = option.label.replace(/,.*/, ", ") + told(new Date(option.dataset.at));
}
const zone = document.querySelector(".zone");
if (zone) zone.textContent = "Times are in your zone; the UTC time is in the tooltip.";
// "Since I last looked": kept in this browser alone, and renewed half an hour after the last look.
const looked = document.querySelector(".looked");
if (looked) {
  try {
    const [before, last] = JSON.parse(localStorage.getItem("looked") || "[null, null]");
    const now = new Date().toISOString().slice(0, 19) + "Z";
    const since = last && Date.now() - Date.parse(last) > 1800000 ? last : before;
    if (since) {
      looked.href = "/today?since=" + encodeURIComponent(since);
      looked.hidden = false;
    }
    localStorage.setItem("looked", JSON.stringify([since, now]));
  } catch (error) {
    looked.hidden = true;
  }
}
