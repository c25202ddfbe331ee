// The front page: categories, search as one types, and the books. What is searched for is in the address.
import { make, toast } from "../shared/dom.js";
import { money } from "../shared/format.js";
import { get, query } from "./api.js";
import { addToCart } from "./cart.js";
import { picture } from "./product.js";
import { busy, button, empty, explain, icon, loading } from "./ui.js";
import { emphasised, t } from "./text.js";

const pageSize = 24;
const byId = (id) => document.getElementById(id);
const list = { search: "", category: "", cursor: null, count: 0, request: null };
let categories = null;

// The name of what is listed, for the title.
export const listed = () => (list.search ? t("list.quoted", { text: list.search }) : list.category);

const add = (book) => async (event) => busy(event.currentTarget, async () => {
  await addToCart(book.sku, 1);
  toast(t("cart.added", { title: book.title }));
});

const card = (book, index) => make("li", { class: "book" }, picture(book, index > 5 ? "lazy" : "eager"),
  make("h3", {}, make("a", { href: `#/book/${encodeURIComponent(book.id)}` }, book.title)),
  make("p", { class: "author" }, book.author ?? ""),
  make("div", { class: "row" }, make("span", { class: "price" }, money(book.price)),
    make("button", { class: "quick", type: "button", "aria-label": t("cart.addTitle", { title: book.title }), onclick: add(book) }, icon("plus"))));

const ghosts = () => Array.from({ length: 12 }, () =>
  make("li", { class: "book ghost", "aria-hidden": "true" }, make("span", { class: "cover" }), make("i"), make("i"), make("i", { class: "row" })));

async function read(next = false) {
  list.request?.abort();
  const request = list.request = new AbortController();
  const [books, more, summary] = ["books", "more", "summary"].map(byId);
  if (!next) {
    Object.assign(list, { cursor: null, count: 0 });
    books.replaceChildren(...ghosts());
    summary.textContent = "";
  }
  more.replaceChildren(loading());
  books.setAttribute("aria-busy", "true");
  try {
    const { search, category, cursor } = list;
    const page = await get(query("products", { limit: pageSize, search, category, cursor }), request.signal);
    const cards = page.items.map(card);
    next ? books.append(...cards) : books.replaceChildren(...cards);
    if (next) cards[0]?.querySelector("a").focus({ preventScroll: true });
    Object.assign(list, { cursor: page.nextCursor, count: list.count + cards.length });
    sum(page.total);
  } catch (problem) {
    if (problem.name === "AbortError") return;
    if (!next) books.replaceChildren();
    more.replaceChildren(empty("cloud", t("failed.title"), explain(problem), button(t("retry"), () => read(next))));
  } finally {
    if (list.request === request) books.removeAttribute("aria-busy");
  }
}

function sum(total) {
  const isFiltered = Boolean(list.search || list.category);
  byId("summary").textContent = isFiltered && list.count ? [t("list.found", { count: total }),
    list.category && t("list.in", { category: list.category }), list.search && t("list.for", { text: list.search })]
    .filter(Boolean).join(" ") : "";
  byId("more").replaceChildren(...(list.count === 0
    ? [empty("book", t("list.none"), t("list.noneText"), isFiltered && button(t("list.all"), () => choose("", ""), "plain"))]
    : list.cursor ? [button(t("list.more"), () => read(true), "plain")] : []));
}

// Lists something else, as another step of the history, or in the place of the present one while the shopper types.
export function choose(category, search = list.search) {
  const isTyping = Boolean(search && list.search) && category === list.category && !location.hash;
  const address = query(location.pathname, { search, category });
  if (address !== `${location.pathname}${location.search}${location.hash}`) {
    isTyping ? history.replaceState(null, "", address) : history.pushState(null, "", address);
    dispatchEvent(new CustomEvent("moved"));
  }
}

// Lists what the address names, unless it is there already.
export function showAddressed(isAnew = false) {
  const asked = new URLSearchParams(location.search);
  const [category, search] = [asked.get("category") ?? "", asked.get("search") ?? ""];
  if (!isAnew && category === list.category && search === list.search && list.request) return;
  Object.assign(list, { category, search });
  if (document.activeElement !== byId("search")) byId("search").value = search;
  byId("hero").hidden = Boolean(category || search);
  // Without the hero, the name of what is listed is the page's first heading.
  byId("books-heading").textContent = listed() || t("list.title");
  byId("books-heading").setAttribute("aria-level", byId("hero").hidden ? "1" : "2");
  byId("hero-title").replaceChildren(...emphasised("hero.title", make));
  press();
  read();
  if (isAnew && categories) showCategories();
}

function press() {
  for (const chip of byId("categories").querySelectorAll("button")) {
    chip.setAttribute("aria-pressed", String(chip.value === list.category));
  }
}

export async function readCategories() {
  try {
    categories = await get("products/categories");
  } catch (problem) {
    // Without categories the shop still sells: search and paging remain.
    console.warn(problem);
    categories = [];
  }
  showCategories();
}

function showCategories() {
  const chip = (value, label, products) => make("button", { class: "chip", type: "button", value, onclick: () => choose(value) },
    label, products && make("small", {}, products));
  byId("categories").replaceChildren(chip("", t("list.every")), ...categories.map((one) => chip(one.name, one.name, one.products)));
  press();
}
