// The audit, the comparisons with the payment provider, and the books.
import { get, may, query } from "./api.js";
import { act } from "./dialog.js";
import { badge, button, empty, facts, link, make, page, pages, problemNote, region, section, table, time } from "./dom.js";
import { count, duration, exponentOf, money, sentence } from "./format.js";

const historyName = "ops.audits";
const historyMax = 20;
const watchEvery = 1000;

const amountOf = (amount, currency) => money({ amount: Math.abs(amount), currency, exponent: exponentOf(currency) });
const signedAmount = (amount, currency) => (amount < 0 ? "−" : "") + amountOf(amount, currency);

export function audit({ signal }) {
  const outcome = make("div", { class: "region", "aria-live": "polite" });
  const history = make("div");
  const go = button("Run the audit", run);
  const showHistory = () => history.replaceChildren(historyTable(readHistory()));

  async function run() {
    const began = performance.now();
    const progress = make("progress", { "aria-label": "The audit is reading the journals" });
    const elapsed = make("p", { class: "fine" });
    const tick = setInterval(() => { elapsed.textContent = `For ${duration((performance.now() - began) / 1000)}.`; }, 200);
    go.disabled = true;
    outcome.replaceChildren(make("p", {}, "Reading every journal and the provider's records…"), progress, elapsed);
    try {
      const report = await get("ops/audit", signal);
      const seconds = (performance.now() - began) / 1000;
      keepHistory({ asOf: report.asOf, quiet: report.quiet, violations: report.violationCount, orders: report.orders, seconds });
      outcome.replaceChildren(...reportOf(report, seconds));
      showHistory();
    } catch (problem) {
      if (problem.name !== "AbortError") outcome.replaceChildren(problemNote(problem, run));
    } finally {
      clearInterval(tick);
      go.disabled = false;
    }
  }

  showHistory();
  outcome.append(empty("Not run yet on this page", "It recomputes stock and money from the journals and compares them with the provider."));
  return page("Audit", { lead: "Does everything add up?", actions: [go] }, section("Result", outcome),
    section("Audits of this tab", history), section("Comparisons with the payment provider", reconciliations(signal)));
}

function reportOf(report, seconds) {
  const good = report.violationCount === 0;
  return [make("p", { class: `note ${good ? "good" : "bad"}` }, good ? "Every invariant holds."
    : `${count(report.violationCount)} violations.`),
    facts(["As of", time(report.asOf)], ["Took", duration(seconds)], ["Orders", `${count(report.orders.confirmed)} confirmed, ${
      count(report.orders.cancelled)} cancelled, ${count(report.orders.pending)} pending`],
    ["Oldest pending", report.oldestPendingSeconds ? duration(report.oldestPendingSeconds) : "None"], ["SKUs", count(report.stock.length)],
    ["Overdue holds", count(report.overdueHolds)], ["Quiet", report.quiet ? "Yes: nothing was under way" : "No: orders were under way"]),
    report.money.length > 0 && table("Money", [{ name: "Currency" }, { name: "Captured, shop", kind: "number" },
      { name: "Captured, provider", kind: "number" }, { name: "Refunded, shop", kind: "number" },
        { name: "Refunded, provider", kind: "number" }],
    report.money.map((row) => [row.currency, amountOf(row.captured.shop, row.currency), amountOf(row.captured.provider, row.currency),
      amountOf(row.refunded.shop, row.currency), amountOf(row.refunded.provider, row.currency)])),
    report.ledger.length > 0 && table("Trial balance", [{ name: "Account" }, { name: "Debit", kind: "number" },
      { name: "Credit", kind: "number" },
      { name: "Balance", kind: "number" }], report.ledger.map((row) => [`${sentence(row.account)}, ${row.currency}`,
      amountOf(row.debit, row.currency), amountOf(row.credit, row.currency), signedAmount(row.balance, row.currency)])),
    report.violations.length > 0 && table("Violations", [{ name: "Invariant" }, { name: "Subject" }, { name: "What is wrong" }],
      report.violations.map((one) => [one.invariant, make("code", {}, one.subject), one.message]))].filter(Boolean);
}

// The shop keeps no reports of audits, so the history is this tab's.
const readHistory = () => JSON.parse(sessionStorage.getItem(historyName) ?? "[]");

const keepHistory = (entry) => sessionStorage.setItem(historyName, JSON.stringify([entry, ...readHistory()].slice(0, historyMax)));

const historyTable = (entries) => (entries.length ? table("Audits",
  [{ name: "As of" }, { name: "Result" }, { name: "Orders", kind: "number" },
  { name: "Took", kind: "number" }], entries.map((one) => [time(one.asOf),
  badge(one.violations ? "failed" : "succeeded", one.violations ? `${count(one.violations)} violations` : "Holds"),
  count(one.orders.pending + one.orders.confirmed + one.orders.cancelled), duration(one.seconds)]))
  : empty("None yet", "The shop keeps no reports; those that you run are listed here until the tab is closed."));

function reconciliations(signal) {
  let wait;
  signal.addEventListener("abort", () => clearTimeout(wait));
  const list = region(async () => {
    const { items } = await get("ops/reconciliations", signal);
    clearTimeout(wait);
    const isRunning = items.some((one) => one.status === "running");
    if (isRunning) wait = setTimeout(list.load, watchEvery);
    return [may("payments:decide") && make("p", {}, button("Compare now", () => begin(list.load), "plain")),
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

function begin(after) {
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
