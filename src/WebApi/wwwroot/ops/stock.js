// Units on hand: what is low, how the numbers of a SKU come about, and corrections.
import { get, may, part, query } from "./api.js";
import { act } from "./dialog.js";
import { badge, button, empty, facts, link, make, page, pages, region, section, table, time } from "./dom.js";
import { field, number, select, text } from "./form.js";
import { count, sentence, signed, units } from "./format.js";
import { listen } from "./live.js";

const reasons = [["received", "Delivery received"], ["correction", "Correction of a count"], ["written_off", "Written off"],
  ["returned", "Returned"]];

export function stock({ signal }) {
  const form = make("form", { class: "filters", onsubmit: (event) => {
    event.preventDefault();
    const sku = form.elements.sku.value.trim();
    if (sku) location.hash = `#/stock/${part(sku)}`;
  } },
  field("SKU", text("sku", { type: "search", required: true, maxlength: "64", placeholder: "BOOK-ADV-001" })),
  make("div", { class: "row" }, make("button", { type: "submit", class: "button" }, "Explain"), link("products", "Find it by title")));
  return page("Stock", { lead: "What is low, and how the units of a SKU come about." }, make("div", { class: "card" }, form),
    section("Low and sold out", region(async () => {
      const { items } = await get("ops/stock-alerts", signal);
      if (!items.length) return empty("No SKU is low", "The list follows the events of a shop with Events:Streams:Enabled.");
      return table("Low and sold out", [{ name: "SKU" }, { name: "Level" }, { name: "On hand", kind: "number" },
        { name: "Low at", kind: "number" }, { name: "Since" }],
      items.map((one) => [link(`stock/${part(one.sku)}`, one.sku), badge(one.level), count(one.onHand), count(one.lowAt),
        time(one.since)]));
    }, { signal })));
}

export function stockOf({ id: sku, signal }) {
  const body = region(async () => {
    const found = await get(query(`stock/${part(sku)}/explain`, { limit: 50 }), signal);
    return show(sku, found, signal, body.load);
  }, { signal, text: "Adding up the journal…" });
  listen((event) => { if (event.type === "gap" || event.subject === sku) body.load(); }, signal);
  return body;
}

function show(sku, found, signal, reload) {
  const { stock: one } = found;
  return page(sku, { back: link("stock", "Stock"), lead: badge(one.level), actions: may("stock:adjust") ? [
    button("Adjust", () => adjust(one, reload)), button("Count", () => recount(one, reload), "plain"),
    button("Alert level", () => setAlert(one, reload), "plain")] : [] },
  make("div", { class: "tiles five" }, tile("On hand", one.onHand), tile("Available", one.available), tile("Held", one.held),
    tile("Pinned", one.pinned), tile("Sold", one.sold)),
  section("How the units come about", explanation(found)),
  make("div", { class: "columns" },
    section("Movements", found.movements.length ? movements(sku, found, signal) : empty("No movement is kept", null)),
    section("Reservations", found.holds.length ? table("Reservations", [{ name: "Reservation" }, { name: "State" },
      { name: "Units", kind: "number" }, { name: "Until" }], found.holds.map((hold) =>
      [make("code", {}, hold.id), badge(hold.state), count(hold.quantity), time(hold.expiresAt)])) : empty("Nothing is reserved", null))));
}

const tile = (name, value) => make("div", { class: "tile" }, make("h2", {}, name), make("p", { class: "value" }, count(value)));

function explanation({ stock: one, sumOfHeld, sumOfPinned, balanced }) {
  return [make("p", { class: `note ${balanced ? "good" : "bad"}` }, balanced ? "The books of this SKU balance."
    : "The books of this SKU do not balance. Run the audit, and keep the journal."),
  facts(["Opened with", units(one.initial)], ["Received since", signed(one.received)], ["Adjusted since", signed(one.adjusted)],
    ["Sold", signed(-one.sold)], ["On hand", make("b", {}, units(one.onHand))],
    ["Held for carts and orders", `${signed(-one.held)} (reservations: ${count(sumOfHeld)})`],
    ["Pinned by payments", `${signed(-one.pinned)} (reservations: ${count(sumOfPinned)})`],
    ["Available", make("b", {}, units(one.available))], ["Low at", one.lowAt ? units(one.lowAt) : "No alert"])];
}

function movements(sku, first, signal) {
  let read = first;
  return pages(async (cursor) => {
    if (cursor) read = await get(query(`stock/${part(sku)}/explain`, { limit: 50, cursor }), signal);
    return { items: read.movements, nextCursor: read.nextCursor };
  }, (items) => table("Movements", [{ name: "When" }, { name: "Reason" }, { name: "Change", kind: "number" },
    { name: "On hand after", kind: "number" }], items.map((one) =>
    [time(one.at), sentence(one.reason), signed(one.delta), count(one.stock.onHand)])));
}

function adjust(one, after) {
  act({
    title: `Adjust the stock of ${one.sku}`, submit: "Adjust", after,
    content: [field("Change", number("delta", { required: true, placeholder: "-2 or 10" }), "Negative for units that are gone."),
      field("Reason", select("reason", reasons, "correction"))],
    plan: ({ delta: entered, reason }) => {
      const delta = Number(entered);
      if (!Number.isInteger(delta) || delta === 0) return { missing: "Enter by how many units the stock changes." };
      const changed = delta > 0 ? `adds ${units(delta)} to` : `takes ${units(-delta)} from`;
      return {
        says: [`This ${changed} ${one.sku}: ${count(one.onHand)} on hand become ${count(one.onHand + delta)}, ${
          count(one.available)} available become ${count(one.available + delta)}.`,
        `The journal has it as “${reasons.find(([value]) => value === reason)[1]}”. It is refused if reserved units would be missing.`],
        request: { method: "POST", path: `stock/${part(one.sku)}/adjustments`, body: { delta, reason } },
      };
    },
    done: ({ data }) => `${signed(data.delta)}: ${units(data.stock.onHand)} are on hand and ${count(data.stock.available)} available.`,
  });
}

function recount(one, after) {
  act({
    title: `Count of ${one.sku}`, submit: "Set", after,
    content: [field("Units counted", number("onHand", { required: true, min: 0, placeholder: String(one.onHand) }),
      "All that are there, those for carts and orders included.")],
    plan: ({ onHand: entered }) => {
      const counted = Number(entered);
      if (entered === "" || !Number.isInteger(counted) || counted < 0) return { missing: "Enter how many units were counted." };
      return {
        says: [`This sets what is on hand of ${one.sku} to ${units(counted)}: ${count(one.onHand)} become ${count(counted)} (${
          signed(counted - one.onHand) || "no difference"}).`,
        "It is refused if the stock has changed since this page was read, or if reserved units would be missing."],
        request: { method: "PUT", path: `stock/${part(one.sku)}`, headers: { "If-Match": `"${one.version}"` }, body: { onHand: counted } },
      };
    },
    done: ({ data }) => `${units(data.onHand)} are on hand and ${count(data.available)} available.`,
  });
}

function setAlert(one, after) {
  act({
    title: `Alert level of ${one.sku}`, submit: "Set", after,
    content: [field("Low at", number("lowAt", { required: true, min: 0, value: one.lowAt }), "0 for an alert only when it is sold out.")],
    plan: ({ lowAt }) => (lowAt === "" ? { missing: "Enter a number of units." } : {
      says: [`This makes ${one.sku} low from ${units(Number(lowAt))} on hand on; the event stock.level_changed tells it.`],
      request: { method: "PUT", path: `stock/${part(one.sku)}/alert`, body: { lowAt: Number(lowAt) } },
    }),
    done: ({ data }) => `${data.sku} is low at ${units(data.lowAt)}.`,
  });
}
