// The session of a customer, shared by the tabs of this browser. Its tokens are sent in a header alone, so no other
// site can use them; scripts from elsewhere, which could read them, are kept out by the Content-Security-Policy.
import { newKey, problemOf } from "../shared/http.js";

const keptAs = "shop.session";
const earlier = 60_000; // A token is exchanged this long before it ends.

export function session() {
  const text = localStorage.getItem(keptAs);
  return text === null ? null : JSON.parse(text);
}

// Each refresh token is used with a key that is drawn with it: tabs that use it at the same time send the same request
// and get the same tokens, where another key would end the session as a sign of theft.
export function keepSession({ token, expiresAt, refreshToken }, { id, name, email, emailVerified }) {
  localStorage.setItem(keptAs, JSON.stringify({
    token, expiresAt, refreshToken, refreshKey: newKey(), user: { id, name, email, emailVerified },
  }));
  dispatchEvent(new CustomEvent("session"));
}

export function keepUser({ id, name, email, emailVerified }) {
  localStorage.setItem(keptAs, JSON.stringify({ ...session(), user: { id, name, email, emailVerified } }));
}

export function endSession() {
  localStorage.removeItem(keptAs);
  dispatchEvent(new CustomEvent("session"));
}

export function freshSession() {
  const kept = session();
  return kept && Date.parse(kept.expiresAt) - Date.now() < earlier ? refreshed(kept) : kept;
}

let refreshing = null;

// The session after the given one; null if it has ended.
export function refreshed(used) {
  refreshing ??= exchange(used).finally(() => { refreshing = null; });
  return refreshing;
}

async function exchange(used) {
  const kept = session();
  if (kept?.token !== used.token) return kept; // Another tab was faster.
  const response = await fetch("/sessions/refresh", {
    method: "POST", credentials: "same-origin", cache: "no-store", body: JSON.stringify({ refreshToken: used.refreshToken }),
    headers: { "Content-Type": "application/json", "Idempotency-Key": used.refreshKey },
  });
  if (response.ok) {
    const { user, ...tokens } = await response.json();
    keepSession(tokens, user);
    return session();
  }

  const problem = await problemOf(response);
  if (problem.status !== 401) throw problem;
  endSession();
  dispatchEvent(new CustomEvent("signed-out"));
  return null;
}

export const isSignedIn = () => session() !== null;
