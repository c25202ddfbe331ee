// The page talks to the public API only; the guest cookie that comes with a cart is its one credential.
const byId = (id) => document.getElementById(id);
const panel = byId("panel"), panelTitle = byId("panel-title"), panelBody = byId("panel-body");
const pageSize = 24;
const tokens = [
  ["tok_ok", "Card that works", "Authorised and captured at once."],
  ["tok_declined", "Declined card", "The bank says no; the books go back on the shelf."],
  ["tok_insufficient_funds", "Empty account", "Refused for want of funds."],
  ["tok_timeout_before", "Request lost", "The provider never hears of it, so the shop asks again."],
  ["tok_timeout_after", "Answer lost", "Charged, but the answer never arrives. It must not be charged twice."],
  ["tok_slow", "Slow bank", "Takes a while; the time line shows the wait."],
  ["tok_duplicate_webhook", "News comes twice", "The provider reports the payment more than once."],
  ["tok_late_webhook", "News comes late", "The provider reports after everything is settled."],
  ["tok_bank_debit", "Bank debit", "Under way for a while; the order is confirmed when the money has come."],
  ["tok_3ds", "Bank asks first", "You confirm the payment on the bank's page (3-D Secure)."],
];
const icons = {
  plus: "M12 6v12M6 12h12", book: "M4 6c3-1 6-1 8 1 2-2 5-2 8-1v13c-3-1-6-1-8 1-2-2-5-2-8-1zM12 7v13",
  bag: "M5 8.5h14l-1.2 12H6.2zM9 11V7a3 3 0 0 1 6 0v4", cloud: "M7 18a4 4 0 0 1 0-8 5.5 5.5 0 0 1 10.5 1A3.5 3.5 0 0 1 17 18M4 4l16 16",
  confirmed: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m-4 9 3 3 5-6", cancelled: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m-3 6 6 6m0-6-6 6",
  pending: "M12 3a9 9 0 1 1-9 9",
};

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value !== "string") element[name] = value;
    else if (value != null && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child != null));
  return element;
}

function draw(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const icon = (name) => draw("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, draw("path", { d: icons[name] }));

function money({ amount, currency }) {
  const format = new Intl.NumberFormat(navigator.language, { style: "currency", currency });
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
}

function sentence(name) {
  const words = String(name).replace(/([a-z])([A-Z])/g, "$1 $2").replace(/[._-]+/g, " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

// A key must be hard to guess but need not come from a secure context, as randomUUID would.
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");

class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? "Something went wrong.");
    Object.assign(this, { status, title: body.title ?? "That did not work", code: body.code ?? "", body });
  }
}

async function call(method, path, body, headers = {}, signal = undefined) {
  let response;
  try {
    response = await fetch(path, {
      method, signal, headers: body ? { ...headers, "Content-Type": "application/json" } : headers,
      body: body && JSON.stringify(body), credentials: "same-origin",
    });
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new Problem(0, { title: "The shop cannot be reached", detail: "Check the connection and try again." });
  }
  const text = await response.text();
  let data = {};
  try { data = text ? JSON.parse(text) : {}; } catch { /* An answer from a proxy; its status says enough. */ }
  if (!response.ok) throw new Problem(response.status, data);
  return { status: response.status, data };
}

const get = async (path, signal) => (await call("GET", path, undefined, {}, signal)).data;

// ── Covers: the same title always has the same cover. ──────────────────────────────────────────
const inks = [
  ["#12343b", "#f3e9d2", "#e1b382"], ["#7b2d26", "#f8ead3", "#f0a868"], ["#1f3a5f", "#f4efe2", "#e5b25d"],
  ["#2f4b3c", "#f1ead6", "#d9a441"], ["#ecd9b4", "#2b2118", "#b4552d"], ["#3d2645", "#f5e6e8", "#d57a66"],
  ["#d8c7a3", "#22302b", "#3c6e5b"], ["#b5492d", "#fff1dc", "#2c2a32"], ["#20252b", "#f2ede4", "#c98a3d"],
  ["#4a6670", "#fbf3e4", "#f2c078"], ["#e8e0cf", "#1f2a44", "#c0392b"], ["#5a3e2b", "#f6e7cb", "#e3a857"],
];

function cover(title, author) {
  let seed = 2166136261;
  for (const char of title) seed = Math.imul(seed ^ char.codePointAt(0), 16777619) >>> 0;
  const [ground, text, accent] = inks[seed % inks.length];
  const pick = (shift, range) => (seed >>> shift) % range;
  const shape = (tag, attributes) => draw(tag, { fill: "none", stroke: accent, "stroke-width": 2.5, ...attributes });
  const motifs = [
    () => [0, 1, 2, 3, 4, 5].map((i) => shape("circle", { cx: 60 + pick(6, 80), cy: 235, r: 16 + i * (13 + pick(9, 6)), opacity: 1 - i * .13 })),
    () => Array.from({ length: 12 }, (_, i) => shape("path", { d: `M${-20 + i * 22} 310 L${60 + i * 22} 165`, opacity: .35 + (i % 3) * .3 })),
    () => [0, 1, 2, 3].map((i) => shape("path", { d: `M0 ${300 - i * 28} Q ${50 + pick(5, 50)} ${225 - i * 22} 100 ${266 - i * 28} T 200 ${255 - i * 28} V300 H0z`, fill: accent, stroke: "none", opacity: .28 })),
    () => Array.from({ length: 35 }, (_, i) => shape("circle", { cx: 28 + (i % 7) * 24, cy: 178 + Math.floor(i / 7) * 21, r: 2 + ((i * (3 + pick(7, 5))) % 7), fill: accent, stroke: "none" })),
    () => [shape("circle", { cx: 100, cy: 225, r: 46, fill: accent, stroke: "none" }), ...[0, 1, 2, 3].map((i) => shape("path", { d: `M30 ${232 + i * 12} H170`, stroke: ground, "stroke-width": 3 + i * 2 }))],
    () => [0, 1, 2, 3, 4].map((i) => shape("rect", { x: 45 + i * 11, y: 172 + i * 11, width: 110 - i * 22, height: 110 - i * 22, transform: `rotate(${pick(8, 45)} 100 227)` })),
  ];
  const size = title.length > 34 ? 17 : title.length > 18 ? 20.5 : 25;
  const fits = Math.floor(330 / size);
  const rows = title.split(" ").reduce((all, word) => {
    if (all.length && (all.at(-1) + " " + word).length <= fits) all[all.length - 1] += " " + word;
    else all.push(word);
    return all;
  }, []).slice(0, 5);
  const family = "Iowan Old Style, Palatino, P052, Noto Serif, Georgia, serif";
  const words = rows.map((row, i) => draw("text", {
    x: 22, y: 74 + i * size * 1.16, fill: text, "font-size": size, "font-family": family, "font-weight": 600,
    ...(row.length > fits && { textLength: 158, lengthAdjust: "spacingAndGlyphs" }),
  }, row));
  const by = draw("text", { x: 22, y: 36, fill: text, opacity: .8, "font-size": author.length > 20 ? 8.5 : 10, "letter-spacing": ".08em", "font-family": "system-ui, sans-serif", "font-weight": 600 }, author.slice(0, 24).toUpperCase());
  return make("span", { class: "cover" }, draw("svg", { viewBox: "0 0 200 300", "aria-hidden": "true", preserveAspectRatio: "xMidYMid slice" },
    draw("rect", { width: 200, height: 300, fill: ground }), draw("g", {}, ...motifs[pick(16, motifs.length)]()),
    draw("rect", { width: 200, height: 74 + rows.length * size * 1.16 - size * .5, fill: ground, opacity: .82 }), by, ...words,
    draw("rect", { x: 0, width: 7, height: 300, fill: "#000", opacity: .22 }), draw("rect", { x: 7, width: 1.5, height: 300, fill: "#fff", opacity: .16 })));
}

// ── The list of books. ─────────────────────────────────────────────────────────────────────────
const list = { search: "", category: "", cursor: null, count: 0, request: null };
const known = new Map();

function bookCard(book) {
  known.set(book.id, book);
  return make("li", { class: "book" }, cover(book.title, book.author),
    make("h3", {}, make("a", { href: `#/book/${encodeURIComponent(book.id)}` }, book.title)),
    make("p", { class: "author" }, book.author),
    make("div", { class: "row" }, make("span", { class: "price" }, money(book.price)),
      make("button", { class: "quick", type: "button", "aria-label": `Add ${book.title} to the cart`, onclick: (e) => busy(e.currentTarget, () => addToCart(book, 1)) }, icon("plus"))));
}

const ghosts = () => Array.from({ length: 12 }, () => make("li", { class: "book ghost", "aria-hidden": "true" }, make("span", { class: "cover" }), make("i"), make("i")));
const emptyState = (symbol, title, text, action) => make("div", { class: "empty" }, icon(symbol), make("p", {}, make("strong", {}, title)), make("p", {}, text), action);

async function loadBooks(next = false) {
  list.request?.abort();
  const request = list.request = new AbortController();
  const books = byId("books"), more = byId("more"), summary = byId("summary");
  if (!next) { list.cursor = null; list.count = 0; books.replaceChildren(...ghosts()); summary.textContent = ""; }
  more.replaceChildren();
  books.setAttribute("aria-busy", "true");
  try {
    const query = new URLSearchParams({ limit: pageSize });
    for (const name of ["search", "category", "cursor"]) if (list[name]) query.set(name, list[name]);
    const page = await get(`products?${query}`, request.signal);
    const cards = page.items.map(bookCard);
    next ? books.append(...cards) : books.replaceChildren(...cards);
    if (next) cards[0]?.querySelector("a").focus({ preventScroll: true });
    list.count += cards.length;
    list.cursor = page.nextCursor;
    const filtered = list.search || list.category;
    summary.textContent = filtered && list.count ? `${list.count}${list.cursor ? "+" : ""} ${list.count === 1 ? "book" : "books"}${list.category ? ` in ${list.category}` : ""}${list.search ? ` for “${list.search}”` : ""}` : "";
    if (!list.count) more.replaceChildren(emptyState("book", "Nothing on this shelf", "No title or author matches. Try fewer letters or another category.", filtered && make("button", { class: "button plain", type: "button", onclick: () => choose("", "") }, "Show all books")));
    else if (list.cursor) more.replaceChildren(make("button", { class: "button plain", type: "button", onclick: () => loadBooks(true) }, "Show more books"));
  } catch (problem) {
    if (problem.name === "AbortError") return;
    if (!next) books.replaceChildren();
    more.replaceChildren(emptyState("cloud", problem.title, problem.message, make("button", { class: "button", type: "button", onclick: () => loadBooks(next) }, "Try again")));
  } finally {
    if (list.request === request) books.removeAttribute("aria-busy");
  }
}

// Search and category are in the address, so that a list can be kept, shared and gone back to.
function choose(category, search = list.search) {
  const query = new URLSearchParams();
  if (search) query.set("search", search);
  if (category) query.set("category", category);
  const isTyping = Boolean(search && list.search);
  const address = `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`;
  if (address !== `${location.pathname}${location.search}${location.hash}`) {
    isTyping && category === list.category ? history.replaceState(null, "", address) : history.pushState(null, "", address);
  }
  show(category, search);
}

function showAddressed() {
  const query = new URLSearchParams(location.search);
  const [category, search] = [query.get("category") ?? "", query.get("search") ?? ""];
  if (category !== list.category || search !== list.search) show(category, search);
}

function show(category, search) {
  Object.assign(list, { category, search });
  byId("search").value = search;
  title();
  byId("hero").hidden = Boolean(category || search);
  for (const chip of byId("categories").children) chip.setAttribute("aria-pressed", String(chip.value === category));
  loadBooks();
}

async function loadCategories() {
  try {
    const found = await get("products/categories");
    const all = (found.items ?? found).map((c) => (typeof c === "string" ? { name: c } : c));
    const chip = (name, label, count) => make("button", { class: "chip", type: "button", value: name, "aria-pressed": String(name === list.category), onclick: () => choose(name) }, label, count ? make("small", {}, count) : null);
    byId("categories").replaceChildren(chip("", "All"), ...all.map((c) => chip(c.name, c.name, c.products ?? c.count)));
    byId("categories").hidden = all.length === 0;
  } catch { /* Without categories the shop still sells: search and paging remain. */ }
}

// ── The cart. ──────────────────────────────────────────────────────────────────────────────────
let cart = null;
const linesOf = (c) => c?.items ?? c?.lines ?? [];

function keepCart(latest) {
  cart = latest;
  latest ? localStorage.setItem("shop.cart", latest.id) : localStorage.removeItem("shop.cart");
  // Other tabs hear of it.
  localStorage.setItem("shop.cart.version", latest ? `${latest.id} ${latest.version}` : "");
  showCount(latest);
}

function showCount(latest) {
  const count = linesOf(latest).reduce((sum, line) => sum + line.quantity, 0);
  const badge = byId("cart-count");
  badge.hidden = count === 0;
  badge.textContent = count > 99 ? "99+" : count;
  byId("cart-link").setAttribute("aria-label", count === 1 ? "Cart, 1 book" : `Cart, ${count} books`);
}

async function loadCart() {
  const id = localStorage.getItem("shop.cart");
  if (!id) return keepCart(null);
  try { keepCart(await get(`carts/${id}`)); } catch (problem) {
    if (![401, 403, 404, 410].includes(problem.status)) throw problem;
    keepCart(null);
  }
}

async function addToCart(book, quantity) {
  // The same key on every attempt: an answer lost on the way does not put the book in twice.
  const key = { "Idempotency-Key": newKey() };
  if (!cart) await loadCart();
  for (let attempt = 0; ; attempt++) {
    if (!cart) keepCart((await call("POST", "carts", {}, { "Idempotency-Key": newKey() })).data);
    try {
      keepCart((await call("POST", `carts/${cart.id}/items`, { sku: book.sku, quantity }, key)).data);
      return toast(`“${book.title}” is in the cart`);
    } catch (problem) {
      if (attempt > 1 || (problem.status && ![401, 403, 410].includes(problem.status) && problem.code !== "cart_not_found")) throw problem;
      if (problem.status) keepCart(null);
    }
  }
}

async function changeLine(line, quantity) {
  const path = `carts/${cart.id}/items/${encodeURIComponent(line.id ?? line.lineId)}`;
  const { data } = quantity > 0 ? await call("PATCH", path, { quantity }) : await call("DELETE", path);
  keepCart(linesOf(data).length || data.id ? data : await get(`carts/${cart.id}`));
  showCartLines();
}

function stepper(quantity, label, change) {
  const step = (by, text, sign) => make("button", { type: "button", "aria-label": `${text} ${label}`, disabled: by < 0 && quantity <= 1, onclick: (e) => busy(e.currentTarget, () => change(quantity + by)) }, sign);
  return make("div", { class: "stepper" }, step(-1, "One fewer of", "−"), make("output", { "aria-live": "polite" }, quantity), step(1, "One more of", "+"));
}

async function showCart() {
  open("Your cart", make("p", { class: "loading", role: "status" }, "Looking into the cart…"));
  await loadCart();
  showCartLines();
}

function showCartLines(failure = null) {
  if (location.hash !== "#/cart") return;
  const lines = linesOf(cart);
  if (!lines.length) {
    return panelBody.replaceChildren(emptyState("bag", "The cart is empty", "Pick a book and it waits here for you.", make("button", { class: "button", type: "button", onclick: close }, "Browse the books")));
  }
  if (cart.lockedBy) {
    return panelBody.replaceChildren(emptyState("pending", "This cart is being ordered", "Its order goes on by itself, even if this page was closed.", make("a", { class: "button", href: `#/order/${cart.lockedBy}` }, "Follow the order")));
  }
  const chosen = panelBody.querySelector("input[name=token]:checked")?.value ?? "tok_ok";
  const rows = lines.map((line) => make("li", {}, cover(line.title, ""),
    make("div", {}, make("strong", {}, line.title), make("div", { class: "each" }, `${money(line.unitPrice)} each`)),
    make("span", { class: "price" }, money(line.total ?? { ...line.unitPrice, amount: line.unitPrice.amount * line.quantity })),
    make("div", { class: "tools" }, stepper(line.quantity, line.title, (quantity) => changeLine(line, quantity)),
      make("button", { class: "text", type: "button", "aria-label": `Remove ${line.title}`, onclick: (e) => busy(e.currentTarget, () => changeLine(line, 0)) }, "Remove"))));
  const warnings = (cart.warnings ?? []).map((w) => make("div", { class: "notice mild" }, make("p", {}, w.message ?? `${sentence(w.code)}: ${w.sku ?? ""}`)));
  const pay = make("fieldset", { class: "pay" }, make("legend", {}, "Pay with a test token"),
    tokens.map(([value, name, text]) => make("label", {}, make("input", { type: "radio", name: "token", value, checked: value === chosen }), make("span", {}, name), make("small", {}, text))));
  panelBody.replaceChildren(failure ?? "", ...warnings, make("ul", { class: "lines" }, rows),
    pay, make("p", { class: "fine" }, "Order twice, or reload in between: there will be one order."),
    make("div", { class: "till" }, make("p", { class: "sum" }, "Total", make("b", {}, money(cart.total))),
      make("button", { class: "button wide", type: "button", onclick: (e) => busy(e.currentTarget, checkOut) }, "Place the order")));
}

async function checkOut() {
  const paymentToken = panelBody.querySelector("input[name=token]:checked").value;
  // The key lives until the shop has given a definite answer, so a retry resumes the order instead of making another.
  const attempt = `${cart.id} ${cart.version ?? ""} ${paymentToken}`;
  const kept = JSON.parse(localStorage.getItem("shop.attempt") ?? "null");
  const key = kept?.attempt === attempt ? kept.key : newKey();
  localStorage.setItem("shop.attempt", JSON.stringify({ attempt, key }));
  try {
    const { data } = await call("POST", `carts/${cart.id}/checkout`, { paymentToken, expectedTotal: { amount: cart.total.amount, currency: cart.total.currency } }, { "Idempotency-Key": key, Prefer: "respond-async, wait=1" });
    localStorage.removeItem("shop.attempt");
    await loadCart().catch(() => {});
    // The shopper may have gone elsewhere meanwhile.
    if (location.hash === "#/cart") location.hash = `#/order/${data.id}`;
    else toast("Your order is placed: see Orders");
  } catch (problem) {
    const isDefinite = problem.status >= 400 && problem.status < 500 && problem.status !== 429 && problem.code !== "request_in_progress";
    if (isDefinite) localStorage.removeItem("shop.attempt");
    await loadCart().catch(() => {});
    const order = problem.body.orderId ?? problem.body.order;
    showCartLines(make("div", { class: "notice", role: "alert" }, make("strong", {}, problem.title), make("p", {}, problem.message),
      order ? make("p", {}, make("a", { href: `#/order/${order}` }, "See what happened")) : null));
    panelBody.scrollTop = 0;
  }
}

// ── The panel: a book, the cart, an order. ─────────────────────────────────────────────────────
let watching = null;

function watch(action, interval) {
  const watcher = watching = new AbortController();
  let isFirst = true;
  const again = async () => {
    if (watcher.signal.aborted) return;
    let wait = interval;
    if (!document.hidden) {
      try {
        if (await action(watcher.signal) === "done") return;
        isFirst = false;
      } catch (problem) {
        if (problem.name === "AbortError") return;
        if ([401, 403, 404].includes(problem.status)) { if (isFirst) throw problem; return; }
        wait = 2000;
      }
    }
    setTimeout(again, wait);
  };
  return again();
}

function open(name, ...content) {
  panelTitle.textContent = name;
  title(name);
  panelBody.replaceChildren(...content);
  panelBody.scrollTop = 0;
  if (!panel.open) panel.showModal();
  panelTitle.focus({ preventScroll: true });
}

function close() {
  history.pushState(null, "", location.pathname + location.search);
  route();
}

async function showBook(id) {
  open("About this book", make("p", { class: "loading", role: "status" }, "Fetching it from the shelf…"));
  const book = known.get(id) ?? await get(`products/${encodeURIComponent(id)}`);
  title(book.title);
  let quantity = 1;
  const stock = make("p", { class: "stock unknown", role: "status" }, "Counting copies…");
  const buy = make("button", { class: "button", type: "button", onclick: (e) => busy(e.currentTarget, () => addToCart(book, quantity)) }, "Add to cart");
  const amount = make("div");
  const setQuantity = (value) => { quantity = value; amount.replaceChildren(stepper(value, book.title, setQuantity)); };
  setQuantity(1);
  panelBody.replaceChildren(make("div", { class: "detail" }, cover(book.title, book.author),
    make("div", { class: "about" }, make("h3", {}, book.title), make("p", {}, book.author), make("p", {}, book.category), make("p", { class: "price" }, money(book.price))),
    stock, make("div", { class: "buy" }, amount, buy)));
  let last = null;
  watch(async (signal) => {
    const { available } = await get(`products/${encodeURIComponent(id)}/availability`, signal);
    if (available === last) return;
    const text = available <= 0 ? "Sold out" : available <= 5 ? `Only ${available} left` : `${available.toLocaleString()} copies in stock`;
    stock.className = `stock ${available <= 0 ? "out" : available <= 5 ? "low" : "in"}${last === null ? "" : " changed"}`;
    stock.textContent = text;
    buy.disabled = available <= 0;
    last = available;
  }, 1500);
}

const paymentWords = {
  processing: ["Your bank is at it", "The books are kept for you until the money has come."],
  refunded: ["Refunded", "The whole amount was given back."],
  partially_refunded: ["Confirmed, and partly refunded", "A part of the amount was given back."],
};
const orderWords = {
  pending: ["On its way through the shop", "Every step is on disk before the next one starts."],
  confirmed: ["Confirmed and paid", "The copies are yours."],
  cancelled: ["Cancelled", "Nothing was charged, and the copies are back on the shelf."],
};

async function showOrder(id) {
  open("Your order", make("p", { class: "loading", role: "status" }, "Opening the order…"));
  const head = make("div", { role: "status" }), facts = make("dl", { class: "facts" }), steps = make("ol", { class: "steps" }), span = make("small");
  let shown = 0, start = 0, state = "", seen = "";
  await watch(async (signal) => {
    const [order, line] = await Promise.all([get(`orders/${encodeURIComponent(id)}`, signal), get(`orders/${encodeURIComponent(id)}/timeline`, signal)]);
    const entries = Array.isArray(line) ? line : line.items ?? line.events ?? line.entries ?? [];
    if (!state) panelBody.replaceChildren(head, facts, make("h3", { class: "subhead" }, "Time line", span), steps);
    const action = order.payment?.action;
    const now = `${order.status} ${order.payment?.status} ${action?.url}`;
    if (now !== seen) {
      [seen, state] = [now, order.status];
      const [headline, text] = paymentWords[order.payment?.status] ?? (action ? ["Your bank asks you to confirm", "The books are kept for you until then."] : orderWords[state]) ?? [sentence(state), ""];
      head.replaceChildren(make("div", { class: `status ${state}` }, icon(icons[state] ? state : "pending"), make("div", {}, make("strong", {}, headline), make("small", {}, order.reason ? `${sentence(order.reason)}. ${text}` : text))));
      if (action) head.append(make("a", { class: "button wide", href: action.url }, "Confirm the payment"));
      if (state !== "pending") loadCart().catch(() => {});
    }
    const fact = (name, value) => [make("dt", {}, name), make("dd", {}, value)];
    facts.replaceChildren(...fact("Order", order.id), ...linesOf(order).flatMap((l) => fact(`${l.quantity} ×`, l.title ?? l.sku)), ...fact("Total", money(order.total)), ...fact("Payment", order.payment?.status ? sentence(order.payment.status) : "Not started"));
    for (const entry of entries.slice(shown)) {
      const at = Date.parse(entry.at ?? entry.timestamp ?? entry.time);
      start ||= at;
      const name = entry.type ?? entry.event ?? entry.name ?? "";
      const mood = /cancel|declin|fail|refus|void|expired|releas/i.test(name) ? "bad" : /confirm|complet|captured|sold/i.test(name) ? "good" : "";
      const after = at - start;
      steps.append(make("li", { class: mood }, make("span", {}, sentence(name)), make("time", { datetime: new Date(at).toISOString() }, after < 1 ? new Date(at).toLocaleTimeString() : after < 10000 ? `+${after} ms` : `+${(after / 1000).toFixed(1)} s`),
        entry.detail ?? entry.message ?? entry.reason ? make("small", {}, entry.detail ?? entry.message ?? sentence(entry.reason)) : null));
      span.textContent = `${entries.length} durable steps`;
    }
    shown = entries.length;
    return state === "pending" ? "again" : shown > 0 && "done";
  }, 250);
}

async function showOrders() {
  open("Your orders", make("p", { class: "loading", role: "status" }, "Collecting the orders…"));
  let orders = [];
  try { orders = (await get("orders?limit=50")).items; } catch (problem) { if (![401, 403].includes(problem.status)) throw problem; }
  if (location.hash !== "#/orders") return;
  panelBody.replaceChildren(orders.length === 0 ? emptyState("book", "No orders yet", "What you buy shows up here, with its whole story.", make("button", { class: "button", type: "button", onclick: close }, "Browse the books"))
    : make("ul", { class: "orders" }, orders.map((o) => make("li", {}, make("a", { href: `#/order/${o.id}` }, make("strong", {}, money(o.total)), make("span", { class: `badge ${o.status}` }, sentence(o.status)), make("small", {}, o.id))))));
}

async function route() {
  watching?.abort();
  const [, page, id] = location.hash.match(/^#\/(book|cart|orders|order)(?:\/(.+))?$/) ?? [];
  const showPage = { book: showBook, cart: showCart, orders: showOrders, order: showOrder }[page];
  if (!showPage) {
    title();
    return panel.close();
  }
  const hash = location.hash;
  try { await showPage(id && decodeURIComponent(id)); } catch (problem) {
    if (problem.name === "AbortError" || hash !== location.hash) return;
    const gone = [401, 403, 404].includes(problem.status);
    panelBody.replaceChildren(emptyState(gone ? "book" : "cloud", gone ? "Not found" : problem.title ?? "Something went wrong", gone ? "It is not here, or it is not yours." : problem.message, gone ? null : make("button", { class: "button", type: "button", onclick: route }, "Try again")));
  }
}

function title(page = "") {
  const filter = list.search ? `“${list.search}”` : list.category;
  document.title = [page || filter, "ShopActors"].filter(Boolean).join(" · ");
}

// ── Small things. ──────────────────────────────────────────────────────────────────────────────
let toastTimer;
function toast(text) {
  const element = byId("toast");
  if (element.matches(":popover-open")) element.hidePopover();
  element.textContent = text;
  element.showPopover();
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => element.hidePopover(), 3200);
}

async function busy(button, action) {
  button.disabled = true;
  button.setAttribute("aria-busy", "true");
  try { await action(); } catch (problem) { toast(problem.message); } finally {
    button.disabled = false;
    button.removeAttribute("aria-busy");
  }
}

let typing;
const search = byId("search");
search.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(() => choose(list.category, search.value.trim()), 220); });
byId("search-form").addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(typing); choose(list.category, search.value.trim()); search.blur(); });
byId("panel-close").addEventListener("click", close);
panel.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
panel.addEventListener("click", (event) => { if (event.target === panel) close(); });
addEventListener("hashchange", route);
addEventListener("popstate", () => { showAddressed(); if (!location.hash) route(); });
addEventListener("storage", async (event) => {
  if (event.key !== "shop.cart.version") return;
  const id = localStorage.getItem("shop.cart");
  cart = id ? await get(`carts/${id}`).catch(() => cart) : null;
  showCount(cart);
  if (location.hash === "#/cart") showCartLines();
});
byId("unready").remove();
loadCategories();
const addressed = new URLSearchParams(location.search);
show(addressed.get("category") ?? "", addressed.get("search") ?? "");
loadCart().catch(() => {});
route();
