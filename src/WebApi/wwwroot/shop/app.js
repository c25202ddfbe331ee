// The storefront: it shows the page of the address, keeps the number beside the cart, and changes the language.
import { make } from "../shared/dom.js";
import { account, forgotten, reset, signIn, signUp, verify } from "./account.js";
import { adoptGuestCart, currentCart, forgetCart, loadCart, unitsOf } from "./cart.js";
import { checkout } from "./checkout.js";
import * as drawer from "./drawer.js";
import { choose, listed, readCategories, showAddressed } from "./list.js";
import { order, orders } from "./order.js";
import { product } from "./product.js";
import { session } from "./session.js";
import { explain, failed, isMissing, note } from "./ui.js";
import { chosenLanguage, keepLanguage, otherLanguage, t, useLanguage } from "./text.js";

const pages = {
  account, book: product, checkout, forgotten, order, orders, reset, "sign-in": signIn, "sign-up": signUp, verify,
};
const typingPause = 220;
const byId = (id) => document.getElementById(id);
const [home, page] = [byId("home"), byId("page")];
let shown = null; // The page below the cart: its hash, and what ends it.
let homeTop = 0;

function parse(hash) {
  const [, name = "", id, search = ""] = hash.match(/^#\/([a-z-]*)(?:\/([^?]+))?(?:\?(.*))?$/) ?? [];
  return { name, id: id && decodeURIComponent(id), search: new URLSearchParams(search) };
}

const title = (text) => { document.title = [text, "ShopActors"].filter(Boolean).join(" · "); };

// Opens another page, if wanted in the place of the present one in the history.
function go(target, isInstead = false) {
  const address = target ? `${location.pathname}${location.search}#/${target}` : location.pathname + location.search;
  isInstead ? history.replaceState(null, "", address) : history.pushState(null, "", address);
  route();
}

function route() {
  const asked = parse(location.hash);
  if (asked.name === "cart") {
    if (shown === null) open(parse(""), "");
    title(t("cart.title"));
    drawer.open(close);
    return;
  }

  drawer.shut();
  if (shown?.hash === location.hash && shown.isWhole) {
    if (!asked.name) showAddressed();
    title(shown.title());
    return;
  }
  open(asked, location.hash);
}

// Back to the page below the cart.
const close = () => {
  history.pushState(null, "", location.pathname + location.search + shown.hash);
  route();
};

function open(asked, hash) {
  shown?.stop.abort();
  const isFirst = shown === null;
  if (shown && !home.hidden) homeTop = scrollY;
  const stop = new AbortController();
  const present = pages[asked.name];
  const here = shown = { hash, stop, isWhole: !present, title: listed };
  home.hidden = Boolean(present);
  page.hidden = !present;
  if (!present) {
    page.replaceChildren();
    showAddressed();
    title(listed());
    if (!isFirst) scrollTo(0, homeTop);
    return;
  }

  scrollTo(0, 0);
  let isFocused = isFirst;
  const show = (name, { isWaiting = false } = {}, ...content) => {
    if (stop.signal.aborted) return;
    here.title = () => name;
    if (!drawer.isOpen()) title(name);
    const heading = make("h1", { tabindex: "-1" }, name);
    page.replaceChildren(...[!isWaiting && heading, content].flat(Infinity).filter(Boolean));
    const isLost = document.activeElement === document.body || document.activeElement === null;
    if (!isWaiting && !drawer.isOpen() && (!isFocused || isLost)) heading.focus({ preventScroll: true });
    isFocused ||= !isWaiting;
  };
  // What is shown has got another name meanwhile.
  const rename = (name) => {
    here.title = () => name;
    if (!drawer.isOpen()) title(name);
    page.querySelector("h1").textContent = name;
  };
  const again = () => open(asked, hash);
  const run = async () => {
    try {
      await present({ ...asked, signal: stop.signal, show, rename, again, go });
      here.isWhole = true;
    } catch (problem) {
      if (stop.signal.aborted || problem.name === "AbortError") return;
      show(t(isMissing(problem) ? "missing.title" : "failed.title"), {}, failed(problem, run));
    }
  };
  run();
}

function count() {
  const units = unitsOf(currentCart());
  const badge = byId("cart-count");
  badge.hidden = units === 0;
  badge.textContent = units > 99 ? "99+" : units;
  byId("cart-link").setAttribute("aria-label", t("cart.label", { count: units }));
}

function greet() {
  const user = session()?.user;
  byId("account-name").textContent = user?.name ?? t("nav.signIn");
  byId("account-link").setAttribute("href", user ? "#/account" : "#/sign-in");
  byId("account-link").setAttribute("aria-label", user ? t("nav.account", { name: user.name }) : t("nav.signIn"));
}

async function speak(name) {
  await useLanguage(name);
  const other = otherLanguage();
  const button = byId("language");
  button.textContent = other.toUpperCase();
  button.lang = other;
  button.setAttribute("aria-label", `${button.textContent}: ${new Intl.DisplayNames([other], { type: "language" }).of(other)}`);
  greet();
  count();
}

async function carryOver() {
  await adoptGuestCart();
  await loadCart();
}

function listen() {
  let typing;
  const search = byId("search");
  const find = () => { clearTimeout(typing); choose(new URLSearchParams(location.search).get("category") ?? "", search.value.trim()); };
  search.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(find, typingPause); });
  byId("search-form").addEventListener("submit", (event) => { event.preventDefault(); find(); search.blur(); });
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    (home.hidden ? page.querySelector("h1") : byId("books"))?.focus();
  });
  byId("brand").addEventListener("click", (event) => { event.preventDefault(); homeTop = 0; choose("", ""); go(""); });
  byId("language").addEventListener("click", async () => {
    keepLanguage(otherLanguage());
    await speak(chosenLanguage());
    showAddressed(true);
    shown.isWhole = false;
    const under = shown;
    open(parse(under.hash), under.hash);
    if (drawer.isOpen()) drawer.open(close);
  });
  byId("panel-close").addEventListener("click", close);
  byId("panel").addEventListener("cancel", (event) => { event.preventDefault(); close(); });
  byId("panel").addEventListener("click", (event) => { if (event.target === byId("panel")) close(); });
  addEventListener("popstate", route);
  addEventListener("moved", route);
  addEventListener("cart", count);
  addEventListener("session", greet);
  addEventListener("signed-out", () => { forgetCart(); go("sign-in?ended"); });
  addEventListener("storage", (event) => {
    if (event.key === "shop.session") {
      greet();
      loadCart().catch(() => forgetCart());
    }
  });
}

try {
  await speak(chosenLanguage());
  listen();
  byId("unready").remove();
  route();
  readCategories();
  // The shop may be away for a moment: the number is read again with the next look at the cart.
  carryOver().catch((problem) => console.warn(explain(problem)));
} catch (failure) {
  console.error(failure);
  byId("unready")?.replaceWith(note("bad", make("p", {}, "ShopActors: ", failure.message)));
}
