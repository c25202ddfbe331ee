// Webhook endpoints with their deliveries, and the subscriptions of brokers and streams.
import { call, get, part } from "./api.js";
import { act, secret } from "./dialog.js";
import { badge, button, empty, facts, link, make, page, region, section, table, time } from "./dom.js";
import { field, number, text, words } from "./form.js";
import { count } from "./format.js";

const refreshEvery = 3000;

export function webhooks({ signal }) {
  const endpoints = region(async () => {
    const { items } = await get("webhook-endpoints", signal);
    if (!items.length) return empty("No endpoint yet", "Add one to send events of the shop to another system.");
    return table("Endpoints", [{ name: "Endpoint" }, { name: "Status" }, { name: "Events" }, { name: "Position", kind: "number" }],
      items.map((one) => [link(`webhooks/${one.id}`, one.url), badge(one.status), one.events.join(", "), count(one.position)]));
  }, { signal });
  const subscriptions = region(async () => {
    const { items } = await get("ops/subscriptions", signal);
    if (!items.length) return empty("No subscription", "Kafka, RabbitMQ and streams are turned on in the shop's settings.");
    return table("Subscriptions", [{ name: "Name" }, { name: "Status" }, { name: "Position", kind: "number" }, { name: "Behind since" },
      { name: "Parked", kind: "number" }, { name: "" }],
    items.map((one) => [one.name, [badge(one.status), one.reason && ` ${one.reason}`], count(one.position), time(one.behindSince),
      count(one.parked.length), [
        one.status === "paused" ? button("Resume", () => steer(one, "resume", subscriptions.load), "plain small")
          : button("Pause", () => steer(one, "pause", subscriptions.load), "plain small"),
        button("Replay", () => replaySubscription(one, subscriptions.load), "plain small")]]));
  }, { signal });
  return page("Webhooks", { lead: "Where the shop's events go.",
    actions: [button("Add an endpoint", () => save(null, null, endpoints.load))] },
  section("Endpoints", endpoints), section("Brokers and streams", subscriptions));
}

export function webhook({ id, signal }) {
  const body = region(async () => {
    const [{ data, tag }, deliveries] = await Promise.all([
      call("GET", `webhook-endpoints/${part(id)}`, { signal }), get(`webhook-endpoints/${part(id)}/deliveries`, signal)]);
    return show(data, tag, deliveries.items, body.load);
  }, { signal, text: "Reading the endpoint…" });
  // Deliveries are no events of the shop, so they are asked for.
  const again = setInterval(() => { if (!document.hidden) body.load(); }, refreshEvery);
  signal.addEventListener("abort", () => clearInterval(again));
  return body;
}

function show(one, tag, deliveries, reload) {
  return page("Webhook endpoint", { back: link("webhooks", "Webhooks"), lead: one.url, actions: [
    button("Replay", () => replay(one, reload)), button("Change", () => save(one, tag, reload), "plain"),
    button("New secret", () => rotate(one, reload), "plain"), button("Delete", () => remove(one), "danger")] },
  section("State", facts(["Status", badge(one.status), one.reason && ` ${one.reason}`], ["Events", one.events.join(", ")],
    ["Position", count(one.position)], ["Next attempt", time(one.nextAttemptAt)], ["Created", time(one.createdAt)])),
  section("Latest deliveries", deliveries.length ? table("Deliveries", [{ name: "When" }, { name: "Event" }, { name: "Outcome" },
    { name: "Answer", kind: "number" }, { name: "Position", kind: "number" }, { name: "" }],
  deliveries.map((entry) => [time(entry.at), make("span", { class: "two" }, entry.type, make("small", {}, entry.subject)),
    badge(entry.outcome,
    { delivered: "Delivered", parked: "Parked", failed: "Failed" }[entry.outcome]), entry.answer || "none", count(entry.position),
  button("Replay this", () => replay(one, reload, entry), "plain small")])) : empty("Nothing was delivered yet", null)));
}

function save(one, tag, after) {
  act({
    title: one ? "Change the endpoint" : "Add an endpoint", submit: one ? "Change" : "Add", after,
    content: [field("Address", text("url", { type: "url", required: true, value: one?.url ?? "https://" })),
      field("Events", text("events", { required: true, value: one?.events.join(" ") ?? "order.*" }),
        "Patterns such as order.* or stock.changed.")],
    plan: ({ url, events }) => {
      if (!URL.canParse(url) || !words(events).length) return { missing: "Enter an address and at least one pattern." };
      return {
        says: [`This sends every event ${words(events).join(" or ")} to ${new URL(url).host} from now on, signed.`,
          one && one.status !== "active" && "The endpoint becomes active and goes on where it had stopped."],
        request: one
          ? { method: "PUT", path: `webhook-endpoints/${part(one.id)}`, headers: { "If-Match": tag }, body: { url, events: words(events) } }
          : { method: "POST", path: "webhook-endpoints", body: { url, events: words(events) } },
      };
    },
    done: ({ data }) => (one ? "The endpoint is changed." : ["The endpoint is added. This is its secret:", secret("Secret", data.secret)]),
  });
}

function rotate(one, after) {
  act({
    title: "Draw a new secret", submit: "Draw", danger: true, after,
    plan: () => ({
      says: ["This draws a new secret for the endpoint. For a day messages are signed with both."],
      request: { method: "POST", path: `webhook-endpoints/${part(one.id)}/secret` },
    }),
    done: ({ data }) => ["This is the new secret:", secret("Secret", data.secret)],
  });
}

function replay(one, after, entry) {
  const from = number("from", { min: 0, required: true, value: entry?.position ?? 0 });
  const to = number("to", { min: 0, value: entry?.position ?? "" });
  act({
    title: "Replay events", submit: "Replay", after,
    content: [field("From position", from, "0 for everything that is kept."), field("To position", to, "Empty for all that follow.")],
    plan: ({ from: first, to: last }) => {
      if (first === "") return { missing: "Enter the position of the first event." };
      if (last !== "" && Number(last) < Number(first)) return { missing: "The last position comes before the first." };
      const range = first === last ? `at position ${count(Number(first))}`
        : `from position ${count(Number(first))} ${last === "" ? "on" : `to ${count(Number(last))}`}`;
      return {
        says: [`This sends ${new URL(one.url).host} the events ${one.events.join(", ")} ${range} again, with the ids that they had.`],
        request: { method: "POST", path: `webhook-endpoints/${part(one.id)}/replay`, body: {
          fromSequence: Number(first), toSequence: last === "" ? undefined : Number(last),
        } },
      };
    },
    done: () => "The events are being sent again; the deliveries show the answers.",
  });
}

function remove(one) {
  act({
    title: "Delete the endpoint", submit: "Delete", danger: true, after: () => { location.hash = "#/webhooks"; },
    plan: () => ({
      says: [`This stops all deliveries to ${one.url} and forgets its secret.`],
      request: { method: "DELETE", path: `webhook-endpoints/${part(one.id)}` },
    }),
    done: () => "The endpoint is deleted.",
  });
}

function steer(one, action, after) {
  act({
    title: `${action === "pause" ? "Pause" : "Resume"} ${one.name}`, submit: action === "pause" ? "Pause" : "Resume", after,
    plan: () => ({
      says: [action === "pause" ? `This stops handing events to ${one.name}. They wait in the outbox; nothing is lost.`
        : `This hands the events that wait to ${one.name}.`],
      request: { method: "POST", path: `ops/subscriptions/${part(one.name)}/${action}` },
    }),
    done: ({ data }) => `${data.name} is ${data.status}.`,
  });
}

function replaySubscription(one, after) {
  act({
    title: `Replay to ${one.name}`, submit: "Replay", after,
    content: [field("From position", number("from", { min: 0, required: true, value: 0 }), "0 for everything that is kept.")],
    plan: ({ from }) => (from === "" ? { missing: "Enter a position." } : {
      says: [`This hands the events from position ${count(Number(from))} on to ${one.name} again, with the ids that they had.`],
      request: { method: "POST", path: `ops/subscriptions/${part(one.name)}/replay`, body: { fromSequence: Number(from) } },
    }),
    done: ({ data }) => `${data.name} goes on from there.`,
  });
}
