"use strict";
// Times in the reader's own zone; UTC stays in the tooltip. Without this script the pages show UTC.
for (const time of document.querySelectorAll("time[datetime]")) {
  const text = time.getAttribute("datetime");
  const moment = new Date(text);
  if (text.length <= 10 || Number.isNaN(moment.getTime())) continue;
  time.title = text.replace("T", " ").replace(/Z$/, " UTC");
  time.textContent = moment.toLocaleString(undefined, {
    year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit",
  });
}
