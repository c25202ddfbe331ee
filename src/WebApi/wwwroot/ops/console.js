// The console's frame: signing in and out, the areas that the operator's key may use, and the page of the address.
import { get, may, session } from "./api.js";
import { audit, auditOf, ledger } from "./audit.js";
import { customer, customers } from "./customers.js";
import { make, page, problemNote, toast, withoutScope } from "./dom.js";
import { field } from "./form.js";
import { importOf, imports } from "./imports.js";
import { lab } from "./lab.js";
import { start, stop } from "./live.js";
import { keys, log } from "./operators.js";
import { order } from "./order.js";
import { orders } from "./orders.js";
import { overview } from "./overview.js";
import { product, products } from "./products.js";
import { promotions } from "./promotions.js";
import { stock, stockOf } from "./stock.js";
import { webhook, webhooks } from "./webhooks.js";

// The scopes are those without which the area is of no use; products and customers can be read by every operator.
const areas = [
  { path: "", name: "Overview", show: overview, scopes: [] },
  { path: "orders", name: "Orders", show: orders, one: order, scopes: ["orders:read"] },
  { path: "products", name: "Products", show: products, one: product, scopes: [] },
  { path: "imports", name: "Imports", show: imports, one: importOf, scopes: ["catalog:write"] },
  { path: "stock", name: "Stock", show: stock, one: stockOf, scopes: ["stock:read"] },
  { path: "customers", name: "Customers", show: customers, one: customer, scopes: ["customers:manage"] },
  { path: "promotions", name: "Promotions", show: promotions, scopes: ["catalog:write"] },
  { path: "webhooks", name: "Webhooks", show: webhooks, one: webhook, scopes: ["webhooks:manage"] },
  { path: "audit", name: "Audit", show: audit, one: auditOf, scopes: ["audit:read"] },
  { path: "ledger", name: "Ledger", show: ledger, scopes: ["audit:read"] },
  { path: "keys", name: "Operators", show: keys, scopes: ["operators:manage"] },
  { path: "log", name: "Log", show: log, scopes: ["audit:read"] },
  { path: "lab", name: "Failure lab", show: lab, scopes: ["payments:decide"], isOpen: () => session.failureLab },
];
const openAreas = () => areas.filter((area) => area.isOpen?.() ?? true);
const shell = document.getElementById("shell");
let shown = null;

function signIn(message) {
  stop();
  shown?.abort();
  document.title = "Sign in · ShopActors operations";
  const failure = make("div");
  const key = make("input", { type: "password", required: true, autocomplete: "off", spellcheck: "false" });
  const go = make("button", { type: "submit", class: "button" }, "Sign in");
  const form = make("form", { method: "post", class: "sign-in card", onsubmit: async (event) => {
    event.preventDefault();
    go.disabled = true;
    session.key = key.value.trim();
    try {
      await begin();
    } catch (problem) {
      session.end();
      failure.replaceChildren(problemNote(problem.status === 401 || problem.status === 403
        ? { title: "This key is not accepted", message: "It is mistyped, was revoked, has expired, or is not an operator's." }
        : problem));
      key.focus();
    } finally {
      go.disabled = false;
    }
  } },
  make("p", { class: "brand" }, "Shop", make("b", {}, "Actors")), make("h1", {}, "Operations"),
  message && make("p", { class: "note", role: "status" }, message),
  field("Operator's key", key, "Ops:Token, or a key that another operator has made for you. It stays in this tab until you sign out."),
  failure, go);
  shell.className = "shell signed-out";
  shell.replaceChildren(make("main", { id: "main", tabindex: "-1" }, form));
  key.focus();
}

async function begin() {
  const { operator, failureLab } = await get("ops/overview");
  Object.assign(session, { operator, failureLab });
  frame();
  start();
  route();
}

function frame() {
  const find = make("input", { type: "search", autocomplete: "off", maxlength: "200", enterkeyhint: "go",
    placeholder: "Order, SKU, e-mail…", "aria-label": "Go to an order, a SKU or a customer", "aria-keyshortcuts": "Control+K" });
  const menu = make("button", { type: "button", class: "button plain menu", "aria-expanded": "false", "aria-controls": "areas",
    onclick: () => setMenu(menu.getAttribute("aria-expanded") !== "true") }, "Menu");
  shell.className = "shell";
  shell.replaceChildren(
    make("header", { class: "bar" }, menu,
      make("a", { class: "brand", href: "#/", "aria-label": "ShopActors operations, overview" }, "Shop", make("b", {}, "Actors")),
      make("form", { role: "search", onsubmit: (event) => { event.preventDefault(); goTo(find.value.trim()); find.value = ""; } }, find),
      make("span", { class: "live", id: "live" }),
      make("span", { class: "who", title: session.operator.id }, session.operator.name ?? session.operator.id),
      make("button", { type: "button", class: "button plain", onclick: () => { session.end(); signIn("You are signed out."); } },
        "Sign out")),
    make("nav", { id: "areas", "aria-label": "Areas" }, make("ul", {}, openAreas().map((area) => make("li", {},
      make("a", { href: `#/${area.path}`, "data-area": area.path, class: may(...area.scopes) ? "" : "closed" }, area.name,
        !may(...area.scopes) && make("span", { class: "hidden" }, " (not with your key)")))))),
    make("main", { id: "main", tabindex: "-1" }));
  showLive("off");
}

function setMenu(isOpen) {
  const menu = shell.querySelector(".menu");
  menu?.setAttribute("aria-expanded", String(isOpen));
  shell.classList.toggle("open", isOpen);
}

function goTo(text) {
  if (!text) return;
  if (/^(ord|cus|prd|whe|imp)_/.test(text)) {
    location.hash = `#/${{ ord: "orders", cus: "customers", prd: "products", whe: "webhooks", imp: "imports" }[text.split("_")[0]]}/${text}`;
  } else if (text.includes("@")) location.hash = `#/orders?customer=${encodeURIComponent(text)}`;
  else if (/^[A-Z][A-Z0-9._-]*-[A-Z0-9._-]+$/.test(text)) location.hash = `#/stock/${encodeURIComponent(text)}`;
  else location.hash = `#/orders?q=${encodeURIComponent(text)}`;
}

function showLive(state) {
  const element = document.getElementById("live");
  if (!element) return;
  element.className = `live ${state}`;
  element.textContent = { on: "Live", broken: "Reconnecting", off: "Not live" }[state];
  element.title = state === "off" ? "Needs the scope events:read" : "The stream of the shop's events";
}

function route() {
  if (!session.operator) return;
  shown?.abort();
  shown = new AbortController();
  const [, path = "", id, search = ""] = location.hash.match(/^#\/([a-z]*)(?:\/([^?]+))?(?:\?(.*))?$/) ?? [];
  const area = openAreas().find((one) => one.path === path) ?? areas[0];
  for (const anchor of shell.querySelectorAll("#areas a")) {
    if (anchor.dataset.area === area.path) anchor.setAttribute("aria-current", "page");
    else anchor.removeAttribute("aria-current");
  }
  setMenu(false);
  document.title = `${area.name} · ShopActors operations`;
  const main = document.getElementById("main");
  const place = { id: id && decodeURIComponent(id), search: new URLSearchParams(search), signal: shown.signal };
  const content = may(...area.scopes) ? (id && area.one ? area.one : area.show)(place)
    : page(area.name, {}, withoutScope(...area.scopes.filter((scope) => !may(scope))));
  main.replaceChildren(...[content].flat(Infinity).filter(Boolean));
  (main.querySelector("h1") ?? main).focus({ preventScroll: true });
  scrollTo(0, 0);
}

addEventListener("hashchange", route);
addEventListener("live", (event) => showLive(event.detail));
addEventListener("signed-out", () => {
  if (!session.operator) return;
  session.end();
  signIn("The shop no longer accepts your key. Sign in again; the page you were on comes back.");
});
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "k") {
    const find = shell.querySelector(".bar input");
    if (find) event.preventDefault();
    find?.focus();
  }
});
addEventListener("unhandledrejection", (event) => {
  if (event.reason?.name !== "AbortError") toast(event.reason?.message ?? "The console failed.");
});

if (!session.key) signIn();
else {
  begin().catch((problem) => {
    if (problem.status === 401 || problem.status === 403) {
      session.end();
      signIn("Sign in again; the page you were on comes back.");
    } else shell.replaceChildren(make("main", { id: "main" }, problemNote(problem, () => location.reload())));
  });
}
