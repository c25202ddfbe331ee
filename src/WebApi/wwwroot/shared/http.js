// What calls of the shop's API have in common; whose credential they carry is decided by the pages.
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? "The shop gave no reason.");
    Object.assign(this, { status, title: body.title ?? `The shop answered ${status}`, code: body.code ?? "", body });
  }

  // Whether the shop has decided against it: then it was not executed, and a changed request is another command.
  get isRefusal() {
    return this.status >= 400 && this.status < 500 && ![408, 425, 429].includes(this.status) &&
      this.code !== "idempotency_key_reused";
  }
}

// A key must be hard to guess but need not come from a secure context, as randomUUID would.
export const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export async function problemOf(response) {
  let body = {};
  try { body = await response.json(); } catch { /* An answer from a proxy; its status says enough. */ }
  return new Problem(response.status, body);
}

// Sends a request and reads its answer; without one, the problem has the status 0.
export async function reach(send) {
  try {
    return await send();
  } catch (failure) {
    if (failure instanceof Problem || failure.name === "AbortError") throw failure;
    throw new Problem(0, {
      title: "The shop cannot be reached", code: "unreachable", detail: "Check the connection, then try again.",
    });
  }
}

export async function answerOf(response) {
  const text = await response.text();
  return {
    status: response.status, tag: response.headers.get("ETag"), isReplay: response.headers.has("Idempotency-Replayed"),
    data: text ? JSON.parse(text) : {},
  };
}

export const part = encodeURIComponent;

export function query(path, values) {
  const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return set.length ? `${path}?${new URLSearchParams(set)}` : path;
}
