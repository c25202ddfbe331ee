// Shipments after they are made, and goods that come back.
import { may, part } from "./api.js";
import { act } from "./dialog.js";
import { area, check, field, select, text } from "./form.js";
import { unitFields, unitsIn, unitsInWords } from "./order-actions.js";

const stages = ["packed", "shipped", "delivered"];

export function changeShipment(order, shipment, after) {
  const goods = unitsInWords(order, shipment.lines);
  const possible = stages.slice(stages.indexOf(shipment.status)).map((stage) => [stage, stage[0].toUpperCase() + stage.slice(1)]);
  act({
    title: "Change a shipment", submit: "Change", after,
    content: [field("Status", select("status", possible, possible[1]?.[0] ?? shipment.status), "It only goes forward."),
      field("Carrier", text("carrier", { value: shipment.carrier ?? "", maxlength: "100" })),
      field("Tracking number", text("tracking", { value: shipment.tracking ?? "", maxlength: "200" }))],
    plan: ({ status, carrier, tracking }) => ({
      says: [`This records the shipment of ${goods} as ${status}${carrier ? `, by ${carrier}` : ""}${tracking ? ` (${tracking})` : ""}.`],
      request: { method: "PATCH", path: `orders/${part(order.id)}/shipments/${part(shipment.id)}`, body: {
        status, carrier: carrier || undefined, tracking: tracking || undefined,
      } },
    }),
    done: ({ data }) => `The shipment is ${data.status}.`,
  });
}

export function requestReturn(order, after) {
  act({
    title: "Take goods back", submit: "Record the return", after,
    content: [unitFields(order, (line) => line.shipped - line.returned), field("Reason", area("reason", { maxlength: "500" }))],
    plan: (values) => {
      const lines = unitsIn(values);
      if (!lines.length) return { missing: "Enter how many units are to come back." };
      return {
        says: [`This records, in the buyer's name, that ${unitsInWords(order, lines)} are to come back.`,
          "Stock and money change when the goods are received."],
        request: { method: "POST", path: `orders/${part(order.id)}/returns`, body: { lines, reason: values.reason || undefined } },
      };
    },
    done: ({ data }) => `The return ${data.id} is recorded.`,
  });
}

export function decideReturn(order, one, after) {
  const goods = unitsInWords(order, one.lines);
  act({
    title: "Decide about a return", submit: "Decide", after,
    content: [field("Decision", select("decision", [["approve", "Let the buyer send the goods"], ["reject", "Do not take them back"]],
      "approve"))],
    plan: ({ decision }) => ({
      says: [decision === "approve" ? `This lets the buyer send ${goods}. Nothing is refunded before the goods are received.`
        : `This refuses to take ${goods} back. The units can be asked for again.`],
      request: { method: "POST", path: `returns/${part(one.id)}/${decision}` },
    }),
    done: ({ data }) => `The return is ${data.status}.`,
  });
}

export function receiveReturn(order, one, after) {
  const goods = unitsInWords(order, one.lines);
  act({
    title: "Receive a return", submit: "Record that the goods are back", danger: true, after,
    content: [field("They can be sold again", check("restock", true)),
      may("refunds:create") && field("Refund what was paid for them", check("refund", true))],
    plan: ({ restock, refund }) => ({
      says: [`This records that ${goods} are back.`, restock ? "The units go into stock." : "The units do not go into stock.",
        refund ? "What was paid for them is given back to the buyer, at most what is left of the payment." : "Nothing is refunded."],
      request: { method: "POST", path: `returns/${part(one.id)}/receive`, body: {
        refund: refund === "on",
        ...(!restock && { lines: one.lines.map(({ line, quantity }) => ({ line, quantity, restock: 0 })) }),
      } },
    }),
    done: ({ data }) => [`The goods are ${data.status}.`, data.refundId && `Refund ${data.refundId} is made.`],
  });
}
