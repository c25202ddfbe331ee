// The cart beside any page: it follows the stock and the prices while it is open, and says what has changed.
import { make } from "../shared/dom.js";
import { money } from "../shared/format.js";
import { currentCart, loadCart, setQuantity } from "./cart.js";
import { cover } from "./cover.js";
import { busy, button, empty, failed, link, note, skeleton, stepper, totals } from "./ui.js";
import { t } from "./text.js";

const lookEvery = 5_000;
const quantityMax = 99;
const panel = document.getElementById("panel");
const body = document.getElementById("panel-body");
const heading = document.getElementById("panel-title");
let shown = null;
let drawn = "";

export const isOpen = () => panel.open;

export function open(close) {
  shown = new AbortController();
  heading.textContent = t("cart.title");
  drawn = "";
  if (currentCart()) draw(currentCart(), close);
  else body.replaceChildren(skeleton());
  if (!panel.open) panel.showModal();
  heading.focus({ preventScroll: true });
  look(close, shown.signal);
}

export function shut() {
  shown?.abort();
  shown = null;
  panel.close();
  body.replaceChildren();
}

async function look(close, signal) {
  let isFirst = true;
  while (!signal.aborted) {
    try {
      if (isFirst || !document.hidden) draw(await loadCart({ checkStock: true, signal }), close);
      isFirst = false;
    } catch (problem) {
      if (signal.aborted) return;
      // What is shown stays while the shop cannot be asked; the next look tries again.
      if (isFirst) body.replaceChildren(failed(problem, () => look(close, signal)));
      if (isFirst) return;
    }
    await new Promise((resolve) => setTimeout(resolve, lookEvery));
  }
}

function draw(cart, close) {
  const latest = JSON.stringify([cart, document.documentElement.lang]);
  if (latest === drawn) return;
  drawn = latest;
  const focused = body.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
  body.replaceChildren(...content(cart, close).flat().filter(Boolean));
  if (focused) {
    const same = [...body.querySelectorAll("button:not(:disabled)")].find((one) => one.getAttribute("aria-label") === focused);
    (same ?? heading).focus({ preventScroll: true });
  }
}

function content(cart, close) {
  if (!cart || cart.items.length === 0) {
    return [empty("bag", t("cart.empty"), t("cart.emptyText"), button(t("browse"), close))];
  }
  if (cart.lockedBy) {
    return [empty("pending", t("cart.locked"), t("cart.lockedText"), link(`order/${cart.lockedBy}`, t("cart.follow"), "button"))];
  }
  return [...warnings(cart), make("ul", { class: "lines" }, cart.items.map((line) => row(cart, line, close))),
    make("div", { class: "till" }, totals(cart), link("checkout", t("cart.checkout"), "button wide"))];
}

const change = (line, quantity, close) => setQuantity(line, quantity).then((cart) => draw(cart, close));

const row = (cart, line, close) => make("li", {}, cover(line.title, ""),
  make("div", {}, make("strong", {}, make("a", { href: `#/book/${line.productId}` }, line.title)),
    make("div", { class: "each" }, t("cart.each", { price: money(line.unitPrice) }))),
  make("span", { class: "price" }, money(line.total)),
  make("div", { class: "tools" },
    stepper(line.quantity, line.title, (quantity) => change(line, quantity, close), { max: quantityMax }),
    make("button", { class: "text", type: "button", "aria-label": t("cart.removeTitle", { title: line.title }),
      onclick: (event) => busy(event.currentTarget, () => change(line, 0, close)) }, t("cart.remove"))));

// What the shop says about lines, in words: prices are those of the line's currency.
export const warnings = (cart) => cart.warnings.map((warning) => {
  const line = cart.items.find((one) => one.id === warning.lineId);
  const price = (amount) => money({ ...cart.total, amount: Number(amount) });
  const { old, new: now, requested, available, quantity } = warning.details;
  return note("mild", make("p", {}, t(`warning.${warning.code}`, {
    title: line?.title ?? warning.sku, old: old && price(old), new: now && price(now), count: Number(available ?? quantity ?? 0),
    requested: Number(requested ?? 0),
  })));
});
