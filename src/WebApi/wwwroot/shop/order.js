// Orders: the list of a buyer's, and one with its time line as it happens.
import { make, toast } from "../shared/dom.js";
import { count, date, dateTime, money, sentence } from "../shared/format.js";
import { coalesced, command, follow, get, isUnanswered, newKey, part, pause, Problem, query } from "./api.js";
import { loadCart } from "./cart.js";
import { isSignedIn } from "./session.js";
import { address, ask, button, empty, facts, failed, field, icon, link, loading, section, skeleton, totals } from "./ui.js";
import { has, t } from "./text.js";

const pageSize = 20;
const lookEvery = 1_500;
const short = 10_000; // Milliseconds that are shown as such.

export async function orders({ signal, show }) {
  show(t("orders.title"), {}, skeleton(8), loading());
  const list = make("ul", { class: "orders" });
  const more = make("div", { class: "more" });
  const read = async (cursor) => {
    const page = await get(query("orders", { limit: pageSize, cursor }), signal);
    list.append(...page.items.map(entry));
    more.replaceChildren(...(page.nextCursor ? [button(t("orders.more"), next(page.nextCursor), "plain")] : []));
  };
  const next = (cursor) => () => read(cursor).catch((problem) => more.replaceChildren(failed(problem, next(cursor))));
  try {
    await read();
  } catch (problem) {
    // A shopper without a cart has no credentials yet, and so no orders.
    if (problem.status !== 401 || isSignedIn()) throw problem;
  }
  show(t("orders.title"), {}, !isSignedIn() && make("p", { class: "lead" }, t("orders.guest"), " ", link("sign-in?then=orders", t("nav.signIn"))),
    list.childElementCount > 0 ? [list, more]
      : empty("book", t("orders.none"), t("orders.noneText"), link("", t("browse"), "button")));
}

const entry = (order) => make("li", {}, make("a", { href: `#/order/${order.id}` },
  make("strong", {}, nameOf(order)), make("span", { class: `badge ${order.status}` }, t(`order.state.${stateOf(order)}`)),
  make("span", {}, order.lines.map((line) => line.title).join(", ")), make("span", { class: "price" }, money(order.total)),
  make("small", {}, make("time", { datetime: order.placedAt }, date(order.placedAt))),
  order.refunded.amount > 0 && make("small", {}, t("order.refunded", { amount: money(order.refunded) }))));

const nameOf = (order) => (order.number ? t("order.number", { number: order.number }) : t("order.title"));

// What matters most about it at this moment.
function stateOf(order) {
  const { status: paid, action } = order.payment;
  if (["refunded", "partially_refunded"].includes(paid)) return paid;
  if (order.status !== "pending") return order.status;
  if (action) return "requires_action";
  return order.needsReview ? "review" : paid === "processing" ? paid : "pending";
}

const isPending = (order) => order.status === "pending";

// The capture is the step after which a buyer can no longer cancel.
const canCancel = (order) => isPending(order) && !["capturing", "captured"].includes(order.payment.status);

const returnable = (order, line) => line.shipped - order.returns.filter((one) => one.status !== "rejected")
  .flatMap((one) => one.lines).filter((units) => units.line === line.line).reduce((sum, units) => sum + units.quantity, 0);

export async function order({ id, signal, show, rename }) {
  show(t("order.title"), {}, skeleton(10), loading());
  const regions = Object.fromEntries(["state", "actions", "goods", "after", "details"]
    .map((name) => [name, make("div", { class: `order-${name}` })]));
  regions.state.setAttribute("role", "status");
  const steps = make("ol", { class: "steps" });
  const drawn = {};
  let latest = null;
  let told = 0;
  const put = (name, key, build) => {
    const now = JSON.stringify(key);
    if (drawn[name] === now) return;
    drawn[name] = now;
    regions[name].replaceChildren(...[build()].flat(Infinity).filter(Boolean));
  };
  const read = coalesced(async () => {
    const [{ items }, found] = await Promise.all([get(`orders/${part(id)}/timeline`, signal), get(`orders/${part(id)}`, signal)]);
    if (latest !== null && nameOf(found) !== nameOf(latest)) rename(nameOf(found));
    const before = latest && stateOf(latest);
    latest = found;
    put("state", [stateOf(found), found.reason, found.fulfilment], () => stateOfOrder(found));
    put("actions", [found.payment.action, canCancel(found), found.returns, found.lines], () => actions(found, read));
    put("goods", [found.lines, found.total, found.refunded], () => section(t("order.goods"), goods(found), totals(found)));
    put("after", [found.shipments, found.returns, found.payment.refunds], () => afterSale(found));
    put("details", [found.shippingAddress, found.contact, found.number], () => section(t("order.details"), details(found)));
    steps.append(...items.slice(told).map((step) => stepOf(step, items[0].at)));
    told = items.length;
    if (before !== stateOf(found)) loadCart().catch(() => {}); // Only the number beside the cart.
  });
  await read();
  const connection = make("p", { class: "hint", role: "status" });
  show(nameOf(latest), {}, regions.state, regions.actions, make("div", { class: "checkout" },
    make("div", {}, regions.goods, regions.after, regions.details),
    make("div", { class: "aside" }, section(t("order.timeline"), connection, steps))));
  const again = () => read().then(() => { connection.textContent = ""; }, (problem) => {
    if (problem.name !== "AbortError") connection.textContent = t("order.lost");
  });
  follow(`orders/${part(id)}/events`, signal, (event) => {
    if (event.type === "lost") connection.textContent = t("order.lost");
    else again();
  });
  look(() => latest, again, signal).catch((failure) => { if (failure.name !== "AbortError") throw failure; });
}

// Not every step of a pending order is an event for others, such as a bank that asks its customer to confirm; nor is the
// decision on a return.
async function look(latest, again, signal) {
  for (;;) {
    await pause(lookEvery, signal);
    const isWaiting = isPending(latest()) || latest().returns.some((one) => one.status === "requested");
    if (isWaiting && !document.hidden) await again();
  }
}

function stateOfOrder(order) {
  const state = stateOf(order);
  const symbol = isPending(order) ? "pending" : order.status;
  const text = order.status === "cancelled" ? `${order.reason ? `${t(`reason.${order.reason}`)} ` : ""}${t("order.text.cancelled")}`
    : t(`order.text.${state}`);
  return make("div", { class: `status ${symbol}` }, icon(symbol), make("div", {}, make("strong", {}, t(`order.state.${state}`)), make("p", {}, text),
    order.status === "confirmed" && order.fulfilment && make("p", {}, t(`fulfilment.${order.fulfilment}`))));
}

const actions = (order, read) => [
  order.payment.action && make("a", { class: "button", href: order.payment.action.url }, t("order.confirm")),
  canCancel(order) && button(t("order.cancel"), () => cancel(order, read), "plain"),
  order.lines.some((line) => returnable(order, line) > 0) && button(t("return.ask"), () => requestReturn(order, read), "plain"),
];

// One command has one key: also when the dialog's button is pressed again after an answer was lost.
function commandOf(method, path) {
  let key = newKey();
  return async (body) => {
    try {
      return await command(method, path, body, { key });
    } catch (problem) {
      if (!isUnanswered(problem)) key = newKey();
      throw problem;
    }
  };
}

function cancel(order, read) {
  const send = commandOf("POST", `orders/${part(order.id)}/cancel`);
  ask({
    title: t("order.cancelTitle"), submit: t("order.cancel"), cancel: t("order.keep"), kind: "danger",
    content: make("p", {}, t("order.cancelText")),
    run: async () => { await send(); await read(); },
  });
}

function requestReturn(order, read) {
  const send = commandOf("POST", `orders/${part(order.id)}/returns`);
  const lines = order.lines.filter((line) => returnable(order, line) > 0);
  ask({
    title: t("return.title"), submit: t("return.send"),
    content: [make("p", {}, t("return.text")), lines.map((line) => field(t("return.units", { title: line.title, count: returnable(order, line) }),
      { type: "number", name: `line-${line.line}`, min: "0", max: returnable(order, line), step: "1", value: "0", inputmode: "numeric", required: true })),
    field(t("return.reason"), make("textarea", { name: "reason", rows: "3", maxlength: "500" }))],
    run: async (typed) => {
      const units = lines.map(({ line }) => ({ line, quantity: Number(typed[`line-${line}`]) })).filter((one) => one.quantity > 0);
      if (units.length === 0) throw new Problem(0, { code: "no_units" });
      await send({ lines: units, ...(typed.reason && { reason: typed.reason }) });
      await read();
      toast(t("return.sent"));
    },
  });
}

const goods = (order) => make("ul", { class: "brief" }, order.lines.map((line) => make("li", {},
  make("span", {}, make("a", { href: `#/book/${line.productId}` }, t("checkout.line", { count: line.quantity, title: line.title })),
    unitStates(line).map((text) => make("small", {}, text))), make("span", {}, money(line.total)))));

const unitStates = (line) => ["shipped", "returned", "refunded"].filter((name) => line[name] > 0)
  .map((name) => t(`line.${name}`, { count: line[name] }));

const unitsOf = (order, units) => units.map((one) =>
  t("checkout.line", { count: one.quantity, title: order.lines.find((line) => line.line === one.line)?.title ?? "" })).join(", ");

const afterSale = (order) => [
  order.shipments.length > 0 && section(t("shipments.title"), order.shipments.map((one) => facts(
    [t("shipments.state"), t(`shipment.${one.status}`)], [t("shipments.units"), unitsOf(order, one.lines)],
    one.carrier && [t("shipments.carrier"), one.carrier], one.tracking && [t("shipments.tracking"), one.tracking]))),
  order.returns.length > 0 && section(t("returns.title"), order.returns.map((one) => facts(
    [t("returns.state"), t(`return.state.${one.status}`)], [t("shipments.units"), unitsOf(order, one.lines)],
    one.reason && [t("return.reason"), one.reason], [t("returns.asked"), dateTime(one.requestedAt)]))),
  order.payment.refunds.length > 0 && section(t("refunds.title"), facts(...order.payment.refunds.map((one) =>
    [t(`refund.${one.status}`), money(one.amount)]))),
];

const details = (order) => [facts([t("order.id"), make("code", {}, order.id)], [t("order.placed"), dateTime(order.placedAt)],
  [t("order.payment"), t(`payment.${order.payment.status}`)], order.contact && [t("field.email"), order.contact.email]),
order.shippingAddress && make("div", { class: "addresses" }, make("div", {}, make("h3", {}, t("delivery.to")), address(order.shippingAddress)),
  order.billingAddress && make("div", {}, make("h3", {}, t("delivery.invoice")), address(order.billingAddress)))];

function stepOf({ type, at, details: facts }, start) {
  const mood = /cancel|compensation|void|releas|reject/.test(type) ? "bad" : /confirmed|captured|committed/.test(type) ? "good" : "";
  const after = Date.parse(at) - Date.parse(start);
  const when = after === 0 ? dateTime(at) : after < short ? t("timeline.after", { milliseconds: count(after) }) : dateTime(at);
  const name = `timeline.${type}`;
  return make("li", { class: mood }, make("span", {}, has(name) ? t(name) : sentence(type)), make("time", { datetime: at }, when),
    facts.retries && make("small", {}, t("timeline.retries", { count: Number(facts.retries) })));
}
