// The cart. A guest's is created with its first item, a customer's is the one that the customer has on every device.
import { call, command, get, isUnanswered, newKey, part, pause, Problem } from "./api.js";
import { isSignedIn, session } from "./session.js";

const guestAs = "shop.guest-cart"; // Its id, and the key that created it.
const ownAs = "shop.own-cart"; // Its id and its customer's.
const versionAs = "shop.cart-version"; // Changes with the cart, so that other tabs read it again.
const attemptAs = "shop.attempt"; // What was ordered with which key.
let cart = null;

export const currentCart = () => cart;
export const unitsOf = (of) => of?.items.reduce((sum, line) => sum + line.quantity, 0) ?? 0;
const isGone = (problem) => problem instanceof Problem &&
  ([401, 403, 410].includes(problem.status) || ["cart_not_found", "cart_merged"].includes(problem.code));

const read = (name) => JSON.parse(localStorage.getItem(name) ?? "null");
const write = (name, value) => (value === null ? localStorage.removeItem(name) : localStorage.setItem(name, JSON.stringify(value)));

function keep(latest) {
  cart = latest?.status === "merged" ? null : latest;
  if (isSignedIn()) write(ownAs, cart && { id: cart.id, user: session().user.id });
  else if (!cart) write(guestAs, null);
  localStorage.setItem(versionAs, cart ? `${cart.id} ${cart.version}` : "");
  dispatchEvent(new CustomEvent("cart"));
  return cart;
}

// The cart of another identity is no longer shown; it is kept where it was.
export function forgetCart() {
  cart = null;
  dispatchEvent(new CustomEvent("cart"));
}

addEventListener("storage", (event) => {
  if (event.key === versionAs || event.key === ownAs) loadCart().catch(() => forgetCart());
});

async function cartId(signal) {
  if (!isSignedIn()) return read(guestAs)?.id;
  const own = read(ownAs);
  if (own?.user === session().user.id) return own.id;
  return (await get("cart", signal)).cartId;
}

export async function loadCart({ checkStock = false, signal } = {}) {
  const id = await cartId(signal);
  if (!id) return keep(null);
  try {
    const latest = await get(`carts/${part(id)}${checkStock ? "?checkStock=true" : ""}`, signal);
    return keep(latest);
  } catch (problem) {
    if (!isGone(problem)) throw problem;
    return keep(null);
  }
}

async function createGuestCart() {
  const key = newKey();
  const created = await command("POST", "carts", {}, { key });
  write(guestAs, { id: created.id, key });
  // The token of a guest is in the cookie; this copy of it is not needed.
  delete created.token;
  return keep(created);
}

export async function addToCart(sku, quantity) {
  // The same key on every attempt: an answer lost on the way does not put the item in twice.
  const key = newKey();
  for (let attempt = 0; ; attempt++) {
    try {
      if (!cart) await loadCart();
      if (!cart && isSignedIn()) {
        await command("POST", "cart", { itemId: sku, quantity }, { key });
        return await loadCart();
      }
      if (!cart) await createGuestCart();
      return keep(await command("POST", `carts/${cart.id}/items`, { sku, quantity }, { key }));
    } catch (problem) {
      if (attempt > 0 || !isGone(problem)) throw problem;
      keep(null);
    }
  }
}

// Any other change of the cart, by the path below it.
export const changeCart = async (method, path, body) => keep(await command(method, `carts/${cart.id}/${path}`, body));

export const setQuantity = (line, quantity) => (quantity > 0
  ? changeCart("PATCH", `items/${part(line.id)}`, { quantity })
  : changeCart("DELETE", `items/${part(line.id)}`));

// Moves what the guest had in the cart into the customer's. Each step may be repeated, and is when the page is opened the
// next time: the guest's cart stays noted until the last one. The guest's token, which a script cannot read from the
// cookie, is in the answer to the request that created the cart, which is therefore repeated with its key.
export async function adoptGuestCart() {
  const guest = read(guestAs);
  if (!guest || !isSignedIn()) return;
  let from;
  try {
    from = (await call("GET", `carts/${part(guest.id)}`, { asGuest: true })).data;
  } catch (problem) {
    if (!isGone(problem)) throw problem;
  }
  if (from?.status !== "merged" && from?.items.length > 0) {
    const { token } = await command("POST", "carts", {}, { key: guest.key, asGuest: true });
    const own = await ownCart(from.items, guest.key);
    keep(await command("POST", `carts/${part(own)}/merge`, { fromCartId: guest.id, fromToken: token },
      { key: `merge-${guest.key}` }));
  }
  await command("DELETE", "cart", undefined, { asGuest: true });
  write(guestAs, null);
}

// A customer's cart exists from its first item on: the first of the guest's that can be had.
async function ownCart(items, key) {
  const { cartId: known } = await get("cart");
  if (known) return known;
  let refusal;
  for (const [index, { sku, quantity }] of items.entries()) {
    try {
      return (await command("POST", "cart", { itemId: sku, quantity }, { key: `first-${index}-${key}` })).cartId;
    } catch (problem) {
      if (!["insufficient_stock", "sku_not_found"].includes(problem.code)) throw problem;
      refusal = problem;
    }
  }
  throw refusal;
}

const patience = 60; // Attempts without an answer.
const longestPause = 4_000;

// Places the order. Its key lives until the shop has given a definite answer, also when the page is opened again: a repeated
// attempt resumes the order instead of making another. Without an answer it is repeated, and waiting(attempt) tells.
export async function placeOrder(paymentToken, waiting, signal) {
  const { amount, currency } = cart.total;
  const body = { paymentToken, expectedTotal: { amount, currency } };
  const attempt = `${cart.id} ${cart.version} ${amount} ${paymentToken}`;
  const kept = read(attemptAs);
  const key = kept?.attempt === attempt ? kept.key : newKey();
  write(attemptAs, { attempt, key });
  const headers = { "Idempotency-Key": key, Prefer: "respond-async, wait=1" };
  for (let tried = 1; ; tried++) {
    try {
      const { data } = await call("POST", `carts/${cart.id}/checkout`, { body, headers, signal });
      write(attemptAs, null);
      return data;
    } catch (problem) {
      const mayBePlaced = isUnanswered(problem) || problem.status === 429;
      if (problem instanceof Problem && !mayBePlaced) write(attemptAs, null);
      if (!mayBePlaced || tried >= patience) throw problem;
      waiting(tried);
      await pause(Math.min(500 * 2 ** tried, longestPause), signal);
    }
  }
}
