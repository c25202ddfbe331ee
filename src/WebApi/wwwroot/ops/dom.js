// Elements, and the shapes that all areas share: tables, facts, states of loading and failing.
import { draw, make, toast } from "../shared/dom.js";
import { dateTime, sentence } from "./format.js";

export { draw, make, toast };

export const link = (hash, ...content) => make("a", { href: `#/${hash}` }, content);

export const time = (text) => (text ? make("time", { datetime: text }, dateTime(text)) : "–");

const moods = {
  good: ["confirmed", "captured", "fulfilled", "delivered", "active", "published", "succeeded", "running", "completed", "in_stock",
    "received", "approved"],
  bad: ["cancelled", "declined", "failed", "failing", "refused", "disabled", "out", "rejected", "review"],
  warn: ["pending", "requires_action", "low", "partial", "draft", "paused", "parked", "starting", "stopping", "requested",
    "authorising", "processing", "capturing", "partially_refunded", "packed"],
};

export function badge(name, text = sentence(name)) {
  const mood = Object.keys(moods).find((one) => moods[one].includes(name)) ?? "plain";
  return make("span", { class: `badge ${mood}` }, text);
}

export const button = (text, onclick, kind = "") => make("button", { type: "button", class: `button ${kind}`, onclick }, text);

export function page(title, { lead, actions = [], back } = {}, ...content) {
  return [
    make("header", { class: "head" },
      make("div", {}, back && make("p", { class: "back" }, back), make("h1", { tabindex: "-1" }, title),
        lead && make("p", { class: "lead" }, lead)),
      actions.filter(Boolean).length > 0 && make("div", { class: "actions" }, actions)),
    content,
  ];
}

export const section = (title, ...content) => make("section", { class: "card" }, make("h2", {}, title), content);

export const facts = (...pairs) => make("dl", { class: "facts" }, pairs.filter(Boolean).map(([name, ...value]) =>
  make("div", {}, make("dt", {}, name), make("dd", {}, value))));

// The roles are stated, because a phone shows rows as blocks, which takes the elements' own roles away.
export function table(caption, columns, rows) {
  const cell = (column, value) =>
    make("td", { role: "cell", class: column.kind, "data-label": column.name }, make("span", {}, value));
  return make("table", { role: "table" },
    make("caption", { class: "hidden" }, caption),
    make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, columns.map((column) =>
      make("th", { role: "columnheader", scope: "col", class: column.kind },
        column.name || make("span", { class: "hidden" }, "Actions"))))),
    make("tbody", { role: "rowgroup" }, rows.map((row) =>
      make("tr", { role: "row" }, columns.map((column, index) => cell(column, row[index]))))));
}

export const empty = (title, text, ...actions) =>
  make("div", { class: "empty" }, make("p", { class: "strong" }, title), text && make("p", {}, text), actions);

export const loading = (text = "Loading…") => make("p", { class: "loading", role: "status" }, text);

export function problemNote(problem, retry) {
  const needed = problem.body?.scope;
  return make("div", { class: "note bad", role: "alert" },
    make("p", { class: "strong" }, problem.title ?? "The console failed"),
    make("p", {}, problem.message, needed && ` Your key lacks the scope ${needed}.`),
    problem.code && make("p", { class: "fine" }, "Code ", make("code", {}, problem.code),
      problem.body?.traceId && [", trace ", make("code", {}, problem.body.traceId)]),
    retry && button("Try again", retry));
}

export const withoutScope = (...scopes) => make("div", { class: "note" },
  make("p", { class: "strong" }, "Your key does not allow this"),
  make("p", {}, `It needs the ${scopes.length > 1 ? "scopes" : "scope"} `, scopes.map((scope, index) =>
    [index > 0 && " and ", make("code", {}, scope)]), ". Ask an operator with operators:manage for another key."));

// A part of a page that loads by itself: it keeps its place while it does, and offers to try again.
export function region(load, { text, signal, kind = "" } = {}) {
  const element = make("div", { class: `region ${kind}` });
  element.load = async () => {
    element.setAttribute("aria-busy", "true");
    if (!element.firstChild || element.querySelector(":scope > .note.bad")) element.replaceChildren(loading(text));
    try {
      const content = [await load()].flat(Infinity).filter(Boolean);
      if (signal?.aborted) return;
      const focused = element.contains(document.activeElement) ? document.activeElement : null;
      element.replaceChildren(...content);
      keepFocus(element, focused);
    } catch (problem) {
      if (problem.name !== "AbortError" && !signal?.aborted) element.replaceChildren(problemNote(problem, element.load));
    } finally {
      element.removeAttribute("aria-busy");
    }
  };
  element.load();
  return element;
}

// What had the focus has it again where it was drawn anew; a page that arrives late gets it as any other page does.
function keepFocus(element, focused) {
  const same = focused && [...element.querySelectorAll("a, button")].find((one) => one.textContent === focused.textContent);
  const isWaiting = document.activeElement === document.body || document.activeElement.id === "main";
  if (isWaiting) (same ?? element.querySelector("h1"))?.focus({ preventScroll: true });
}

// A list that goes on page by page; the rows so far stay when the next page fails.
export function pages(load, show, nothing) {
  const items = [];
  let cursor;
  const list = make("div", { class: "region" });
  const more = make("div", { class: "more" });
  const next = async () => {
    more.replaceChildren(loading());
    try {
      const read = await load(cursor);
      items.push(...read.items);
      cursor = read.nextCursor;
      list.replaceChildren(items.length || cursor ? show(items) : nothing);
      more.replaceChildren(...(cursor ? [button("Show more", next, "plain")] : []));
    } catch (problem) {
      if (problem.name !== "AbortError") more.replaceChildren(problemNote(problem, next));
    }
  };
  next();
  return [list, more];
}
