// A field that finds names: suggestions while typing, arrow keys, Enter, Escape.  Used for searching and for ways.

import { h, name } from "./dom.js";
import { t } from "./i18n.js";
import { kindSymbol } from "./symbols.js";
import { fit, folded, shortened } from "./text.js";

const MOST_FOUND = 8;
let fields = 0;

// The best nodes for a query: { node, alias } with the alias that fitted where the name itself did not.
export function suggestions(nodes, query) {
  const wanted = folded(query);
  if (!wanted[0]) return [];
  const found = [];
  for (const node of nodes) {
    let best = 0;
    let alias = "";
    // Folding thousands of names takes a while: not before somebody searches, and once.
    node.names ??= [node.label, ...node.aliases].map(folded);
    node.names.forEach((target, position) => {
      // A name counts for more than an alias that fits as well.
      const value = fit(wanted, target) - (position ? 0.1 : 0);
      if (value > best) {
        best = value;
        alias = position ? node.aliases[position - 1] : "";
      }
    });
    // Names without a relation come last, for there is nothing to see of them.
    if (best > 0) found.push({ node, alias, best: node.edges.length ? best : best - 3 });
  }
  // Nodes come strongest first, and sorting keeps that order among equals.
  return found.sort((a, b) => b.best - a.best).slice(0, MOST_FOUND);
}

// Makes a text field a combobox for these nodes; `choose(node)` is called with the name that the reader takes.
export class NameField {
  constructor(model, input, nodes, choose) {
    fields += 1;
    this.model = model;
    this.input = input;
    this.nodes = nodes;
    this.choose = choose;
    this.found = [];
    this.active = -1;
    this.list = h("ul", { class: "suggestions", role: "listbox", id: `suggestions-${fields}`, hidden: true });
    input.after(this.list);
    for (const [attribute, value] of Object.entries({
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    })) {
      input.setAttribute(attribute, value);
    }
    input.addEventListener("input", () => this.open());
    input.addEventListener("focus", () => input.value && this.open());
    input.addEventListener("blur", () => this.close());
    input.addEventListener("keydown", (event) => this.key(event));
  }

  open() {
    this.found = suggestions(this.nodes, this.input.value);
    this.active = -1;
    const rows = this.found.map(({ node, alias }, position) => this.option(node, alias, position));
    const none = h("li", { class: "none" }, t("search.none"));
    this.list.replaceChildren(...(rows.length || !this.input.value.trim() ? rows : [none]));
    this.expand(this.list.childElementCount > 0);
  }

  close() {
    this.expand(false);
    this.input.removeAttribute("aria-activedescendant");
  }

  option(node, alias, position) {
    const take = (event) => {
      event.preventDefault(); // keeps the focus in the field, whose loss would close the list first
      this.take(position);
    };
    const namesake = this.found.some((other) => other.node !== node && other.node.label === node.label);
    const hint = namesake ? node.id.replace(/^\w+:/, "") : alias; // ids tell namesakes apart: "friedrich-merz-2"
    return h(
      "li",
      { role: "option", id: `${this.list.id}-${position}`, "aria-selected": "false", onmousedown: take },
      kindSymbol(this.model, node.kind),
      h("span", { class: "found" }, name(shortened(node.label, 60)), hint && h("small", {}, name(shortened(hint, 60)))),
      h("small", {}, node.edges.length ? t("articles", { n: node.documents }) : t("loose.short")),
    );
  }

  key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (steps && this.found.length) {
      if (this.list.hidden) this.expand(true);
      const from = this.active < 0 && steps < 0 ? 0 : this.active; // up from the field is the last one
      this.mark((from + steps + this.found.length) % this.found.length);
    } else if (event.key === "Enter" && !this.list.hidden && this.found.length) {
      this.take(Math.max(0, this.active));
    } else if (event.key === "Escape" && !this.list.hidden) {
      this.close();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  mark(position) {
    this.active = position;
    [...this.list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === position)));
    this.input.setAttribute("aria-activedescendant", `${this.list.id}-${position}`);
    this.list.children[position].scrollIntoView({ block: "nearest" });
  }

  take(position) {
    const { node } = this.found[position];
    this.input.value = node.label;
    this.close();
    this.choose(node);
  }

  expand(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
  }
}
