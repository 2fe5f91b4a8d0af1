// The time slider: a histogram of the facts with two handles.

import { byId, svg } from "./dom.js";
import { day, t } from "./i18n.js";
import { state, update } from "./state.js";
import { daysOf } from "./visible.js";

const MOST_BINS = 62;
const DAY = 86_400_000;

// Bins { from, to, count } of the facts' first days: days, weeks, months or years, whichever are few enough.
// Early stragglers share the first bin, whose `from` is "" and whose `first` is the day of the earliest, so that one
// date of long ago does not press all others flat.
export function bins(facts, by) {
  const days = facts.map((fact) => daysOf(fact, by)[0]).filter(Boolean).sort();
  if (!days.length) return [];
  const last = days[days.length - 1];
  let first = days[0];
  const usual = days[Math.floor(days.length * 0.04)];
  if (between(usual, last) * 3 < between(first, last)) first = usual;
  const length = between(first, last);
  const unit = ["day", "week", "month", "year"].find((name) => length / { day: 1, week: 7, month: 30, year: 366 }[name] < MOST_BINS);
  const made = [];
  for (let from = binStart(first, unit ?? "year"); from <= last; from = binNext(from, unit ?? "year")) {
    made.push({ from, to: shifted(binNext(from, unit ?? "year"), -1), count: 0 });
  }
  if (days[0] < made[0].from) made.unshift({ from: "", first: days[0], to: shifted(made[0].from, -1), count: 0 });
  for (const [index, count] of tally(made, facts, by)) made[index].count = count;
  return made;
}

// Draws histogram and handles; `marked` are the facts in the picture.
export function drawTimeline(model, marked) {
  const made = bins(model.facts, state.by);
  const bar = byId("timeline");
  bar.hidden = made.length < 2;
  if (bar.hidden) return;
  const shown = tally(made, marked, state.by);
  const top = Math.max(...made.map((bin) => bin.count));
  const [low, high] = positions(made);
  const columns = made.map((bin, index) => {
    const height = (count) => (count ? 2 + (38 * count) / top : 0);
    const column = (count, kind) =>
      svg("rect", { x: index + 0.08, width: 0.84, y: 40 - height(count), height: height(count), class: kind });
    const title = svg("title", {}, `${binLabel(bin)}: ${t("facts", { n: bin.count })}`);
    return svg("g", {}, title, svg("rect", { x: index, width: 1, y: 0, height: 40, class: "reach" }),
      column(bin.count, "bin"), column(index >= low && index <= high ? (shown.get(index) ?? 0) : 0, "bin on"));
  });
  byId("histogram").replaceChildren(
    svg("svg", { viewBox: `0 0 ${made.length} 40`, preserveAspectRatio: "none", role: "img", "aria-label": t("histogram") }, ...columns),
  );
  handle("since", made, low);
  handle("until", made, high);
  byId("period").textContent = `${binLabel(made[low], "from")} – ${binLabel(made[high], "to")}`;
  byId("timeline-all").hidden = !(state.since || state.until);
  const undated = model.facts.filter((fact) => !daysOf(fact, state.by)[0]).length;
  byId("undated").textContent = undated ? t("undated", { n: undated }) : "";
  byId("by").value = state.by;
}

export function bindTimeline(model) {
  for (const end of ["since", "until"]) {
    byId(end).addEventListener("input", () => {
      const made = bins(model.facts, state.by);
      const other = Number(byId(end === "since" ? "until" : "since").value);
      const own = Number(byId(end).value);
      const [low, high] = end === "since" ? [Math.min(own, other), other] : [other, Math.max(own, other)];
      update({ since: low > 0 ? made[low].from : "", until: high < made.length - 1 ? made[high].to : "" });
    });
  }
  byId("timeline-all").addEventListener("click", () => update({ since: "", until: "" }));
  byId("by").addEventListener("change", (event) => update({ by: event.target.value, since: "", until: "" }));
}

function handle(id, made, position) {
  const input = byId(id);
  input.max = made.length - 1;
  input.value = position;
  input.setAttribute("aria-valuetext", binLabel(made[position], id === "since" ? "from" : "to"));
}

function positions(made) {
  const low = state.since ? made.findIndex((bin) => bin.to >= state.since) : 0;
  const high = state.until ? made.findLastIndex((bin) => bin.from <= state.until) : made.length - 1;
  return [low < 0 ? made.length - 1 : low, Math.max(0, high)];
}

// How many of the facts begin in each bin, by the bin's index.
function tally(made, facts, by) {
  const counts = new Map();
  for (const fact of facts) {
    const [found] = daysOf(fact, by);
    const index = found ? made.findLastIndex((bin) => bin.from <= found) : -1;
    if (index >= 0) counts.set(index, (counts.get(index) ?? 0) + 1);
  }
  return counts;
}

function binLabel(bin, end = "") {
  if (end === "from") return day(bin.from || bin.first);
  if (end === "to") return day(bin.to);
  if (!bin.from) return t("until", { day: day(bin.to) });
  return bin.from === bin.to ? day(bin.from) : `${day(bin.from)} – ${day(bin.to)}`;
}

function between(from, to) {
  return (Date.parse(to) - Date.parse(from)) / DAY;
}

function shifted(iso, days) {
  return new Date(Date.parse(iso) + days * DAY).toISOString().slice(0, 10);
}

function binStart(iso, unit) {
  if (unit === "year") return `${iso.slice(0, 4)}-01-01`;
  if (unit === "month") return `${iso.slice(0, 7)}-01`;
  if (unit === "day") return iso;
  return shifted(iso, -((new Date(iso).getUTCDay() + 6) % 7));
}

function binNext(iso, unit) {
  if (unit === "day") return shifted(iso, 1);
  if (unit === "week") return shifted(iso, 7);
  return binStart(shifted(iso, unit === "month" ? 31 : 366), unit);
}
