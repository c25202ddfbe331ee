// Calls of the public API. A guest's credential is a cookie that scripts cannot read, a customer's is the session.
import { answerOf, newKey, part, Problem, problemOf, query, reach } from "../shared/http.js";
import { frames } from "../shared/stream.js";
import { freshSession, refreshed } from "./session.js";

export { newKey, part, Problem, query };

const pauses = [500, 1_500, 3_000];

// A pause that ends early, with an AbortError, when the signal says so.
export function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => { clearTimeout(timer); reject(signal.reason); };
    const timer = setTimeout(() => { signal?.removeEventListener("abort", stop); resolve(); }, milliseconds);
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}

// Whether it may have been executed without an answer: only the same request with the same key may follow.
export const isUnanswered = (problem) =>
  problem instanceof Problem && (problem.status === 0 || problem.status === 408 || problem.status >= 500 ||
    ["change_in_progress", "merge_in_progress"].includes(problem.code));

const plain = (method, path, { body, headers, signal }, session) => fetch(`/${path}`, {
  method, signal, credentials: "same-origin", cache: "no-store", body: body === undefined ? undefined : JSON.stringify(body),
  headers: {
    ...(body !== undefined && { "Content-Type": "application/json" }),
    ...(session && { Authorization: `Bearer ${session.token}` }), ...headers,
  },
});

// Sends a request as the customer who is signed in, else (or if asked to) as the guest.
async function send(method, path, options) {
  let session = options.asGuest ? null : await freshSession();
  let response = await plain(method, path, options, session);
  if (response.status === 401 && session) {
    session = await refreshed(session);
    // Ended elsewhere: what was meant for a customer's account is not sent as a guest's.
    if (session) response = await plain(method, path, options, session);
  }
  return response;
}

export function call(method, path, options = {}) {
  return reach(async () => {
    const response = await send(method, path, options);
    if (!response.ok) throw await problemOf(response);
    return answerOf(response);
  });
}

// A write: one command with one key, repeated while its answer is lost on the way.
export async function command(method, path, body, { key = newKey(), headers, signal, asGuest } = {}) {
  for (let attempt = 0; ; attempt++) {
    try {
      return (await call(method, path, { body, signal, asGuest, headers: { ...headers, "Idempotency-Key": key } })).data;
    } catch (problem) {
      if (!isUnanswered(problem) || attempt >= pauses.length) throw problem;
    }
    await pause(pauses[attempt], signal);
  }
}

export const get = async (path, signal) => (await call("GET", path, { signal })).data;

// An action that runs once more, instead of beside itself, if it is asked for while it runs.
export function coalesced(action) {
  let isRunning = false;
  let again = false;
  return async () => {
    again = true;
    if (isRunning) return;
    isRunning = true;
    try {
      while (again) {
        again = false;
        await action();
      }
    } finally {
      isRunning = false;
    }
  };
}

// Hears the events of one subject until the signal; a new connection and a gap are told as events as well, because
// something may have been missed. A hidden page holds no connection: a browser has few for one host.
export async function follow(path, signal, hear) {
  let last;
  while (!signal.aborted) {
    const open = new AbortController();
    const hide = () => { if (document.hidden) open.abort(); };
    document.addEventListener("visibilitychange", hide);
    try {
      if (document.hidden) await becomeVisible(signal);
      const both = AbortSignal.any([signal, open.signal]);
      const response = await send("GET", path, { signal: both, headers: last ? { "Last-Event-ID": last } : {} });
      if (!response.ok) throw await problemOf(response);
      hear({ type: "open" });
      for await (const frame of frames(response.body)) {
        last = frame.id ?? last;
        hear(frame.event === "gap" ? { type: "gap" } : JSON.parse(frame.data));
      }
    } catch (failure) {
      if (signal.aborted) return;
      if (failure instanceof Problem && failure.isRefusal) return hear({ type: "refused" });
      if (!open.signal.aborted) hear({ type: "lost" });
    } finally {
      document.removeEventListener("visibilitychange", hide);
    }
    await pause(2_000, signal).catch(() => {});
  }
}

const becomeVisible = (signal) => new Promise((resolve) => {
  const look = () => {
    if (document.hidden && !signal.aborted) return;
    document.removeEventListener("visibilitychange", look);
    resolve();
  };
  document.addEventListener("visibilitychange", look);
  signal.addEventListener("abort", look, { once: true });
});
