// One fact as the reader checks it: the sentence with its words marked, who says it, when, where, and the article.

import { h, name } from "./dom.js";
import { day, period, t } from "./i18n.js";
import { badge, statusSymbol } from "./symbols.js";

const ROLES = { s: "subject", o: "object", p: "predicate" };
const TURNED = { s: "o", o: "s", p: "p" };

export function evidence(fact) {
  return h(
    "article",
    { class: "evidence", "data-fact": fact.index },
    fact.sentence && h("blockquote", { dir: "auto", lang: "de" }, ...marked(fact)),
    h("p", { class: "marks-of" }, ...circumstances(fact)),
    h("p", { class: "origin" }, ...origin(fact)),
  );
}

// The facts of an edge or a name, those of the latest days first; long lists open step by step.
export function evidenceList(facts, step = 20) {
  const list = h("div", { class: "evidence-list" });
  const more = h("button", { type: "button", class: "more", onclick: () => grow() });
  let drawn = 0;
  const grow = () => {
    more.before(...facts.slice(drawn, drawn + step).map(evidence));
    drawn += step;
    more.hidden = drawn >= facts.length;
    more.textContent = t("more", { n: Math.min(step, facts.length - drawn) });
  };
  list.append(more);
  grow();
  return list;
}

export function byDay(facts) {
  const key = (fact) => fact.from || fact.doc.date;
  return [...facts].sort((a, b) => (key(a) < key(b) ? 1 : key(a) > key(b) ? -1 : a.index - b.index));
}

// Sentence pieces with <mark>; the marks are start, end, role in one flat list.
function marked(fact) {
  const { sentence, marks } = fact;
  const pieces = [];
  let at = 0;
  for (let position = 0; position < marks.length; position += 3) {
    const [start, end, role] = marks.slice(position, position + 3);
    // A symmetric fact told from the other side: colours follow the heading, not the sentence.
    const seen = fact.reversed ? TURNED[role] : role;
    pieces.push(sentence.slice(at, start), h("mark", { class: ROLES[seen] }, sentence.slice(start, end)));
    at = end;
  }
  pieces.push(sentence.slice(at));
  return pieces;
}

function circumstances(fact) {
  const when = fact.own && fact.time ? period(fact.time) : "";
  const said = fact.timeText && fact.timeText !== when ? t("time.said", { text: fact.timeText }) : "";
  return [
    h("span", { class: `badge status-${fact.status}` }, statusSymbol(fact.status), t(`status.${fact.status}`)),
    fact.sources.length > 0 && badge([t("according"), " ", name(fact.sources.join(", "))], "who"),
    when && badge([when, said && h("small", {}, " ", said)], "when"),
    fact.place && badge(name(fact.place), "where"),
    fact.amount && badge(name(fact.amount), "amount"),
  ];
}

function origin(fact) {
  const { doc } = fact;
  const parts = [article(doc)];
  if (doc.host) parts.push(h("span", { class: "medium" }, name(doc.host)));
  if (doc.date) parts.push(h("time", { datetime: doc.date }, day(doc.date)));
  parts.push(h("span", { class: "score", title: t("score.long") }, t("score", { n: Math.round(fact.score * 100) })));
  return parts;
}

// The title of an article, linked where its address is known; the file's name shows under the pointer.
export function article(doc) {
  const title = name(doc.title || doc.name);
  const link = safeLink(doc.url);
  if (!link) return h("span", { class: "title", title: doc.name }, title);
  return h("a", { href: link, target: "_blank", rel: "noopener noreferrer", title: doc.name }, title);
}

// Addresses were checked when the page was written; a page that someone has changed is checked again.
function safeLink(address) {
  if (!address || !URL.canParse(address)) return "";
  return ["http:", "https:"].includes(new URL(address).protocol) ? address : "";
}
