// Promotions and coupons.
import { get, part } from "./api.js";
import { act } from "./dialog.js";
import { badge, button, empty, make, page, region, table, time } from "./dom.js";
import { field, number, select, text, words } from "./form.js";
import { count, exponentOf, money, toInstant, toMinorUnits } from "./format.js";

const kinds = [["percentage", "Percentage off"], ["fixed", "Amount off"], ["free_shipping", "Free shipping"],
  ["buy_x_get_y", "Buy some, get some free"]];

export function promotions({ signal }) {
  const list = region(async () => {
    const { items } = await get("promotions", signal);
    if (!items.length) return empty("No promotions yet", "Add one: with a code it is a coupon, else it applies by itself.");
    return table("Promotions", [{ name: "Promotion" }, { name: "Code" }, { name: "Gives" }, { name: "For" }, { name: "Runs" },
      { name: "" }],
      items.map((one) => [
        make("span", { class: "two" }, make("b", {}, one.name), make("small", {}, stateOf(one))), one.code ? make("code", {}, one.code)
          : "By itself",
        gives(one), targets(one), [one.startsAt ? time(one.startsAt) : "At once", " – ", one.endsAt ? time(one.endsAt) : "open"],
        !one.endedAt && button("End", () => end(one, list.load), "plain small")]));
  }, { signal });
  return page("Promotions", { lead: "Terms never change; end one and add another.",
    actions: [button("Add a promotion", () => add(list.load))] }, make("div", { class: "card" }, list));
}

function stateOf(one) {
  if (one.endedAt || (one.endsAt && new Date(one.endsAt) < Date.now())) return "Ended";
  if (one.startsAt && new Date(one.startsAt) > Date.now()) return "Not begun";
  return one.usageLimit ? `Active, for ${count(one.usageLimit)} orders at most` : "Active";
}

function gives(one) {
  switch (one.kind) {
    case "percentage": return `${one.value} % off`;
    case "fixed": return `${money({ amount: one.value, currency: one.currency ?? "EUR" })} off`;
    case "free_shipping": return "Free shipping";
    case "buy_x_get_y": return `Buy ${one.buy}, get ${one.get} free`;
    default: return one.kind;
  }
}

const targets = (one) => [[...(one.skus ?? []), ...(one.categories ?? [])].join(", ") || "All products",
  one.minimumAmount && `, from ${money(one.minimumAmount)}`];

function end(one, after) {
  act({
    title: `End ${one.name}`, submit: "End the promotion", danger: true, after,
    plan: () => ({
      says: [`This ends “${one.name}” (${gives(one)}) at once, for good.`, "Orders that have used it keep their price; carts lose it."],
      request: { method: "POST", path: `promotions/${part(one.id)}/end` },
    }),
    done: ({ data }) => ["The promotion has ended.", data.used !== undefined && `Orders that used it: ${count(data.used)}.`],
  });
}

function add(after) {
  const kind = select("kind", kinds, "percentage");
  const value = field("Percent", text("value", { inputmode: "decimal" }));
  const currency = field("Currency", text("currency", { value: "EUR", maxlength: "3" }));
  const buy = field("Units to buy", number("buy", { min: 1, max: 100 }));
  const free = field("Units free", number("get", { min: 1, max: 100 }));
  const choose = () => {
    value.hidden = !["percentage", "fixed"].includes(kind.value);
    value.querySelector("label").textContent = kind.value === "fixed" ? "Amount" : "Percent";
    buy.hidden = free.hidden = kind.value !== "buy_x_get_y";
  };
  kind.addEventListener("change", choose);
  choose();
  act({
    title: "Add a promotion", submit: "Add", after,
    content: [field("Name", text("name", { required: true, maxlength: "100" }), "Shoppers see it."), field("Kind", kind), value, buy,
      free, currency,
      field("Code", text("code", { maxlength: "64" }), "Empty if it applies by itself."),
      field("Least amount", text("minimum", { inputmode: "decimal" })),
      field("SKUs", text("skus"), "Separated by commas; empty for all products."),
      field("Categories", text("categories"), "Separated by commas."),
      field("Begins", text("startsAt", { type: "datetime-local" })), field("Ends", text("endsAt", { type: "datetime-local" })),
      field("Orders at most", number("usageLimit", { min: 1 })),
        field("Orders of one customer at most", number("usageLimitPerCustomer", { min: 1 }))],
    plan: (entered) => {
      const body = read(entered);
      if (typeof body === "string") return { missing: body };
      return {
        says: [
          `This adds “${body.name}”: ${gives(body)} ${body.code ? `with the code ${body.code}` : "for every cart that qualifies"}.`,
          `For: ${[targets(body)].flat().filter(Boolean).join("")}.`,
          `It runs from ${entered.startsAt ? entered.startsAt.replace("T", " ") : "now"} ${
            entered.endsAt ? `to ${entered.endsAt.replace("T", " ")}` : "until it is ended"}${
            body.usageLimit ? `, for ${count(body.usageLimit)} orders at most` : ""}.`],
        request: { method: "POST", path: "promotions", body },
      };
    },
    done: ({ data }) => [`“${data.name}” is added.`, data.code && `Its code is ${data.code}.`],
  });
}

// The body, or what is missing.
function read(entered) {
  const currency = entered.currency.trim().toUpperCase();
  if (!entered.name.trim()) return "Enter a name.";
  if (!/^[A-Z]{3}$/.test(currency)) return "Enter a currency, such as EUR.";
  const exponent = exponentOf(currency);
  const optional = (text) => (text ? Number(text) : undefined);
  const body = {
    name: entered.name.trim(), kind: entered.kind, code: entered.code.trim() || undefined, skus: words(entered.skus),
    categories: entered.categories.split(",").map((one) => one.trim()).filter(Boolean), startsAt: toInstant(entered.startsAt),
    endsAt: toInstant(entered.endsAt), usageLimit: optional(entered.usageLimit),
      usageLimitPerCustomer: optional(entered.usageLimitPerCustomer),
  };
  if (entered.minimum.trim()) {
    const amount = toMinorUnits(entered.minimum, exponent);
    if (!amount) return "The least amount is no amount.";
    body.minimumAmount = { amount, currency };
  }
  if (body.kind === "percentage") {
    body.value = toMinorUnits(entered.value, 2) / 100;
    if (!(body.value > 0 && body.value <= 100)) return "Enter a percentage up to 100, with two decimals at most.";
  } else if (body.kind === "fixed") {
    Object.assign(body, { value: toMinorUnits(entered.value, exponent), currency });
    if (!body.value) return `Enter an amount in ${currency}.`;
  } else if (body.kind === "buy_x_get_y") {
    Object.assign(body, { buy: optional(entered.buy), get: optional(entered.get) });
    if (!body.buy || !body.get) return "Enter how many units are bought and how many are free.";
  }
  return body;
}
