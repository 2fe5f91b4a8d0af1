// Colours of the picture, taken from the style sheet so that the light and the dark page have one source.

let colours = {};
let kinds = {};

export function readPalette(model) {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  const names = ["canvas", "ink", "soft", "line", "accent", "denied", "paper", "cluster"];
  colours = Object.fromEntries(names.map((name) => [name, read(name)]));
  const lift = Number(read("lift"));
  kinds = Object.fromEntries(Object.entries(model.kinds).map(([kind, { colour }]) => [kind, lifted(colour, lift)]));
  for (const [kind, value] of Object.entries(kinds)) document.documentElement.style.setProperty(`--kind-${kind}`, value);
}

export function colour(name) {
  return colours[name];
}

export function kindColour(kind) {
  return kinds[kind] ?? kinds.CONCEPT;
}

// How a line of this status looks: dashes in pixels, and how solid it is.
export function lineStyle(status) {
  return {
    colour: status === "denied" ? colours.denied : colours.line,
    dashes: { reported: [7, 4], planned: [1.5, 4] }[status] ?? false,
    opacity: { possible: 0.4 }[status] ?? 0.85,
  };
}

export function lineWidth(weight) {
  return Math.min(8, 1.6 + 1.6 * Math.log2(Math.max(1, weight)));
}

// Towards white, so that the colours of the light page stand out on the dark one.
function lifted(hex, share) {
  const parts = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return `rgb(${parts.map((part) => Math.round(part + (255 - part) * share)).join(", ")})`;
}
