// One order: what was bought, its money, its goods, its time line, and what an operator can do about it.
import { get, may, part } from "./api.js";
import { badge, button, empty, facts, link, make, page, region, section, table, time } from "./dom.js";
import { duration, money, sentence, units } from "./format.js";
import { listen } from "./live.js";
import { addNote, cancelOrder, decidePayment, refund, ship } from "./order-actions.js";
import { changeShipment, decideReturn, receiveReturn, requestReturn } from "./returns.js";

export function order({ id, signal }) {
  const body = region(async () => {
    const [found, line] = await Promise.all([get(`orders/${part(id)}`, signal), get(`orders/${part(id)}/timeline`, signal)]);
    const payment = found.needsReview ? await get(`payments/${part(found.payment.id)}`, signal) : null;
    document.title = `${nameOf(found)} · ShopActors operations`;
    return show(found, line.items, payment, body.load);
  }, { signal, text: "Reading the order…" });
  listen((event) => { if (event.type === "gap" || event.subject === id) body.load(); }, signal);
  return body;
}

const nameOf = (order) => (order.number ? `Order ${order.number}` : "Order");

function show(order, entries, payment, reload) {
  const open = order.lines.some((line) => line.shipped < line.quantity);
  const can = {
    cancel: may("orders:cancel") && order.status === "pending",
    refund: may("refunds:create") && order.status === "confirmed" && order.payment.captured.amount > order.payment.refunded.amount,
    ship: may("orders:fulfil") && order.status === "confirmed" && open,
    takeBack: order.lines.some((line) => line.shipped > line.returned),
  };
  return page(nameOf(order), {
    back: link("orders", "All orders"), lead: make("code", {}, order.id),
    actions: [
      can.ship && button("Ship", () => ship(order, reload)),
      can.refund && button("Refund", () => refund(order, reload), "plain"),
      can.takeBack && button("Take back", () => requestReturn(order, reload), "plain"),
      can.cancel && button("Cancel the order", () => cancelOrder(order, reload), "danger"),
      may("orders:fulfil") && button("Add a note", () => addNote(order, reload), "plain")],
  },
  payment?.reviews?.length > 0 && section("Waiting for a decision", reviewList(order, payment, reload)),
  make("div", { class: "columns" }, make("div", {}, section("Goods", linesOf(order)), section("Shipments", shipments(order, reload)),
    order.returns.length > 0 && section("Returns", returns(order, reload)), section("Time line", timeline(entries))),
  make("div", {}, section("State", stateOf(order)), section("Money", moneyOf(order)), section("Buyer", buyerOf(order)),
    order.notes?.length > 0 && section("Notes", notesOf(order)))));
}

const linesOf = (order) => table("Lines", [{ name: "Item" }, { name: "Units", kind: "number" }, { name: "Each", kind: "number" },
  { name: "Paid", kind: "number" }, { name: "Shipped", kind: "number" }, { name: "Returned", kind: "number" },
  { name: "Refunded", kind: "number" }],
order.lines.map((line) => [
  make("span", { class: "two" }, link(`products/${line.productId}`, line.title),
    make("small", {}, link(`stock/${part(line.sku)}`, line.sku))),
  line.quantity, money(line.unitPrice), money(line.charge?.payable ?? line.total), line.shipped, line.returned, line.refunded]));

const stateOf = (order) => facts(
  ["Status", badge(order.status), order.reason && ` ${sentence(order.reason)}`],
  order.reasonDetails && ["Why", Object.entries(order.reasonDetails).map(([name, value]) => `${sentence(name)}: ${value}`).join(", ")],
  ["Goods", badge(order.fulfilment)], ["Payment", badge(order.payment.status)],
  order.payment.action && ["Payer has to confirm until", time(order.payment.action.until)],
  ["Placed", time(order.placedAt)], ["Ended", time(order.endedAt)]);

const moneyOf = (order) => [facts(["Subtotal", money(order.subtotal)],
  ...order.discounts.map((discount) => [discount.code ? `${discount.name} (${discount.code})` : discount.name,
    `−${money(discount.amount)}`]),
  ["Shipping", money(order.shipping)], [order.taxIncluded ? "Tax, included" : "Tax", money(order.tax)],
  ["Total", make("b", {}, money(order.total))], ["Captured", money(order.payment.captured)], ["Refunded", money(order.payment.refunded)]),
order.payment.refunds.length > 0 && table("Refunds", [{ name: "Refund" }, { name: "Status" }, { name: "Amount", kind: "number" }],
  order.payment.refunds.map((one) => [
    one.lines.length ? one.lines.map((entry) => `${entry.quantity} × ${order.lines[entry.line - 1].title}`).join(", ")
      : one.shipping ? "Shipping" : "An amount",
    [badge(one.status), one.code && ` ${one.code}`], money(one.amount)]))];

function buyerOf(order) {
  const address = (one) => one && make("address", {}, [one.name, one.company, one.line1, one.line2,
    `${one.postalCode ?? ""} ${one.city}`.trim(), one.region, one.country].filter(Boolean).map((line) => make("span", {}, line)));
  if (!order.contact && !order.shippingAddress) return empty("No contact", "The buyer left none, or it was erased.");
  return facts(order.contact && ["E-mail", order.contact.email], order.contact?.phone && ["Telephone", order.contact.phone],
    order.shippingMethod && ["Shipping method", order.shippingMethod.name ?? order.shippingMethod.id],
    order.shippingAddress && ["Ships to", address(order.shippingAddress)],
    order.billingAddress && ["Invoice to", address(order.billingAddress)]);
}

const unitsOf = (order, lines) => lines.map((entry) => `${entry.quantity} × ${order.lines[entry.line - 1].title}`).join(", ");

function shipments(order, reload) {
  if (!order.shipments.length) return empty("Nothing is shipped", null);
  return table("Shipments", [{ name: "Goods" }, { name: "Status" }, { name: "Carrier" }, { name: "" }], order.shipments.map((one) => [
    unitsOf(order, one.lines), badge(one.status), [one.carrier, one.tracking].filter(Boolean).join(" ") || "–",
    may("orders:fulfil") && one.status !== "delivered" && button("Change", () => changeShipment(order, one, reload), "plain small")]));
}

const returns = (order, reload) => table("Returns", [{ name: "Goods" }, { name: "Status" }, { name: "Reason" }, { name: "" }],
  order.returns.map((one) => [unitsOf(order, one.lines), badge(one.status), one.reason ?? "–",
    may("orders:fulfil") && [
      one.status === "requested" && button("Decide", () => decideReturn(order, one, reload), "plain small"),
      ["requested", "approved"].includes(one.status) && button("Receive", () => receiveReturn(order, one, reload), "plain small")]]));

const reviewList = (order, payment, reload) => table("Operations in review", [{ name: "Operation" }, { name: "Asked for" },
  { name: "Amount", kind: "number" }, { name: "" }],
payment.reviews.map((review) => [make("code", {}, review.operation), time(review.requestedAt), money(review.amount),
  may("payments:decide") && button("Decide", () => decidePayment(order, payment, review, reload), "small")]));

const notesOf = (order) => make("ul", { class: "notes" }, order.notes.map((note) => make("li", {}, make("p", {}, note.text),
  make("p", { class: "fine" }, note.by, ", ", time(note.at)))));

function timeline(entries) {
  const start = Date.parse(entries[0]?.at);
  return [make("p", { class: "fine" }, `${units(entries.length).replace("unit", "durable step")}, in the order in which they happened.`),
    make("ol", { class: "steps" }, entries.map((entry) => {
      const mood = /cancel|declin|fail|refus|void|expired|releas|review|compens/.test(entry.type) ? "bad"
        : /confirm|complet|captured|committed|shipment|received/.test(entry.type) ? "good" : "";
      const after = (Date.parse(entry.at) - start) / 1000;
      return make("li", { class: mood }, make("span", {}, sentence(entry.type)),
        make("time", { datetime: entry.at, title: entry.at }, after === 0 ? time(entry.at).textContent : `+${duration(after)}`),
        Object.keys(entry.details).length > 0 && make("small", {}, detailsOf(entry.details)));
    }))];
}

// Details are text; amounts are in minor units of the currency beside them.
const detailsOf = ({ currency, ...details }) => Object.entries(details).map(([name, value]) => `${sentence(name)}: ${
  currency && ["amount", "total"].includes(name) ? money({ amount: Number(value), currency }) : value}`).join(" · ");
