// Calls of the shop's API with the operator's key, which is kept for this tab alone and sent in a header alone.
import { answerOf, newKey, part, Problem, problemOf, query, reach } from "../shared/http.js";

export { newKey, part, Problem, query };

const keyName = "ops.key";

export const session = {
  get key() { return sessionStorage.getItem(keyName); },
  set key(value) { sessionStorage.setItem(keyName, value); },
  operator: null,
  failureLab: false,
  end() {
    sessionStorage.removeItem(keyName);
    this.operator = null;
  },
};

export const may = (...scopes) => scopes.every((scope) => session.operator?.scopes.includes(scope));

// A file is sent as it is, everything else as JSON.
export const send = (path, { method = "GET", headers = {}, body, signal } = {}) => fetch(`/${path}`, {
  method, signal, body: body === undefined || body instanceof Blob ? body : JSON.stringify(body), credentials: "omit", cache: "no-store",
  headers: {
    Authorization: `Bearer ${session.key}`, ...(body !== undefined && { "Content-Type": "application/json" }), ...headers,
  },
});

export async function readProblem(response) {
  const problem = await problemOf(response);
  if (response.status === 401 && session.key) dispatchEvent(new CustomEvent("signed-out", { detail: problem.message }));
  return problem;
}

export async function call(method, path, { body, headers, signal } = {}) {
  const response = await reach(() => send(path, { method, headers, body, signal }));
  if (!response.ok) throw await readProblem(response);
  return answerOf(response);
}

export const get = async (path, signal) => (await call("GET", path, { signal })).data;
