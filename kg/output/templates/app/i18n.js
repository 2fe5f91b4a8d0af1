// The words of the interface, in German and English, and how each language writes days and numbers.

import { byId } from "./dom.js";

const WORDS = JSON.parse(byId("texts").textContent);
let current = "de";

export function setLanguage(language) {
  current = language in WORDS ? language : "de";
  document.documentElement.lang = current;
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", t(element.dataset.label));
    element.title = t(element.dataset.label);
  }
  for (const element of document.querySelectorAll("[data-hint]")) element.placeholder = t(element.dataset.hint);
}

export function languageNow() {
  return current;
}

// t("facts", { n: 3 }) -> "3 Belege"; a number picks "facts.one" where that exists.  Unknown keys stand as they are.
export function t(key, values = {}) {
  const words = WORDS[current];
  const one = values.n === 1 ? words[`${key}.one`] : undefined;
  const pattern = one ?? words[key] ?? key.split(".").pop();
  return pattern.replace(/\{(\w+)\}/g, (_, field) => {
    const value = values[field];
    return typeof value === "number" ? value.toLocaleString(current) : String(value ?? "");
  });
}

// "2025-07-12" -> "12. Juli 2025"; months and years alone are fine, anything else stands as it is.
export function day(iso, length = "long") {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(iso);
  if (!match) return iso;
  const [, year, month, date] = match;
  if (!month) return year;
  const options = { timeZone: "UTC", year: "numeric", month: length };
  if (date) options.day = "numeric";
  return new Date(Date.UTC(+year, +month - 1, +(date ?? 1))).toLocaleDateString(current, options);
}

// An ISO time with both ends: "2022-02/.." -> "seit Februar 2022".
export function period(iso) {
  const [left, right] = iso.split("/");
  if (right === undefined) return day(left);
  if (right === "" || right === "..") return t("since", { day: day(left) });
  if (left === "" || left === "..") return t("until", { day: day(right) });
  return `${day(left)} – ${day(right)}`;
}
