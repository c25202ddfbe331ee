// Trouble at the simulated payment provider, to watch what the shop does about it. In Development alone.
import { get } from "./api.js";
import { act } from "./dialog.js";
import { button, facts, link, make, page, region, section } from "./dom.js";
import { field, number, select } from "./form.js";

const troubles = {
  none: ["Nothing goes wrong", "Every payment that would work works."],
  away: ["The provider is away", "Requests never arrive and outcomes cannot be looked up. Orders wait, and give up at their deadline if nothing is captured."],
  lost_requests: ["Requests are lost", "The first request of each operation never arrives. The order looks the operation up and sends it again under the same key."],
  lost_answers: ["Answers are lost", "The first request of each operation is executed and its answer lost. The order learns of it by the same key and charges once."],
  slow_answers: ["Answers are slow", "Operations are executed at once and answered late. The buyer sees the order's progress meanwhile."],
  declines: ["Cards are declined", "The order is cancelled, its units are released and its cart is open again."],
  repeated_webhooks: ["Webhooks are repeated", "Each is sent three times at once and taken once."],
  late_webhooks: ["Webhooks are late", "That of the authorisation arrives after that of the capture, and changes nothing."],
};
const told = ({ trouble, percent }) => (trouble === "none" || percent === 0 ? troubles.none[0] : `${troubles[trouble][0]}: ${percent} %`);

export function lab({ signal }) {
  const body = region(async () => {
    const present = await get("ops/failure-lab", signal);
    const isQuiet = told(present) === troubles.none[0];
    return [make("p", { class: `note ${isQuiet ? "good" : "bad"}` }, told(present), "."),
      make("p", {}, troubles[isQuiet ? "none" : present.trouble][1]),
      make("p", {}, button("Make trouble", () => change(present, body.load)), " ",
        !isQuiet && button("End it", () => end(present, body.load), "plain"))];
  }, { signal });
  return page("Failure lab", { lead: "Make trouble at the simulated provider, buy something, and check that everything adds up." },
    section("At present", body),
    section("How to use it", make("ol", { class: "numbered" },
      make("li", {}, "Make trouble here. It hits payments that would work, and lasts until it is ended or the shop restarts."),
      make("li", {}, "Buy something in ", make("a", { href: "/", target: "_blank", rel: "noopener" }, "the shop"), ", and follow the order under ",
        link("orders", "Orders"), ". Stop the shop in the middle with kill -9 and start it again, if you like."),
      make("li", {}, "Run the ", link("audit", "audit"), ": nothing is charged twice, nothing oversold, and no order stays pending."))),
    section("The troubles", facts(...Object.values(troubles).slice(1).map(([name, text]) => [name, text]))));
}

function change(present, after) {
  act({
    title: "Make trouble at the provider", submit: "Begin", after, danger: true,
    content: [field("What goes wrong", select("trouble", Object.entries(troubles).slice(1).map(([value, [label]]) => [value, label]),
      present.trouble)),
    field("Of a hundred", number("percent", { required: true, min: 1, max: 100, value: present.percent || 100 }),
      "Payments; requests, if the provider is away.")],
    plan: ({ trouble, percent: entered }) => {
      const percent = Number(entered);
      if (!Number.isInteger(percent) || percent < 1 || percent > 100) return { missing: "Enter a number from 1 to 100." };
      return {
        says: [`This changes the simulated provider from “${told(present)}” to “${told({ trouble, percent })}”.`, troubles[trouble][1]],
        request: { method: "PUT", path: "ops/failure-lab", body: { trouble, percent } },
      };
    },
    done: ({ data }) => `${told(data)}.`,
  });
}

function end(present, after) {
  act({
    title: "End the trouble", submit: "End it", after,
    plan: () => ({
      says: [`This ends “${told(present)}”. Orders that wait go on at their next attempt.`],
      request: { method: "PUT", path: "ops/failure-lab", body: { trouble: "none", percent: 0 } },
    }),
    done: ({ data }) => `${told(data)}.`,
  });
}
