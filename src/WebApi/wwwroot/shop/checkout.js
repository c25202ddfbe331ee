// The checkout: delivery, shipping method, coupons and payment on one page, with the total beside them.
import { make, toast } from "../shared/dom.js";
import { money } from "../shared/format.js";
import { get, part } from "./api.js";
import { changeCart, currentCart, loadCart, placeOrder } from "./cart.js";
import { delivery } from "./delivery.js";
import { warnings } from "./drawer.js";
import { isSignedIn } from "./session.js";
import { busy, button, empty, explain, field, link, loading, note, problemNote, section, skeleton, totals } from "./ui.js";
import { t } from "./text.js";

const tokens = [
  "tok_ok", "tok_declined", "tok_insufficient_funds", "tok_timeout_before", "tok_timeout_after", "tok_slow", "tok_duplicate_webhook",
  "tok_late_webhook", "tok_bank_debit", "tok_bank_debit_failed", "tok_3ds",
];
let chosenToken = tokens[0];

export async function checkout({ signal, show, again, go }) {
  show(t("checkout.title"), {}, skeleton(12), loading());
  const cart = await loadCart({ checkStock: true, signal });
  if (!cart || cart.items.length === 0) {
    return show(t("checkout.title"), {}, empty("bag", t("cart.empty"), t("cart.emptyText"), link("", t("browse"), "button")));
  }
  if (cart.lockedBy) {
    return show(t("checkout.title"), {}, empty("pending", t("cart.locked"), t("cart.lockedText"),
      link(`order/${cart.lockedBy}`, t("cart.follow"), "button")));
  }

  const outcome = make("div", { class: "outcome" });
  const to = delivery();
  const methods = shipping(signal);
  const sums = make("div", { class: "sums" });
  const place = button("", () => busy(place, () => order({ to, methods, outcome, signal, go })), "wide");
  const draw = () => {
    const latest = currentCart();
    // Ordered or emptied in another tab; an order of this one leaves the page by itself.
    if (!latest || latest.items.length === 0 || latest.lockedBy) {
      if (place.getAttribute("aria-busy") !== "true") again();
      return;
    }

    sums.replaceChildren(make("ul", { class: "brief" }, latest.items.map((line) => make("li", {},
      make("span", {}, t("checkout.line", { count: line.quantity, title: line.title })), make("span", {}, money(line.total))))),
    totals(latest));
    place.textContent = t(latest.total.amount > 0 ? "checkout.place" : "checkout.placeFree", { total: money(latest.total) });
    methods.draw();
  };
  addEventListener("cart", draw, { signal });
  draw();
  show(t("checkout.title"), {},
    !isSignedIn() && make("p", { class: "lead" }, t("checkout.guest"), " ", link("sign-in?then=checkout", t("nav.signIn"))),
    make("div", { class: "checkout" },
      make("div", {}, to.element, methods.element, coupons(signal), payment()),
      make("div", { class: "aside" }, section(t("checkout.sum"), warnings(cart), sums, outcome, place,
        make("p", { class: "fine" }, t("checkout.once"))))));
  await methods.load();
}

// The methods depend on the address, so they are read again when it has changed.
function shipping(signal) {
  const list = make("div", { class: "choices" });
  const element = section(t("shipping.title"), list);
  let items = null;
  let readFor = null;
  const of = (cart) => JSON.stringify([cart.shippingAddress?.country, cart.items.map((line) => [line.id, line.quantity])]);

  async function load() {
    readFor = of(currentCart());
    try {
      items = (await get(`carts/${part(currentCart().id)}/shipping-methods`, signal)).items;
      show();
    } catch (problem) {
      if (problem.name === "AbortError") return;
      readFor = null;
      list.replaceChildren(problemNote(problem), button(t("retry"), load, "plain"));
    }
  }

  function show() {
    const chosen = currentCart().shippingMethod?.id;
    list.replaceChildren(...(items.length ? items.map((one) => choice("shipping", one.id, one.name, money(one.price), one.id === chosen,
      () => choose(one.id))) : [make("p", {}, t("shipping.none"))]));
  }

  async function choose(method) {
    try {
      await changeCart("PUT", "shipping-method", { method });
    } catch (problem) {
      toast(explain(problem));
      show();
    }
  }

  const draw = () => { if (items !== null && readFor !== null && readFor !== of(currentCart())) load(); };
  list.append(skeleton(2));
  return { element, load, draw, focus: () => element.querySelector("input")?.focus() };
}

const choice = (name, value, title, text, checked, onchange) => make("label", { class: "choice" },
  make("input", { type: "radio", name, value, checked, onchange }), make("span", {}, title), make("small", {}, text));

function coupons(signal) {
  const list = make("ul", { class: "coupons" });
  const failure = make("div", { id: "coupon-failure" });
  const go = make("button", { type: "submit", class: "button plain" }, t("coupon.add"));
  const code = field(t("coupon.code"), {
    name: "code", maxlength: "40", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", "aria-describedby": "coupon-failure",
  });
  const input = code.querySelector("input");
  const form = make("form", { class: "coupon", onsubmit: (event) => {
    event.preventDefault();
    if (!input.value.trim()) return input.focus();
    busy(go, async () => {
      await changeCart("POST", "coupons", { code: input.value.trim() });
      failure.replaceChildren();
      input.value = "";
      input.removeAttribute("aria-invalid");
    }, (problem) => {
      input.setAttribute("aria-invalid", "true");
      failure.replaceChildren(note("bad", make("p", {}, problem.code === "invalid_request" ? t("problem.coupon_not_found") : explain(problem))));
    });
  } }, code, go);
  const draw = () => list.replaceChildren(...(currentCart()?.coupons ?? []).map((one) => make("li", {},
    make("span", {}, one.code, !one.applied && make("small", {}, ` ${t("coupon.idle")}`)),
    make("button", { class: "text", type: "button", "aria-label": t("coupon.removeCode", { code: one.code }),
      onclick: (event) => busy(event.currentTarget, () => changeCart("DELETE", `coupons/${part(one.code)}`)) }, t("cart.remove")))));
  addEventListener("cart", draw, { signal });
  draw();
  return section(t("coupon.title"), list, form, failure);
}

const payment = () => section(t("pay.title"), make("fieldset", { class: "choices" }, make("legend", { class: "hint" }, t("pay.legend")),
  tokens.map((token) => choice("token", token, t(`pay.${token}`), t(`pay.${token}.text`), token === chosenToken,
    () => { chosenToken = token; }))));

async function order({ to, methods, outcome, signal, go }) {
  const seen = currentCart().total.amount;
  outcome.replaceChildren();
  try {
    if (!await to.save()) return;
  } catch {
    return; // The form says why.
  }

  const cart = currentCart();
  if (cart.missing.length > 0) {
    outcome.replaceChildren(note("bad", make("p", {}, t("problem.checkout_incomplete")),
      make("ul", {}, cart.missing.map((name) => make("li", {}, t(`missing.${name}`))))));
    if (cart.missing.includes("shippingMethod")) methods.focus();
    return;
  }
  if (cart.total.amount !== seen) {
    outcome.replaceChildren(note("mild", make("p", {}, t("checkout.totalChanged", { total: money(cart.total) }))));
    return;
  }

  try {
    const waiting = () => outcome.replaceChildren(note("mild", make("p", {}, t("checkout.waiting"))));
    const placed = await placeOrder(cart.total.amount > 0 ? chosenToken : undefined, waiting);
    to.forget();
    await loadCart().catch(() => {}); // The order is placed; the number beside the cart can wait.
    if (signal.aborted) toast(t("checkout.placed"));
    else go(`order/${placed.id}`, true);
  } catch (problem) {
    await refuse(problem, outcome);
  }
}

// Says why there is no order, with the lines that are short and the order that was cancelled.
async function refuse(problem, outcome) {
  const before = currentCart();
  await loadCart({ checkStock: true }).catch(() => {}); // What is shown stays as it was.
  const titleOf = (sku) => before.items.find((line) => line.sku === sku)?.title ?? sku;
  const short = problem.body?.lines?.map((line) => make("li", {}, t("checkout.short", { title: titleOf(line.sku), count: line.available })));
  outcome.replaceChildren(problemNote(problem, short && make("ul", {}, short),
    problem.body?.orderId && make("p", {}, link(`order/${problem.body.orderId}`, t("checkout.see")))));
  outcome.scrollIntoView({ block: "nearest" });
}
