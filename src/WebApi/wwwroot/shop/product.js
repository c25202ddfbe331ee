// A product: its pictures, its variants, how many there are at this moment, and the way into the cart.
import { make, toast } from "../shared/dom.js";
import { money } from "../shared/format.js";
import { coalesced, follow, get, part, query } from "./api.js";
import { addToCart } from "./cart.js";
import { cover } from "./cover.js";
import { busy, button, loading, skeleton, stepper } from "./ui.js";
import { t } from "./text.js";

const few = 5;
const quantityMax = 99;

// The pages load nothing from elsewhere, so of a product's pictures only those that the shop keeps are shown.
const own = (product) => product.images.filter((image) => /^\/(?!\/)/.test(image.url));

const image = ({ url, alt }, loadingAs) => make("img", { src: url, alt: alt ?? "", loading: loadingAs, decoding: "async" });

// The first picture, or a drawn cover. Both take the same room before they are there.
export function picture(product, loadingAs = "lazy") {
  const [first] = own(product);
  return first ? make("span", { class: "cover" }, image({ ...first, alt: "" }, loadingAs)) : cover(product.title, product.author ?? "");
}

export async function product({ id, signal, show }) {
  show("", { isWaiting: true }, make("div", { class: "product" }, make("span", { class: "cover ghost" }), skeleton()), loading());
  const found = await get(`products/${part(id)}`, signal);
  const variants = found.group ? (await get(query("products", { group: found.group, limit: 100 }), signal)).items : [];
  let quantity = 1;
  const stock = make("p", { class: "stock unknown", role: "status" }, t("stock.counting"));
  const amount = make("div", { class: "amount" });
  const choose = (value) => {
    quantity = value;
    amount.replaceChildren(stepper(value, found.title, choose, { max: quantityMax }));
  };
  choose(1);
  const buy = button(t("cart.add"), (event) => busy(event.currentTarget, async () => {
    await addToCart(found.sku, quantity);
    toast(t("cart.added", { title: found.title }));
  }));
  show(found.title, {}, make("div", { class: "product" }, gallery(found), make("div", { class: "about" },
    found.author && make("p", { class: "author" }, found.author),
    found.category && make("p", {}, make("a", { href: query("/", { category: found.category }) }, found.category)),
    make("p", { class: "price" }, found.compareAtPrice && [make("span", { class: "hidden" }, t("price.before")),
      make("s", {}, money(found.compareAtPrice)), " ", make("span", { class: "hidden" }, t("price.now"))], money(found.price)),
    variants.length > 1 && choices(found, variants),
    stock, make("div", { class: "buy" }, amount, buy),
    found.description && make("div", { class: "description" }, found.description.split(/\n+/).map((text) => make("p", {}, text))),
    attributes(found))));
  const count = coalesced(async () => {
    const { available } = await get(`products/${part(found.id)}/availability`, signal);
    const level = available <= 0 ? "out" : available <= few ? "low" : "in";
    stock.className = `stock ${level}`;
    stock.textContent = t(`stock.${level}`, { count: available });
    buy.disabled = available <= 0;
  });
  follow(`stock/${part(found.sku)}/events`, signal, (event) => {
    if (event.type !== "lost") count().catch(() => { stock.className = "stock unknown"; stock.textContent = t("stock.unknown"); });
  });
}

function gallery(product) {
  const images = own(product);
  if (images.length < 2) return picture(product, "eager");
  return make("ul", { class: "gallery", tabindex: "0", "aria-label": t("product.pictures") }, images.map((one, index) =>
    make("li", { class: "cover" }, image({ ...one, alt: one.alt ?? product.title }, index ? "lazy" : "eager"))));
}

function choices(chosen, variants) {
  const words = (one) => Object.values(one.attributes).join(" · ") || one.sku;
  return make("nav", { class: "variants", "aria-label": t("product.variants") }, variants.map((one) =>
    make("a", { class: "chip", href: `#/book/${part(one.id)}`, "aria-current": one.id === chosen.id && "true" }, words(one))));
}

const attributes = (product) => Object.keys(product.attributes).length > 0 && make("dl", { class: "facts" },
  Object.entries(product.attributes).map(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
