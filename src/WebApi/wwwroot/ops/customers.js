// Customers: a list to search in, and what is known of one.
import { call, get, may, part, query } from "./api.js";
import { act } from "./dialog.js";
import { badge, button, empty, facts, link, make, page, pages, region, section, table, time, toast, withoutScope } from "./dom.js";
import { field, text, values } from "./form.js";
import { count, money } from "./format.js";
import { ordersTable } from "./orders.js";

export function customers({ search, signal }) {
  const q = search.get("q") ?? "";
  const form = make("form", { class: "filters", role: "search", "aria-label": "Customers", onsubmit: (event) => {
    event.preventDefault();
    location.hash = query("#/customers", values(form));
  } },
  field("Search", text("q", { type: "search", maxlength: "200", value: q, placeholder: "Id, e-mail address, parts of names" })),
  make("div", { class: "row" }, make("button", { type: "submit", class: "button" }, "Search"), link("customers", "Clear")));
  return page("Customers", { lead: "The latest registered first. Their orders are counted a moment after they are confirmed." },
    make("div", { class: "card" }, form),
    make("div", { class: "card" }, pages((cursor) => get(query("ops/customers", { q, limit: 25, cursor }), signal), customersTable,
      empty("No customer matches", "Names and addresses are searched for every word, in any part of them."))));
}

const customersTable = (items) => table("Customers", [{ name: "Customer" }, { name: "Registered" }, { name: "Verified" },
  { name: "Orders", kind: "number" }, { name: "Spent", kind: "number" }, { name: "Last order" }],
items.map((one) => [
  make("span", { class: "two" }, link(`customers/${one.id}`, one.name), make("small", {}, one.email)),
  time(one.createdAt), verified(one), count(one.orderCount), spent(one), lastOrder(one)]));

const verified = (one) => badge(one.emailVerified ? "active" : "pending", one.emailVerified ? "Yes" : "No");
const spent = (one) => one.spent.map(money).join(", ") || "–";
const lastOrder = (one) => (one.lastOrderId ? link(`orders/${one.lastOrderId}`, time(one.lastOrderAt)) : "–");

export function customer({ id, signal }) {
  const body = region(async () => {
    const [{ data, tag }, record, sessions] = await Promise.all([call("GET", `users/${part(id)}`, { signal }),
      get(`ops/customers/${part(id)}`, signal), get(`users/${part(id)}/sessions`, signal)]);
    return show({ ...record.customer, ...data }, tag, sessions.items, signal, body.load);
  }, { signal, text: "Reading the customer…" });
  return body;
}

function show(one, tag, sessions, signal, reload) {
  return page(one.name, { back: link("customers", "Customers"), lead: make("code", {}, one.id), actions: [
    button("Change", () => change(one, tag, reload)), button("Export", () => download(one), "plain"),
    button("Delete", () => erase(one), "danger")] },
  section("Profile", facts(["E-mail", one.email], ["Verified", verified(one)],
    ["Registered", time(one.createdAt)], ["Version", one.version], ["Orders", count(one.orderCount)], ["Spent", spent(one)],
    ["Last order", lastOrder(one)])),
  section("Sessions", sessions.length ? table("Sessions", [{ name: "Begun" }, { name: "Last used" }, { name: "" }],
    sessions.map((session) => [time(session.createdAt), time(session.lastUsedAt),
      button("End", () => endSession(one, session, reload), "plain small")])) : empty("No session is open", null)),
  section("Orders", may("orders:read") ? pages((cursor) =>
    get(query("ops/orders", { customer: one.id, limit: 25, cursor }), signal), ordersTable, empty("No orders", null))
    : withoutScope("orders:read")));
}

function change(one, tag, after) {
  act({
    title: `Change ${one.name}`, submit: "Change", after,
    content: [field("Name", text("name", { required: true, maxlength: "200", value: one.name })),
      field("E-mail", text("email", { type: "email", required: true, maxlength: "254", value: one.email }))],
    plan: ({ name, email }) => {
      if (name === one.name && email === one.email) return { missing: "Nothing is changed yet." };
      return {
        says: [name !== one.name && `The name becomes ${name}.`,
          email !== one.email && `The e-mail address becomes ${email} and counts as not verified.`],
        request: { method: "PUT", path: `users/${part(one.id)}`, headers: { "If-Match": tag }, body: { name, email } },
      };
    },
    done: () => "The profile is changed.",
  });
}

function endSession(one, session, after) {
  act({
    title: "End a session", submit: "End the session", danger: true, after,
    plan: () => ({
      says: [`This signs ${one.name} out where this session is used.`],
      request: { method: "DELETE", path: `users/${part(one.id)}/sessions/${part(session.id)}` },
    }),
    done: () => "The session has ended.",
  });
}

function erase(one) {
  act({
    title: `Delete ${one.name}`, submit: "Delete for good", danger: true,
    content: [field("Type the e-mail address to confirm", text("email"))],
    plan: ({ email }) => (email === one.email ? {
      says: [`This erases the profile of ${one.name} and ends every session, for good.`, "Orders stay."],
      request: { method: "DELETE", path: `users/${part(one.id)}` },
    } : { missing: `Type ${one.email} to delete this customer.` }),
    done: () => "The customer is deleted.", after: () => { location.hash = "#/customers"; },
  });
}

// The reading is in the log of operators, as every export is.
async function download(one) {
  const { data } = await call("GET", `users/${part(one.id)}/export`);
  const file = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: "application/json" }));
  make("a", { href: file, download: `${one.id}.json` }).click();
  URL.revokeObjectURL(file);
  toast("The export is downloaded; the log has it.");
}
