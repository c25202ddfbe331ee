// The shop at a glance. Orders of the last hour are read once and then counted from the events.
import { get, may, query } from "./api.js";
import { badge, empty, link, loading, make, page, problemNote, region, section, table, time, withoutScope } from "./dom.js";
import { age, clock, count, duration, money, sentence } from "./format.js";
import { listen, live } from "./live.js";
import { bars, line } from "./plot.js";

const minutesShown = 60;
const readMax = 5; // pages of 100 orders
const refreshEvery = 10_000;
const latestMax = 8;

export function overview({ signal }) {
  const tiles = make("div", { class: "tiles six" });
  const failure = make("div");
  const state = { orders: new Map(), overview: null, waiting: null, isCut: false };
  const draw = () => tiles.replaceChildren(...tilesOf(state));
  const latest = make("div", { class: "region" });
  const silos = make("div", { class: "region" }, may("metrics:read") ? loading() : withoutScope("metrics:read"));
  const showLatest = () => latest.replaceChildren(latestTable([...state.orders.values()]));

  async function refresh() {
    try {
      const [read, waiting] = await Promise.all([get("ops/overview", signal), may("orders:read") ? readWaiting(signal) : null]);
      Object.assign(state, { overview: read, waiting });
      failure.replaceChildren();
      if (read.silos) silos.replaceChildren(silosTable(read.silos));
    } catch (problem) {
      if (problem.name === "AbortError") return;
      failure.replaceChildren(problemNote(problem));
    }
    draw();
    if (!signal.aborted) setTimeout(() => { if (!signal.aborted) refresh(); }, refreshEvery);
  }

  // The stream is heard before the state is read, so nothing between the two is missed.
  listen((event) => {
    if (event.type === "gap") return void seed(state, signal).then(draw);
    if (counted(state, event)) {
      draw();
      if (may("orders:read")) showLatest();
    }
  }, signal);
  if (may("orders:read")) {
    seed(state, signal).then(() => { draw(); showLatest(); })
      .catch((problem) => { if (problem.name !== "AbortError") latest.replaceChildren(problemNote(problem)); });
  } else latest.append(withoutScope("orders:read"));
  draw();
  refresh();
  return page("Overview", { lead: "The last hour, live." }, failure, tiles,
    make("div", { class: "columns" }, section("Latest orders", latest), section("Silos", silos)),
    section("Waiting for a person", reviews(signal)));
}

async function seed(state, signal) {
  const from = new Date(Date.now() - minutesShown * 60_000).toISOString();
  let cursor;
  for (let read = 0; read < readMax; read++) {
    const list = await get(query("ops/orders", { from, limit: 100, cursor }), signal);
    for (const order of list.items) {
      state.orders.set(order.id, { id: order.id, at: Date.parse(order.placedAt), status: order.status, total: order.total });
    }
    cursor = list.nextCursor;
    if (!cursor) return;
  }
  state.isCut = true;
}

async function readWaiting(signal) {
  const list = await get(query("ops/orders", { status: "pending", limit: 100 }), signal);
  return { number: list.items.length, more: !!list.nextCursor, oldest: list.items.at(-1)?.placedAt };
}

// Whether the event changes what is shown.
function counted(state, event) {
  const kind = /^shop\.order\.(placed|confirmed|cancelled)\.v1$/.exec(event.type)?.[1];
  if (!kind) return false;
  const known = state.orders.get(event.subject);
  if (!known && kind !== "placed") return false;
  state.orders.set(event.subject, {
    id: event.subject, at: known?.at ?? Date.parse(event.time), total: event.data.total ?? known?.total,
    status: kind === "placed" ? known?.status ?? "pending" : kind,
  });
  const oldest = Date.now() - minutesShown * 60_000;
  for (const [id, order] of state.orders) if (order.at < oldest) state.orders.delete(id);
  return true;
}

function tilesOf(state) {
  const orders = [...state.orders.values()];
  const perMinute = (chosen) => {
    const slots = Array.from({ length: minutesShown }, () => 0);
    for (const order of chosen) {
      const slot = minutesShown - 1 - Math.floor((Date.now() - order.at) / 60_000);
      if (slot >= 0 && slot < minutesShown) slots[slot]++;
    }
    return slots;
  };
  const traffic = state.overview?.traffic;
  const confirmed = orders.filter((order) => order.status === "confirmed");
  const cancelled = orders.filter((order) => order.status === "cancelled");
  const none = may("orders:read") ? null : "orders:read";
  const noMetrics = may("metrics:read") ? null : "metrics:read";
  const placed = perMinute(orders);
  const lost = perMinute(cancelled);
  return [
    tile("Orders", none, `${count(orders.length)}${state.isCut ? "+" : ""}`, `${count(placed.at(-1))} in this minute`,
      bars(`Orders a minute over the last hour, ${orders.length} in all`, placed)),
    tile("Revenue", none, revenue(confirmed), `${count(confirmed.length)} confirmed orders`,
      bars(`Confirmed orders a minute, ${confirmed.length} in all`, perMinute(confirmed))),
    tile("Cancelled", none, count(cancelled.length),
      orders.length ? `${((cancelled.length / orders.length) * 100).toFixed(1)} % of orders` : "No orders yet",
      bars(`Cancelled orders a minute, ${cancelled.length} in all`, lost), cancelled.length > 0 && "warn"),
    tile("Oldest pending", none, state.waiting ? (state.waiting.oldest ? age(state.waiting.oldest) : "None") : "…",
      state.waiting ? `${count(state.waiting.number)}${state.waiting.more ? "+" : ""} pending` : " "),
    tile("p99 of this process", noMetrics, milliseconds(traffic?.p99Milliseconds), `p50 ${milliseconds(traffic?.p50Milliseconds)}`,
      traffic && line(`99th percentile of the last ${traffic.minutes.length} minutes`,
        traffic.minutes.map((minute) => minute.p99Milliseconds))),
    tile("Requests", noMetrics, traffic ? count(traffic.minutes.reduce((sum, minute) => sum + minute.requests, 0)) : "…",
      traffic ? failuresOf(traffic) : " ",
      traffic && bars(`Requests a minute over ${traffic.minutes.length} minutes`, traffic.minutes.map((minute) => minute.requests)),
      traffic?.minutes.some((minute) => minute.failures) && "bad"),
  ];
}

function tile(name, scope, value, detail, plot, mood) {
  return make("div", { class: `tile ${mood || ""}` }, make("h2", {}, name),
    scope ? make("p", { class: "detail" }, "Needs ", make("code", {}, scope)) : [
      make("p", { class: "value" }, value), make("p", { class: "detail" }, detail), plot]);
}

function failuresOf(traffic) {
  const failures = traffic.minutes.reduce((sum, minute) => sum + minute.failures, 0);
  return failures ? `${count(failures)} failed since ${clock(traffic.minutes[0].at)}` : `None failed since ${clock(traffic.minutes[0].at)}`;
}

function revenue(orders) {
  const sums = new Map();
  for (const { total } of orders) {
    if (total) sums.set(total.currency, { ...total, amount: total.amount + (sums.get(total.currency)?.amount ?? 0) });
  }
  return sums.size ? [...sums.values()].map(money).join(" · ") : "–";
}

const milliseconds = (value) => (value === undefined || value === null ? "–" : duration(value / 1000));

function latestTable(orders) {
  const latest = orders.sort((one, other) => other.at - one.at).slice(0, latestMax);
  if (!latest.length) return empty("No orders in the last hour", live.state === "on" ? "The next one appears here by itself." : null);
  return table("Latest orders", [{ name: "Placed" }, { name: "Order" }, { name: "Status" }, { name: "Total", kind: "number" }],
    latest.map((order) => [time(new Date(order.at).toISOString()), link(`orders/${order.id}`, `…${order.id.slice(-8)}`),
      badge(order.status),
      order.total ? money(order.total) : "–"]));
}

function silosTable(silos) {
  return table("Silos", [{ name: "Silo" }, { name: "State" }, { name: "Up" }, { name: "Grains", kind: "number" }],
    silos.map((silo) => [make("span", { class: "two" }, make("b", {}, silo.name), make("small", {}, silo.address)), badge(silo.phase),
      age(silo.startedAt), silo.activations === undefined ? "no answer" : count(silo.activations)]));
}

function reviews(signal) {
  if (!may("orders:read")) return withoutScope("orders:read");
  return region(async () => {
    const { items } = await get(query("ops/orders", { needsReview: true, limit: 20 }), signal);
    if (!items.length) return empty("Nothing waits", "Payments whose outcome the provider does not tell appear here.");
    return table("Orders in review", [{ name: "Order" }, { name: "Placed" }, { name: "Payment" }, { name: "Total", kind: "number" }],
      items.map((order) => [link(`orders/${order.id}`, order.number ?? order.id), time(order.placedAt), sentence(order.payment.status),
        money(order.total)]));
  }, { signal });
}
