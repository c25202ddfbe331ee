// Where the goods go and how to reach the buyer: a form, or what it was filled with.
import { make } from "../shared/dom.js";
import { changeCart, currentCart } from "./cart.js";
import { countries, likelyCountry } from "./countries.js";
import { session } from "./session.js";
import { address, busy, button, field, problemNote, section, values } from "./ui.js";
import { language, t } from "./text.js";

const parts = [
  ["name", { autocomplete: "name", required: true, maxlength: "100" }],
  ["company", { autocomplete: "organization", maxlength: "100" }],
  ["line1", { autocomplete: "address-line1", required: true, maxlength: "100" }],
  ["line2", { autocomplete: "address-line2", maxlength: "100" }],
  ["postalCode", { autocomplete: "postal-code", maxlength: "12" }],
  ["city", { autocomplete: "address-level2", required: true, maxlength: "100" }],
  ["region", { autocomplete: "address-level1", maxlength: "100" }],
];

// What was typed and not saved: it survives another language and a look at another page.
let draft = null;

export function delivery() {
  const place = make("div", { class: "delivery" });
  const part = { element: section(t("delivery.title"), place), isOpen: false, form: null };
  const isNeeded = () => currentCart().missing.includes("shippingAddress");

  function show() {
    const { contact, shippingAddress, billingAddress } = currentCart();
    part.isOpen = draft !== null || !shippingAddress;
    if (part.isOpen) {
      part.form = fill(isNeeded(), () => { show(); place.querySelector("button")?.focus(); });
      place.replaceChildren(part.form);
      return;
    }

    part.form = null;
    place.replaceChildren(make("div", { class: "addresses" },
      make("div", {}, make("h3", {}, t("delivery.to")), address(shippingAddress), contact && make("p", {}, contact.email)),
      billingAddress && make("div", {}, make("h3", {}, t("delivery.invoice")), address(billingAddress))),
    button(t("delivery.change"), () => {
      draft = draftOf(currentCart());
      show();
      part.form.querySelector("input").focus();
    }, "plain"));
  }

  // Saves what was typed. False if it cannot be saved as it is; then the form says why.
  part.save = async () => {
    if (!part.isOpen || (draft === null && !isNeeded())) return true;
    if (!part.form.reportValidity()) return false;
    await part.form.save();
    show();
    return true;
  };
  part.forget = () => { draft = null; };
  show();
  return part;
}

const draftOf = ({ contact, shippingAddress, billingAddress }) => ({
  email: contact?.email, phone: contact?.phone, ...shippingAddress, ...(billingAddress && { isBilled: "on" }),
  ...Object.fromEntries(Object.entries(billingAddress ?? {}).map(([name, value]) => [`billing-${name}`, value])),
});

function fill(isNeeded, saved) {
  const known = draft ?? draftOf(currentCart());
  const input = (name, attributes) => field(t(`field.${name}`), { name, value: known[name], ...attributes });
  const billing = make("fieldset", {}, make("legend", {}, t("delivery.invoice")), addressFields("billing-", known, "billing"));
  const isBilled = make("input", { type: "checkbox", name: "isBilled", checked: Boolean(known.isBilled), onchange: toggle });
  const failure = make("div");
  const go = make("button", { type: "submit", class: "button" }, t("delivery.save"));
  const form = make("form", {
    class: "fields", oninput: () => { draft = values(form); },
    onsubmit: (event) => {
      event.preventDefault();
      busy(go, async () => { await form.save(); saved(); }, () => {});
    },
  }, !isNeeded && make("p", { class: "hint" }, t("delivery.optional")),
  input("email", { type: "email", autocomplete: "email", required: true, maxlength: "254", value: known.email ?? session()?.user.email }),
  input("phone", { type: "tel", autocomplete: "tel", maxlength: "32" }),
  addressFields("", known, "shipping"), make("div", { class: "field check" }, make("label", {}, isBilled, " ", t("delivery.billed"))),
  billing, failure, go);

  function toggle() {
    billing.hidden = billing.disabled = !isBilled.checked;
  }

  form.save = async () => {
    failure.replaceChildren();
    try {
      await send(values(form));
      draft = null;
    } catch (problem) {
      for (const name of problem.body?.fields ?? []) form.elements[name]?.setAttribute("aria-invalid", "true");
      failure.replaceChildren(problemNote(problem));
      failure.scrollIntoView({ block: "nearest" });
      throw problem;
    }
  };
  toggle();
  return form;
}

function addressFields(prefix, known, purpose) {
  const chosen = known[`${prefix}country`] || likelyCountry();
  const select = make("select", { name: `${prefix}country`, autocomplete: `${purpose} country`, required: true },
    countries(language.of).map(([code, name]) => make("option", { value: code, selected: code === chosen }, name)));
  return [parts.map(([name, attributes]) => field(t(`field.${name}`), {
    name: prefix + name, value: known[prefix + name], ...attributes, autocomplete: `${purpose} ${attributes.autocomplete}`,
  })), field(t("field.country"), select)];
}

// Each part is a command of its own; what the cart has already is not sent again.
async function send(typed) {
  const of = (prefix) => Object.fromEntries([...parts.map(([name]) => name), "country"]
    .map((name) => [name, typed[prefix + name]]).filter(([, value]) => value));
  const same = (one, other) => JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other ?? {}).sort());
  const contact = { email: typed.email, ...(typed.phone && { phone: typed.phone }) };
  if (!same(contact, currentCart().contact)) await changeCart("PUT", "contact", contact);
  if (!same(of(""), currentCart().shippingAddress)) await changeCart("PUT", "shipping-address", of(""));
  const wanted = typed.isBilled ? of("billing-") : of("");
  const isWanted = typed.isBilled || currentCart().billingAddress;
  if (isWanted && !same(wanted, currentCart().billingAddress)) await changeCart("PUT", "billing-address", wanted);
}
