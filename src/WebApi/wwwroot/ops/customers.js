// Customers: found by id, or their orders by e-mail address.
import { call, get, may, part, query } from "./api.js";
import { act } from "./dialog.js";
import { badge, button, empty, facts, link, make, page, pages, region, section, table, time, toast, withoutScope } from "./dom.js";
import { field, text } from "./form.js";
import { ordersTable } from "./orders.js";

export function customers() {
  const form = make("form", { class: "filters", onsubmit: (event) => {
    event.preventDefault();
    const asked = form.elements.customer.value.trim();
    location.hash = asked.includes("@") ? query("#/orders", { customer: asked }) : `#/customers/${part(asked)}`;
  } },
  field("Customer", text("customer", { type: "search", required: true, placeholder: "cus_… or an e-mail address" }),
    "An id opens the customer; an e-mail address lists the orders of its customer."),
  make("div", { class: "row" }, make("button", { type: "submit", class: "button" }, "Find")));
  return page("Customers", { lead: "Profiles, sessions, exports and erasure." }, make("div", { class: "card" }, form));
}

export function customer({ id, signal }) {
  const body = region(async () => {
    const [{ data, tag }, sessions] = await Promise.all([
      call("GET", `users/${part(id)}`, { signal }), get(`users/${part(id)}/sessions`, signal)]);
    return show(data, tag, sessions.items, signal, body.load);
  }, { signal, text: "Reading the customer…" });
  return body;
}

function show(one, tag, sessions, signal, reload) {
  return page(one.name, { back: link("customers", "Customers"), lead: make("code", {}, one.id), actions: [
    button("Change", () => change(one, tag, reload)), button("Export", () => download(one), "plain"),
    button("Delete", () => erase(one), "danger")] },
  make("div", { class: "columns" },
    section("Profile", facts(["E-mail", one.email], ["Verified",
      badge(one.emailVerified ? "active" : "pending", one.emailVerified ? "Yes" : "No")],
      ["Registered", time(one.createdAt)], ["Version", one.version])),
    section("Sessions", sessions.length ? table("Sessions", [{ name: "Begun" }, { name: "Last used" }, { name: "" }],
      sessions.map((session) =>
      [time(session.createdAt), time(session.lastUsedAt),
        button("End", () => endSession(one, session, reload), "plain small")])) : empty("No session is open", null))),
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
