// What operators do with orders.
import { part } from "./api.js";
import { act } from "./dialog.js";
import { make } from "./dom.js";
import { area, check, field, fieldset, number, select, text } from "./form.js";
import { money, toDecimal, toMinorUnits, units } from "./format.js";

const nameOf = (order) => (order.number ? `order ${order.number}` : `order ${order.id}`);

const buyerOf = (order) => order.contact?.email ?? order.shippingAddress?.name ?? "the buyer";

// Fields for units of lines, and what they hold: [{ line, quantity }].
export const unitFields = (order, left, chosen = () => 0) => fieldset("Units", order.lines.map((line) =>
  field(`${line.title}, ${left(line)} of ${line.quantity}`, number(`line-${line.line}`, {
    min: 0, max: left(line), value: chosen(line), disabled: left(line) === 0, required: true,
  }))));

export const unitsIn = (values) => Object.entries(values).filter(([name, value]) => name.startsWith("line-") && Number(value) > 0)
  .map(([name, value]) => ({ line: Number(name.slice(5)), quantity: Number(value) }));

export const unitsInWords = (order, lines) =>
  lines.map(({ line, quantity }) => `${quantity} × ${order.lines[line - 1].title}`).join(", ");

export function cancelOrder(order, after) {
  act({
    title: `Cancel ${nameOf(order)}`, submit: "Cancel the order", danger: true, after,
    plan: () => ({
      says: [`This cancels the order of ${money(order.total)} and gives back its ${units(order.lines.reduce((sum, line) =>
        sum + line.quantity, 0))} to the stock.`, "Nothing is charged. Once the capture of the payment has begun, it is refused."],
      request: { method: "POST", path: `orders/${part(order.id)}/cancel` },
    }),
    done: ({ data }) => (data.status === "cancelled" ? "The order is cancelled."
      : "The order is being cancelled; its time line shows how far it is."),
  });
}

// The same rule as the shop's: the first n of q units cost n/q of what was paid for them, rounded down.
function paidFor(line, quantity) {
  const paid = BigInt((line.charge?.payable ?? line.total).amount);
  const first = (number) => (paid * BigInt(number)) / BigInt(line.quantity);
  return Number(first(line.refunded + quantity) - first(line.refunded));
}

export function refund(order, after) {
  const left = order.payment.captured.amount - order.payment.refunded.amount;
  const { currency, exponent } = order.total;
  const show = (amount) => money({ amount, currency, exponent });
  const kind = select("kind", [["lines", "Units of lines"], ["amount", "An amount"], ["all", "Everything that is left"]], "lines");
  const lines = unitFields(order, (line) => line.quantity - line.refunded);
  const shipping = field(`With the shipping, ${money(order.shipping)}`, check("shipping"));
  const amount = field(`Amount in ${currency}`, text("amount", { inputmode: "decimal", value: toDecimal({ amount: left, exponent }) }),
    `At most ${show(left)}`);
  amount.hidden = true;
  kind.addEventListener("change", () => {
    lines.hidden = lines.disabled = shipping.hidden = kind.value !== "lines";
    amount.hidden = kind.value !== "amount";
  });
  act({
    title: `Refund ${nameOf(order)}`, submit: "Refund", danger: true, after,
    content: [field("What", kind), lines, order.shipping.amount > 0 && shipping, amount],
    plan: (values) => plan(values),
    done: ({ data }) => [
      data.status === "pending" ? `The refund of ${money(data.amount)} is on its way to the provider.`
        : data.status === "refused" ? `The provider refused to refund ${money(data.amount)}: ${data.code ?? "no reason given"}.`
          : `The buyer gets ${money(data.amount)} back.`,
      `Refund ${data.id}.`],
  });

  function plan(values) {
    const to = `to ${buyerOf(order)}, by the payment ${order.payment.id}.`;
    const request = (body) => ({ method: "POST", path: `orders/${part(order.id)}/refunds`, body });
    if (values.kind === "all") return { says: [`This gives back everything that is left, ${show(left)}, ${to}`], request: request({}) };
    if (values.kind === "amount") {
      const minor = toMinorUnits(values.amount, exponent);
      if (!minor) return { missing: `Enter an amount in ${currency}, such as ${toDecimal({ amount: left, exponent })}.` };
      if (minor > left) return { missing: `At most ${show(left)} can be given back.` };
      return { says: [`This gives back ${show(minor)} ${to}`], request: request({ amount: { amount: minor, currency } }) };
    }
    const chosen = unitsIn(values);
    const withShipping = values.shipping === "on";
    if (!chosen.length && !withShipping) return { missing: "Enter how many units to refund." };
    const sum = chosen.reduce((total, { line, quantity }) => total + paidFor(order.lines[line - 1], quantity), 0);
    return {
      says: [
        chosen.length > 0 && `This gives back ${show(sum)} ${to}`,
        chosen.length > 0 && `It is for ${unitsInWords(order, chosen)}. The goods stay where they are.`,
        withShipping && `What was paid for the shipping is given back too, of ${money(order.shipping)}.`],
      request: request({ ...(chosen.length && { lines: chosen }), ...(withShipping && { shipping: true }) }),
    };
  }
}

export function ship(order, after) {
  const left = (line) => line.quantity - line.shipped;
  act({
    title: `Ship ${nameOf(order)}`, submit: "Record the shipment", after,
    content: [unitFields(order, left, left),
      field("Status", select("status", [["shipped", "Handed to the carrier"], ["packed", "Packed"]], "shipped")),
      field("Carrier", text("carrier", { maxlength: "100" })), field("Tracking number", text("tracking", { maxlength: "200" }))],
    plan: (values) => {
      const lines = unitsIn(values);
      if (!lines.length) return { missing: "Enter how many units are in this shipment." };
      const to = order.shippingAddress ? `${order.shippingAddress.name}, ${order.shippingAddress.city}` : buyerOf(order);
      return {
        says: [`This records that ${unitsInWords(order, lines)} ${
          values.status === "packed" ? "are packed for" : "are on their way to"} ${to}.`,
          "Nothing is charged or refunded."],
        request: { method: "POST", path: `orders/${part(order.id)}/shipments`, body: {
          lines, status: values.status, carrier: values.carrier || undefined, tracking: values.tracking || undefined,
        } },
      };
    },
    done: ({ data }) => `The shipment of ${unitsInWords(order, data.lines)} is recorded as ${data.status}.`,
  });
}

export function addNote(order, after) {
  act({
    title: `Note about ${nameOf(order)}`, submit: "Add the note", after,
      content: [field("Note", area("text", { required: true, maxlength: "1000" }))],
    plan: ({ text: note }) => ({
      says: ["This adds the note to the order. Only operators see it, and it cannot be changed."],
      ...(note.trim() ? { request: { method: "POST", path: `orders/${part(order.id)}/notes`, body: { text: note } } }
        : { missing: "Enter the note." }),
    }),
    done: () => "The note is added.",
  });
}

export function decidePayment(order, payment, review, after) {
  act({
    title: "Decide what became of a payment", submit: "Decide", danger: true, after,
    content: [make("p", {}, "Look the operation ", make("code", {}, review.operation), " up in the provider's own records first."),
      field("Outcome", select("outcome", [["", "Choose…"], ["succeeded", "The provider executed it"],
        ["failed", "The provider did not execute it"]],
        "", { required: true })),
      field("Evidence", area("evidence", { required: true, maxlength: "500" }), "What the provider's records say, and where.")],
    plan: ({ outcome, evidence }) => {
      if (!outcome) return { missing: "Choose what the provider's records say." };
      if (!evidence.trim()) return { missing: "Enter the evidence." };
      return {
        says: [
          `This records for good that ${money(review.amount)} were ${outcome === "succeeded" ? "" : "not "}moved by ${review.operation}.`,
          outcome === "succeeded" ? `The ${nameOf(order)} goes on as after the provider's own yes.`
            : `The ${nameOf(order)} goes on as after the provider's own no; units and cart are released if nothing was captured.`],
        request: { method: "POST", path: `payments/${part(payment.id)}/decisions`,
          body: { operation: review.operation, outcome, evidence } },
      };
    },
    done: ({ data }) => `The decision is recorded. The payment is now ${data.status.replaceAll("_", " ")}.`,
  });
}
