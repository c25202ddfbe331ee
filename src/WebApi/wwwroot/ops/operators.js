// Operators' keys, and the log of what operators did.
import { get, may, part, query, session } from "./api.js";
import { act, secret } from "./dialog.js";
import { badge, button, empty, make, page, pages, region, table, time } from "./dom.js";
import { check, field, fieldset, select, text } from "./form.js";
import { toInstant } from "./format.js";

const roles = [["", "No role, only the scopes below"], ["support", "Support"], ["stock", "Stock"], ["finance", "Finance"],
  ["admin", "Admin"]];

export function keys({ signal }) {
  const list = region(async () => {
    const { items } = await get("ops/keys", signal);
    if (!items.length) return empty("No key yet", "Make one for each person and program, so that the log tells who did what.");
    return table("Keys", [{ name: "Name" }, { name: "Scopes" }, { name: "Made" }, { name: "Expires" }, { name: "" }], items.map((one) => [
      make("span", { class: "two" }, make("b", {}, one.name, one.id === session.operator.id && " (you)"), make("small", {}, one.id)),
      make("span", { class: "scopes" }, one.scopes.map((scope) => make("code", {}, scope))),
      make("span", { class: "two" }, time(one.createdAt), make("small", {}, "by ", one.createdBy)),
      one.expiresAt ? time(one.expiresAt) : "Never", button("Revoke", () => revoke(one, list.load), "danger small")]));
  }, { signal });
  return page("Operators", { lead: "Each person and program has a key of its own.",
    actions: [button("Make a key", () => makeKey(list.load))] }, make("div", { class: "card" }, list));
}

function makeKey(after) {
  act({
    title: "Make a key", submit: "Make the key", after,
    content: [field("Name", text("name", { required: true, maxlength: "100" }), "The person or program that uses it."),
      field("Role", select("role", roles, "support")),
      fieldset("Further scopes, of those that you have", session.operator.scopes.map((scope) => field(scope, check(`scope ${scope}`)))),
      field("Expires", text("expiresAt", { type: "datetime-local" }), "Empty for never.")],
    plan: (entered) => {
      const scopes = Object.keys(entered).filter((name) => name.startsWith("scope ")).map((name) => name.slice(6));
      const given = [entered.role && `the scopes of the role ${entered.role}`, scopes.join(", ")];
      if (!entered.name.trim()) return { missing: "Enter a name." };
      if (!entered.role && !scopes.length) return { missing: "Choose a role or a scope." };
      return {
        says: [`This makes a key for ${entered.name.trim()} with ${given.filter(Boolean).join(" and ")}, ${
          entered.expiresAt ? `until ${entered.expiresAt.replace("T", " ")}` : "until it is revoked"}.`,
        "It is shown once, in this window."],
        request: { method: "POST", path: "ops/keys", body: {
          name: entered.name.trim(), role: entered.role || undefined, scopes: scopes.length ? scopes : undefined,
            expiresAt: toInstant(entered.expiresAt),
        } },
      };
    },
    done: ({ data }) => [`This is the key of ${data.name}. It is not shown again:`, secret("Key", data.key)],
  });
}

function revoke(one, after) {
  act({
    title: `Revoke the key of ${one.name}`, submit: "Revoke", danger: true, after,
    plan: () => ({
      says: [`This takes the key of ${one.name} back for good. It is refused everywhere within five seconds.`,
        one.id === session.operator.id && "It is the key that you are signed in with: you will be signed out."],
      request: { method: "DELETE", path: `ops/keys/${part(one.id)}` },
    }),
    done: () => `The key of ${one.name} is revoked.`,
  });
}

export function log({ signal }) {
  const lead = "Every write of an operator, before it is executed and with its answer. Each entry contains a hash of the one before.";
  return page("Log", { lead,
    actions: [may("audit:read") && make("a", { class: "button plain", href: "#/audit" }, "Check the chain")] },
      make("div", { class: "card" },
    pages((cursor) => get(query("ops/audit-log", { limit: 50, cursor }), signal), (items) => table("Log",
      [{ name: "No.", kind: "number" }, { name: "When" }, { name: "Operator" }, { name: "Operation" }, { name: "Answer" }],
      items.map((one) => [one.sequence, time(one.at), make("span", { class: "two" }, one.name || one.operator,
        make("small", {}, one.operator)),
        make("span", { class: "two" }, one.operation, make("small", {}, one.target)), answerOf(one.status)])),
    empty("The log is empty", "It begins with the first write of an operator."))));
}

function answerOf(status) {
  if (status === undefined) return badge("starting", "Begun");
  return badge(status < 400 ? "succeeded" : "failed", String(status));
}
