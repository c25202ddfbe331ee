// Audits, the comparisons with the payment provider, and the books.
import { get, may, part, query } from "./api.js";
import { act } from "./dialog.js";
import { badge, button, empty, facts, link, make, page, pages, region, section, table, time } from "./dom.js";
import { count, duration, exponentOf, money, sentence } from "./format.js";

const watchEvery = 1000;
const latestMax = 5; // more than may wait at once

const amountOf = (amount, currency) => money({ amount: Math.abs(amount), currency, exponent: exponentOf(currency) });
const signedAmount = (amount, currency) => (amount < 0 ? "−" : "") + amountOf(amount, currency);

export function audit({ signal }) {
  let wait;
  let shown = "";
  signal.addEventListener("abort", () => clearTimeout(wait));
  const history = make("div");
  const latest = region(async () => {
    const { items } = await get(query("ops/audits", { limit: latestMax }), signal);
    clearTimeout(wait);
    const open = items.filter((one) => one.status === "running");
    if (open.length && !signal.aborted) wait = setTimeout(latest.load, watchEvery);
    // The history is drawn anew only when it has changed, so that pages that were opened stay.
    const state = items.map((one) => one.id + one.status).join();
    if (state !== shown) history.replaceChildren(...historyOf(signal));
    shown = state;
    return [...open.reverse().map(progressOf), resultOf(items.find((one) => one.status !== "running"), open.length > 0)];
  }, { signal, text: "Reading the latest audit…" });
  return page("Audit", { lead: "Does everything add up?", actions: [button("Run the audit", () => begin(latest.load))] },
    section("Latest", latest), section("History", history), section("Comparisons with the payment provider", reconciliations(signal)));
}

export function auditOf({ id, signal }) {
  let wait;
  signal.addEventListener("abort", () => clearTimeout(wait));
  const body = region(async () => {
    const one = await get(`ops/audits/${part(id)}`, signal);
    clearTimeout(wait);
    if (one.status === "running" && !signal.aborted) wait = setTimeout(body.load, watchEvery);
    return page("One audit", { back: link("audit", "All audits"), lead: ["Asked for ", time(one.requestedAt), " by ", askedBy(one)] },
      section("Result", one.status === "running" ? progressOf(one) : resultOf(one)));
  }, { signal, text: "Reading the audit…" });
  return body;
}

function begin(after) {
  act({
    title: "Audit the shop", submit: "Run", after,
    plan: () => ({
      says: ["This recomputes stock and money from all journals and compares them with the provider's records, in the background.",
        "It changes nothing. On a large shop it keeps the store busy for a while."],
      request: { method: "POST", path: "ops/audits" },
    }),
    done: () => "The audit is running; the page shows how far it is.",
  });
}

const askedBy = (one) => one.requestedBy ?? "Schedule";

function progressOf({ progress }) {
  const isCounted = progress?.expected > 0;
  return make("div", {}, make("p", {}, isCounted ? `${count(progress.read)} of ${count(progress.expected)} journals are read.`
    : "Waiting for its turn."),
  make("progress", { "aria-label": "Journals read",
    max: isCounted ? progress.expected : undefined, value: isCounted ? progress.read : undefined }));
}

function resultOf(one, isRunning) {
  if (!one) {
    return isRunning ? [] : empty("The shop was never audited", "It is audited once a day by itself, unless Audit:Every is 0.");
  }
  if (one.status === "failed") {
    return make("p", { class: "note bad" }, "The journals could not be read. The log of the silo has the reason (5912).");
  }
  const { summary } = one;
  const good = summary.violationCount === 0;
  return [make("p", { class: `note ${good ? "good" : "bad"}` }, good ? "Every invariant holds."
    : `${count(summary.violationCount)} violations.`),
  facts(["As of", time(summary.asOf)], ["Took", duration((new Date(one.endedAt) - new Date(summary.asOf)) / 1000)],
    ["Asked for by", askedBy(one)], ["Journals", count(summary.journals)], ["Unreadable", count(summary.unreadable)],
    ["Orders", ordersOf(summary)], ["Oldest pending", summary.oldestPendingSeconds ? duration(summary.oldestPendingSeconds) : "None"],
    ["SKUs", count(summary.skus)], ["Overdue holds", count(summary.overdueHolds)],
    ["Quiet", summary.quiet ? "Yes: nothing was under way" : "No: orders were under way"]),
  summary.violations.length > 0 && table("Violations", [{ name: "Invariant" }, { name: "Number", kind: "number" },
    { name: "Examples" }],
    summary.violations.map((group) => [group.invariant, count(group.count), make("ul", {}, group.examples.map((example) =>
      make("li", {}, make("code", {}, example.subject), " ", example.message)))])),
  summary.money.length > 0 && table("Money", [{ name: "Currency" }, { name: "Captured, shop", kind: "number" },
    { name: "Captured, provider", kind: "number" }, { name: "Refunded, shop", kind: "number" },
    { name: "Refunded, provider", kind: "number" }],
  summary.money.map((row) => [row.currency, amountOf(row.captured.shop, row.currency), amountOf(row.captured.provider, row.currency),
    amountOf(row.refunded.shop, row.currency), amountOf(row.refunded.provider, row.currency)])),
  summary.ledger.length > 0 && table("Trial balance", [{ name: "Account" }, { name: "Debit", kind: "number" },
    { name: "Credit", kind: "number" }, { name: "Balance", kind: "number" }], summary.ledger.map((row) =>
    [`${sentence(row.account)}, ${row.currency}`, amountOf(row.debit, row.currency), amountOf(row.credit, row.currency),
      signedAmount(row.balance, row.currency)]))].filter(Boolean);
}

const ordersOf = ({ orders }) =>
  `${count(orders.confirmed)} confirmed, ${count(orders.cancelled)} cancelled, ${count(orders.pending)} pending`;

const historyOf = (signal) => pages((cursor) => get(query("ops/audits", { limit: 10, cursor }), signal), (items) => table("Audits",
  [{ name: "Asked for" }, { name: "By" }, { name: "Result" }, { name: "Journals", kind: "number" }, { name: "Took", kind: "number" }],
  items.map((one) => [link(`audit/${one.id}`, time(one.requestedAt)), askedBy(one), outcomeOf(one),
    one.summary ? count(one.summary.journals) : "–",
    one.endedAt ? duration((new Date(one.endedAt) - new Date(one.requestedAt)) / 1000) : "–"])),
empty("None yet", "The last 100 of 90 days are kept."));

function outcomeOf({ status, summary }) {
  if (!summary) return badge(status);
  return summary.violationCount ? badge("failed", `${count(summary.violationCount)} violations`) : badge("succeeded", "Holds");
}

function reconciliations(signal) {
  let wait;
  signal.addEventListener("abort", () => clearTimeout(wait));
  const list = region(async () => {
    const { items } = await get("ops/reconciliations", signal);
    clearTimeout(wait);
    const isRunning = items.some((one) => one.status === "running");
    if (isRunning) wait = setTimeout(list.load, watchEvery);
    return [may("payments:decide") && make("p", {}, button("Compare now", () => compare(list.load), "plain")),
      isRunning && make("progress", { "aria-label": "The comparison is running" }),
      items.length ? table("Comparisons", [{ name: "Asked for" }, { name: "By" }, { name: "Status" }, { name: "Payments", kind: "number" },
        { name: "Differences", kind: "number" }], items.map((one) => [time(one.requestedAt), one.requestedBy ?? "Schedule",
          badge(one.status),
        one.payments === undefined ? "–" : count(one.payments), one.differenceCount === undefined ? "–" : count(one.differenceCount)]))
        : empty("None yet", "The shop compares once a day by itself."),
      differences(items[0])];
  }, { signal });
  return list;
}

const differences = (latest) => latest?.differences?.length > 0 && table("Differences of the latest comparison", [{ name: "Payment" },
  { name: "What differs" }, { name: "Captured, shop / provider", kind: "number" }, { name: "Refunded, shop / provider", kind: "number" }],
latest.differences.map((one) => [make("code", {}, one.paymentId), [one.reason, one.lookedUp ? " (looked up by itself)" : ""],
  `${count(one.captured.shop)} / ${count(one.captured.provider)}`, `${count(one.refunded.shop)} / ${count(one.refunded.provider)}`]));

function compare(after) {
  act({
    title: "Compare all payments", submit: "Compare", after,
    plan: () => ({
      says: ["This compares all payments with the provider's records, in the background.",
        "Money that the provider took and the shop does not know of is given back, once, unless an order needs it."],
      request: { method: "POST", path: "ops/reconciliations" },
    }),
    done: () => "The comparison is running; the list shows its result.",
  });
}

export function ledger({ signal }) {
  return page("Ledger", { lead: "The double-entry books of all orders, derived from their journals." }, make("div", { class: "card" },
    pages((cursor) => get(query("ops/audit/ledger", { limit: 25, cursor }), signal), (items) => table("Transactions",
      [{ name: "When" }, { name: "Order" }, { name: "Postings" }], items.map((one) => [time(one.at),
        link(`orders/${one.orderId}`, `…${one.orderId.slice(-8)}`), make("ul", { class: "postings" }, one.postings.map((posting) =>
          make("li", {}, make("span", {}, posting.amount < 0 ? "Credit " : "Debit ", sentence(posting.account)),
            make("b", {}, amountOf(posting.amount, one.currency)))))])),
              empty("The books are empty", "They begin with the first paid order."))));
}
