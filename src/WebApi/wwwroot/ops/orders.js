// The orders of all buyers.
import { get, query } from "./api.js";
import { badge, empty, link, make, page, pages, table, time } from "./dom.js";
import { field, select, text, values } from "./form.js";
import { money, toInstant, units } from "./format.js";

const statuses = [["", "Any status"], ["pending", "Pending"], ["confirmed", "Confirmed"], ["cancelled", "Cancelled"]];
const fulfilments = [["", "Any fulfilment"], ["unfulfilled", "Unfulfilled"], ["partial", "Partial"], ["fulfilled", "Fulfilled"],
  ["delivered", "Delivered"]];
const reviews = [["", "With and without review"], ["true", "Needs a decision"], ["false", "Needs none"]];

export function orders({ search, signal }) {
  const chosen = (name) => search.get(name) ?? "";
  const form = make("form", { class: "filters", role: "search", "aria-label": "Orders", onsubmit: (event) => {
    event.preventDefault();
    location.hash = query("#/orders", values(form));
  } },
  field("Search", text("q", { type: "search", maxlength: "200", value: chosen("q"),
    placeholder: "Number, id, SKU, coupon, words of titles" })),
  field("Customer", text("customer", { value: chosen("customer"), placeholder: "Id or e-mail address" })),
  field("Status", select("status", statuses, chosen("status"))),
  field("Fulfilment", select("fulfilment", fulfilments, chosen("fulfilment"))),
  field("Review", select("needsReview", reviews, chosen("needsReview"))),
  field("Placed from", text("from", { type: "datetime-local", value: chosen("from") })),
  field("Placed before", text("to", { type: "datetime-local", value: chosen("to") })),
  make("div", { class: "row" }, make("button", { type: "submit", class: "button" }, "Search"), link("orders", "Clear")));
  const asked = { ...Object.fromEntries(search), from: toInstant(chosen("from")), to: toInstant(chosen("to")) };
  return page("Orders", { lead: "All buyers' orders, the latest first." }, make("div", { class: "card" }, form),
    make("div", { class: "card" }, pages((cursor) => get(query("ops/orders", { ...asked, limit: 25, cursor }), signal), ordersTable,
      empty("No order matches", "Leave out a condition, or search for other words."))));
}

export const ordersTable = (items) => table("Orders", [{ name: "Order" }, { name: "Placed" }, { name: "Status" }, { name: "Payment" },
  { name: "Goods" }, { name: "Total", kind: "number" }],
items.map((order) => [
  make("span", { class: "two" }, link(`orders/${order.id}`, order.number ? `No. ${order.number}` : `…${order.id.slice(-8)}`),
    make("small", {}, units(order.lines.reduce((sum, line) => sum + line.quantity, 0)), ": ", order.lines[0]?.title,
      order.lines.length > 1 && ` and ${order.lines.length - 1} more`)),
  time(order.placedAt), [badge(order.status), order.needsReview && badge("review", "Review")], badge(order.payment.status),
  badge(order.fulfilment), money(order.total)]));
