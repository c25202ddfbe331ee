// Products and their prices.
import { call, get, may, part, query } from "./api.js";
import { act } from "./dialog.js";
import { badge, button, empty, facts, link, make, page, pages, region, section, table, time } from "./dom.js";
import { area, field, number, select, text, values } from "./form.js";
import { count, exponentOf, money, toDecimal, toInstant, toMinorUnits, units } from "./format.js";

const pictureTypes = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"];
const pictureBytesMax = 1024 * 1024;
const statuses = [["", "On sale"], ["draft", "Drafts"], ["withdrawn", "Withdrawn"]];

export function products({ search, signal }) {
  const chosen = (name) => search.get(name) ?? "";
  const form = make("form", { class: "filters", role: "search", "aria-label": "Products", onsubmit: (event) => {
    event.preventDefault();
    location.hash = query("#/products", values(form));
  } },
  field("Search", text("search", { type: "search", maxlength: "100", value: chosen("search"), placeholder: "Title, author or SKU" })),
  may("catalog:write") && field("Status", select("saleStatus", statuses, chosen("saleStatus"))),
  make("div", { class: "row" }, make("button", { type: "submit", class: "button" }, "Search"), link("products", "Clear")));
  const asked = { search: chosen("search"), saleStatus: chosen("saleStatus"), limit: 30 };
  return page("Products", { lead: "What the shop sells, and for how much.",
    actions: [may("catalog:write") && button("Add a product", () => addProduct((id) => { location.hash = `#/products/${id}`; })),
      may("catalog:write") && make("a", { class: "button plain", href: "#/imports" }, "Import or export")] },
  make("div", { class: "card" }, form), make("div", { class: "card" },
    pages((cursor) => get(query("products", { ...asked, cursor }), signal), (items) => table("Products",
      [{ name: "Title" }, { name: "SKU" }, { name: "Category" }, { name: "Status" }, { name: "Price", kind: "number" }],
      items.map((one) => [make("span", { class: "two" }, link(`products/${one.id}`, one.title),
        one.author && make("small", {}, one.author)),
        make("code", {}, one.sku), one.category ?? "–", badge(one.status), priceOf(one)])),
    empty("No product matches", "Search for the beginning of other words."))));
}

const priceOf = (one) => [one.compareAtPrice && make("s", {}, money(one.compareAtPrice), " "), money(one.price)];

export function product({ id, signal }) {
  const body = region(async () => {
    const { data, tag } = await call("GET", `products/${part(id)}`, { signal });
    document.title = `${data.title} · ShopActors operations`;
    return show(data, tag, body.load);
  }, { signal, text: "Reading the product…" });
  return body;
}

function show(one, tag, reload) {
  const write = may("catalog:write");
  return page(one.title, { back: link("products", "All products"), lead: make("code", {}, one.sku), actions: [
    write && button("Change the price", () => changePrice(one, tag, reload)),
    write && button("Change", () => changeProduct(one, tag, reload), "plain"),
    write && one.status !== "published" && button("Publish", () => publish(one, tag, reload), "plain"),
    write && one.status === "published" && button("Withdraw", () => withdraw(one, tag, reload), "danger")] },
  make("div", { class: "columns" },
    section("Product", facts(["Status", badge(one.status)], one.publishAt && ["On sale from", time(one.publishAt)],
      ["Author", one.author ?? "–"], ["Category", one.category ?? "–"], one.group && ["Variant of", one.group],
      ["Tax class", one.taxClass ?? "Standard"], ["Weight", one.weightGrams ? `${count(one.weightGrams)} g` : "–"],
      ...Object.entries(one.attributes), ["Version", one.version],
      ["Stock", link(`stock/${part(one.sku)}`, "See the stock")])),
    section("Prices", facts(["Price", make("b", {}, money(one.price))],
      ["Compare at", one.compareAtPrice ? money(one.compareAtPrice) : "–"]),
      one.prices.length > 0 && table("Prices in other currencies", [{ name: "Currency" }, { name: "Price", kind: "number" }],
        one.prices.map((entry) => [entry.price.currency, money(entry.price)])),
      one.plannedPrices?.length > 0 && table("Planned prices", [{ name: "From" }, { name: "Price", kind: "number" }],
        one.plannedPrices.map((entry) => [time(entry.validFrom), money(entry.price)])))),
  section("Pictures", pictures(one, tag, reload),
    write && make("p", {}, button("Add a picture", () => addPicture(one, tag, reload), "plain"))),
  one.description && section("Description", make("p", { class: "prose" }, one.description)));
}

const change = (one, tag, body) => ({ method: "PATCH", path: `products/${part(one.id)}`, headers: { "If-Match": tag }, body });

function changePrice(one, tag, after) {
  const { currency, exponent } = one.price;
  act({
    title: `Change the price of ${one.title}`, submit: "Change the price", after,
    content: [field(`Price in ${currency}`, text("price", { inputmode: "decimal", required: true, value: toDecimal(one.price) })),
      field("Compare at", text("compare", { inputmode: "decimal", value: one.compareAtPrice ? toDecimal(one.compareAtPrice) : "" }),
        "A higher price that is shown crossed out; empty for none.")],
    plan: ({ price, compare }) => {
      const [amount, higher] = [toMinorUnits(price, exponent), compare.trim() ? toMinorUnits(compare, exponent) : 0];
      if (!amount) return { missing: `Enter a price in ${currency}, such as ${toDecimal(one.price)}.` };
      if (higher === undefined || (higher > 0 && higher <= amount)) return { missing: "The price to compare with has to be higher." };
      const show = (minor) => money({ amount: minor, currency, exponent });
      return {
        says: [`This changes the price from ${money(one.price)} to ${show(amount)}${higher ? `, shown beside ${show(higher)}` : ""}.`,
          "Carts show it as changed; orders that are placed keep theirs."],
        request: change(one, tag, { price: { amount, currency }, compareAtPrice: { amount: higher, currency } }),
      };
    },
    done: ({ data }) => `${data.title} now costs ${money(data.price)}.`,
  });
}

function changeProduct(one, tag, after) {
  const names = ["title", "author", "category", "description"];
  act({
    title: `Change ${one.title}`, submit: "Change", after,
    content: [field("Title", text("title", { required: true, maxlength: "200", value: one.title })),
      field("Author", text("author", { maxlength: "200", value: one.author ?? "" })),
      field("Category", text("category", { maxlength: "60", value: one.category ?? "" })),
      field("Description", area("description", { maxlength: "5000", value: one.description ?? "" }))],
    plan: (entered) => {
      const body = Object.fromEntries(names.filter((name) => entered[name] !== (one[name] ?? "")).map((name) => [name, entered[name]]));
      if (!Object.keys(body).length) return { missing: "Nothing is changed yet." };
      if (!entered.title.trim()) return { missing: "Enter a title." };
      return {
        says: Object.entries(body).map(([name, value]) => (value ? `The ${name} becomes “${value}”.` : `The ${name} is removed.`)),
        request: change(one, tag, body),
      };
    },
    done: ({ data }) => `The product is changed; it has version ${data.version}.`,
  });
}

// Only the shop's own pictures are shown: the page loads nothing from elsewhere.
const isOwn = (image) => image.url.startsWith("/images/");

function pictures(one, tag, reload) {
  if (!one.images.length) return empty("No picture yet", "The first one is the main picture.");
  return make("ul", { class: "pictures" }, one.images.map((image) => make("li", {},
    isOwn(image) ? make("img", { src: image.url, alt: image.alt ?? "", loading: "lazy" }) : make("code", {}, image.url),
    make("p", { class: "fine" }, image.alt ?? "Not described"),
    may("catalog:write") && button("Remove", () => removePicture(one, image, tag, reload), "danger small"))));
}

function addPicture(one, tag, after) {
  act({
    title: `Add a picture of ${one.title}`, submit: "Add", after,
    content: [field("File", make("input", { type: "file", name: "file", required: true, accept: pictureTypes.join() }),
      `PNG, JPEG, GIF, WebP or AVIF, up to ${count(pictureBytesMax / 1024)} KiB.`),
    field("What it shows", text("alt", { maxlength: "200" }), "In words, for screen readers; empty for decoration.")],
    plan: ({ file, alt }) => {
      if (!file?.size) return { missing: "Choose a file." };
      if (file.size > pictureBytesMax) return { missing: `The file is larger than ${count(pictureBytesMax / 1024)} KiB.` };
      return {
        says: [`This stores ${file.name} and shows it ${one.images.length ? "after the pictures that are there" : "as the main picture"}.`],
        request: { method: "POST", path: "images", headers: { "Content-Type": file.type || pictureTypes[0] }, body: file },
        then: ({ data }) => change(one, tag, { images: [...one.images, { url: data.url, alt: alt.trim() || undefined }] }),
      };
    },
    done: ({ data }) => `The product has ${count(data.images.length)} ${data.images.length === 1 ? "picture" : "pictures"}.`,
  });
}

function removePicture(one, image, tag, after) {
  act({
    title: `Remove a picture of ${one.title}`, submit: "Remove", danger: true, after,
    plan: () => ({
      says: [`This takes the picture “${image.alt ?? image.url}” off the product. The file stays in the shop.`],
      request: change(one, tag, { images: one.images.filter((other) => other !== image) }),
    }),
    done: () => "The picture is removed.",
  });
}

function publish(one, tag, after) {
  act({
    title: `Publish ${one.title}`, submit: "Publish", after, content: [field("From", text("at", { type: "datetime-local" }),
      "Empty for now.")],
    plan: ({ at }) => ({
      says: [`This puts ${one.title} on sale for ${money(one.price)}, ${at ? `from ${at.replace("T", " ")} on` : "at once"}.`],
      request: { method: "POST", path: `products/${part(one.id)}/publish`, headers: { "If-Match": tag }, body: { at: toInstant(at) } },
    }),
    done: ({ data }) => (data.status === "published" ? "It is on sale." : "It goes on sale at the time you chose."),
  });
}

function withdraw(one, tag, after) {
  act({
    title: `Withdraw ${one.title}`, submit: "Withdraw", danger: true, after,
    plan: () => ({
      says: [`This takes ${one.title} off sale: carts and checkouts refuse it from now on.`, "Orders that are placed go on."],
      request: { method: "POST", path: `products/${part(one.id)}/withdraw`, headers: { "If-Match": tag } },
    }),
    done: () => "It is off sale.",
  });
}

function addProduct(open) {
  act({
    title: "Add a product", submit: "Add", after: ({ data }) => open(data.id),
    content: [field("SKU", text("sku", { required: true, maxlength: "64" }), "It never changes."),
      field("Title", text("title", { required: true, maxlength: "200" })), field("Author", text("author", { maxlength: "200" })),
      field("Category", text("category", { maxlength: "60" })),
      field("Price", text("price", { required: true, inputmode: "decimal" })),
      field("Currency", text("currency", { required: true, value: "EUR", pattern: "[A-Z]{3}", maxlength: "3" })),
      field("Status", select("status", [["draft", "Draft"], ["published", "On sale at once"]], "draft")),
      field("Units on hand", number("initialStock", { min: 0 }))],
    plan: (entered) => {
      if (!entered.sku || !entered.title) return { missing: "Enter SKU, title and price." };
      if (!/^[A-Z]{3}$/.test(entered.currency)) return { missing: "Enter a currency, such as EUR." };
      const amount = toMinorUnits(entered.price, exponentOf(entered.currency));
      if (!amount) return { missing: `Enter a price in ${entered.currency}.` };
      const stock = entered.initialStock === "" ? undefined : Number(entered.initialStock);
      return {
        says: [`This adds ${entered.title} (${entered.sku}) for ${money({ amount, currency: entered.currency })}, ${
          entered.status === "draft" ? "as a draft that shoppers do not see" : "on sale at once"}.`,
        stock !== undefined && `Its stock opens with ${units(stock)}.`],
        request: { method: "POST", path: "products", body: {
          sku: entered.sku, title: entered.title, author: entered.author || undefined, category: entered.category || undefined,
          price: { amount, currency: entered.currency }, status: entered.status, initialStock: stock,
        } },
      };
    },
    done: ({ data }) => `${data.title} is added with the id ${data.id}.`,
  });
}
