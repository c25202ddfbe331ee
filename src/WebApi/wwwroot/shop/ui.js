// The shapes that the shop's pages share.
import { draw, make, toast } from "../shared/dom.js";
import { money } from "../shared/format.js";
import { Problem } from "./api.js";
import { has, t } from "./text.js";

const icons = {
  plus: "M12 6v12M6 12h12", book: "M4 6c3-1 6-1 8 1 2-2 5-2 8-1v13c-3-1-6-1-8 1-2-2-5-2-8-1zM12 7v13",
  bag: "M5 8.5h14l-1.2 12H6.2zM9 11V7a3 3 0 0 1 6 0v4",
  cloud: "M7 18a4 4 0 0 1 0-8 5.5 5.5 0 0 1 10.5 1A3.5 3.5 0 0 1 17 18M4 4l16 16",
  confirmed: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m-4 9 3 3 5-6", cancelled: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m-3 6 6 6m0-6-6 6",
  pending: "M12 3a9 9 0 1 1-9 9",
};

export const icon = (name) => draw("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, draw("path", { d: icons[name] }));

export const button = (text, onclick, kind = "") => make("button", { type: "button", class: `button ${kind}`, onclick }, text);

export const link = (hash, text, kind) => make("a", { href: `#/${hash}`, class: kind }, text);

export const section = (title, ...content) => make("section", { class: "card" }, make("h2", {}, title), content);

export const facts = (...pairs) => make("dl", { class: "facts" }, pairs.filter(Boolean).map(([name, ...value]) =>
  [make("dt", {}, name), make("dd", {}, value)]));

export const empty = (symbol, title, text, action) =>
  make("div", { class: "empty" }, icon(symbol), title && make("p", {}, make("strong", {}, title)), text && make("p", {}, text), action);

export const loading = (text = t("loading")) => make("p", { class: "hidden", role: "status" }, text);

// Grey bars in the place of what is being read, so that nothing moves when it comes.
export const skeleton = (lines = 6) => make("div", { class: "skeleton", "aria-hidden": "true" },
  Array.from({ length: lines }, () => make("i")));

// What went wrong, in the reader's language. The shop's own words are English: they follow where the code is new here.
export function explain(problem) {
  if (!(problem instanceof Problem)) {
    console.error(problem);
    return t("problem.page");
  }

  const key = `problem.${problem.code}`;
  if (has(key)) return t(key, problem.body);
  return `${t("problem.other")} ${problem.message}`;
}

export const note = (kind, ...content) => make("div", { class: `notice ${kind}`, role: kind === "bad" ? "alert" : "status" }, content);

export const problemNote = (problem, ...more) => note("bad", make("p", {}, explain(problem)), more);

// What is not there, or belongs to someone else; a shopper without credentials has nothing.
export const isMissing = (problem) => problem instanceof Problem && [401, 403, 404].includes(problem.status);

export function failed(problem, retry) {
  return make("div", { role: "alert" }, isMissing(problem) ? empty("book", "", t("missing.text"), link("", t("browse"), "button"))
    : empty("cloud", "", explain(problem), button(t("retry"), retry)));
}

// Runs an action of a button, which waits meanwhile. What goes wrong is said.
export async function busy(element, action, say = (problem) => toast(explain(problem))) {
  if (element.getAttribute("aria-busy") === "true") return;
  element.setAttribute("aria-busy", "true");
  try {
    await action();
  } catch (problem) {
    if (problem.name !== "AbortError") say(problem);
  } finally {
    element.removeAttribute("aria-busy");
  }
}

let fields = 0;
export function field(label, attributes, hint) {
  const id = `field-${++fields}`;
  const control = attributes instanceof Element ? attributes : make("input", { type: "text", ...attributes });
  control.id = id;
  if (hint) control.setAttribute("aria-describedby", `${id}-hint`);
  return make("div", { class: "field" }, make("label", { for: id }, label), control, hint && make("p", { class: "hint", id: `${id}-hint` }, hint));
}

export const values = (form) => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));

export function stepper(quantity, label, change, { min = 1, max = Infinity } = {}) {
  const step = (by, text, sign) => make("button", {
    type: "button", "aria-label": t(text, { title: label }), disabled: quantity + by < min || quantity + by > max,
    onclick: (event) => busy(event.currentTarget, () => change(quantity + by)),
  }, sign);
  return make("div", { class: "stepper" }, step(-1, "stepper.fewer", "−"), make("output", {}, quantity), step(1, "stepper.more", "+"));
}

// How a total comes about: of a cart, or of an order.
export function totals(of) {
  const row = (name, value, kind) => make("div", { class: kind }, make("dt", {}, name), make("dd", {}, value));
  const less = (amount) => money({ ...amount, amount: -amount.amount });
  const refunded = of.refunded?.amount > 0;
  return make("dl", { class: "totals" },
    row(t("total.subtotal"), money(of.subtotal)),
    of.discounts.map((one) => row(one.code ? `${one.name} (${one.code})` : one.name, less(one.amount), "less")),
    of.shippingMethod && row(t("total.shipping", { method: of.shippingMethod.name ?? of.shippingMethod.id }), money(of.shipping)),
    of.tax.amount > 0 && row(t(of.taxIncluded ? "total.taxIncluded" : "total.tax"), money(of.tax), of.taxIncluded ? "soft" : ""),
    row(t("total.total"), money(of.total), "sum"),
    refunded && row(t("total.refunded"), less(of.refunded), "less"));
}

export const address = (of) => make("address", {}, [of.name, of.company, of.line1, of.line2,
  [of.postalCode, of.city].filter(Boolean).join(" "), of.region, countryName(of.country)].filter(Boolean).map((line) => make("span", {}, line)));

const countryName = (code) => new Intl.DisplayNames([document.documentElement.lang], { type: "region" }).of(code);

// A question before a step that cannot be taken back. The action's failure keeps the dialog open.
export function ask({ title, content, submit, cancel = t("dialog.cancel"), kind = "", run }) {
  const opener = document.activeElement;
  const failure = make("div");
  const go = make("button", { type: "submit", class: `button ${kind}` }, submit);
  const form = make("form", { onsubmit: (event) => {
    event.preventDefault();
    failure.replaceChildren();
    busy(go, async () => {
      await run(values(form));
      dialog.close();
    }, (problem) => failure.replaceChildren(problemNote(problem)));
  } }, content, failure, make("div", { class: "row" }, button(cancel, () => dialog.close(), "plain"), go));
  const heading = make("h2", { id: "ask-title", tabindex: "-1" }, title);
  const dialog = make("dialog", { class: "ask", "aria-labelledby": "ask-title" }, heading, form);
  dialog.addEventListener("cancel", (event) => { if (go.getAttribute("aria-busy")) event.preventDefault(); });
  dialog.addEventListener("close", () => {
    dialog.remove();
    (opener?.isConnected ? opener : document.querySelector("#page h1"))?.focus({ preventScroll: true });
  });
  document.body.append(dialog);
  dialog.showModal();
  (form.querySelector("input, select, textarea") ?? heading).focus();
}
