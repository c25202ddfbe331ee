// The shop's events as they happen. An EventSource cannot send the operator's key, so the stream is read with fetch.
import { frames } from "../shared/stream.js";
import { may, readProblem, send } from "./api.js";

const pause = 2000;
const listeners = new Set();
let stream = null;

export const live = { state: "off" };

function setState(state) {
  live.state = state;
  dispatchEvent(new CustomEvent("live", { detail: state }));
}

// Hears every event until the signal; a missed stretch is told as { type: "gap" }.
export function listen(listener, signal) {
  listeners.add(listener);
  signal.addEventListener("abort", () => listeners.delete(listener));
}

export function start() {
  if (stream || !may("events:read")) return;
  stream = new AbortController();
  follow(stream.signal);
}

export function stop() {
  stream?.abort();
  stream = null;
  setState("off");
}

async function follow(signal) {
  let last;
  while (!signal.aborted) {
    try {
      const response = await send("ops/events", { signal, headers: last ? { "Last-Event-ID": last } : {} });
      if (!response.ok) {
        const problem = await readProblem(response);
        if ([401, 403].includes(problem.status)) return stop();
        throw problem;
      }
      setState("on");
      for await (const frame of frames(response.body)) {
        last = frame.id ?? last;
        tell(frame.event === "gap" ? { type: "gap" } : JSON.parse(frame.data));
      }
    } catch (failure) {
      if (signal.aborted) return;
      setState("broken");
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

function tell(event) {
  for (const listener of listeners) listener(event);
}
