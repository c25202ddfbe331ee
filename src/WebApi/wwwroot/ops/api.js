// Calls of the shop's API with the operator's key, which is kept for this tab alone and sent in a header alone.
const keyName = "ops.key";

export const session = {
  get key() { return sessionStorage.getItem(keyName); },
  set key(value) { sessionStorage.setItem(keyName, value); },
  operator: null,
  end() {
    sessionStorage.removeItem(keyName);
    this.operator = null;
  },
};

export const may = (...scopes) => scopes.every((scope) => session.operator?.scopes.includes(scope));

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

// A file is sent as it is, everything else as JSON.
export const send = (path, { method = "GET", headers = {}, body, signal } = {}) => fetch(`/${path}`, {
  method, signal, body: body === undefined || body instanceof Blob ? body : JSON.stringify(body), credentials: "omit", cache: "no-store",
  headers: {
    Authorization: `Bearer ${session.key}`, ...(body !== undefined && { "Content-Type": "application/json" }), ...headers,
  },
});

export async function readProblem(response) {
  let body = {};
  try { body = await response.json(); } catch { /* An answer from a proxy; its status says enough. */ }
  if (response.status === 401 && session.key) dispatchEvent(new CustomEvent("signed-out", { detail: body.detail }));
  return new Problem(response.status, body);
}

export async function call(method, path, { body, headers, signal } = {}) {
  let response;
  try {
    response = await send(path, { method, headers, body, signal });
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new Problem(0, {
      title: "The shop cannot be reached", code: "unreachable", detail: "Check the connection, then try again.",
    });
  }
  if (!response.ok) throw await readProblem(response);
  const text = await response.text();
  return {
    status: response.status, tag: response.headers.get("ETag"), isReplay: response.headers.has("Idempotency-Replayed"),
    data: text ? JSON.parse(text) : {},
  };
}

export const get = async (path, signal) => (await call("GET", path, { signal })).data;

export const part = encodeURIComponent;

export function query(path, values) {
  const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return set.length ? `${path}?${new URLSearchParams(set)}` : path;
}
