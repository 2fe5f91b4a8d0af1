// Elements from plain values.  Text reaches the page as text nodes alone: no module sets innerHTML or a style string.

const SVG = "http://www.w3.org/2000/svg";

// h("button", { class: "x", onclick: f, "aria-label": "y" }, "text", child, null) -> element.
// Attributes that are false, null or undefined are left out; functions become listeners.
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

// The same for drawings: h.svg would read better, but one function per file of names is easier to find.
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

export function byId(id) {
  return document.getElementById(id);
}

// The names of people and places are written in any direction; each keeps its own to itself.
export function name(text) {
  return h("bdi", {}, text);
}

export function show(element, visible) {
  element.hidden = !visible;
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(key.slice(2), value);
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(key, value === true ? "" : String(value));
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}
