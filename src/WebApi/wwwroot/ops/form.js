// Labelled fields of forms.
import { make } from "./dom.js";

let last = 0;

export function field(label, control, hint) {
  const id = `field-${++last}`;
  control.id = id;
  if (hint) control.setAttribute("aria-describedby", `${id}-hint`);
  const element = make("div", { class: `field ${control.type === "checkbox" ? "check" : ""}` },
    make("label", { for: id }, label), control, hint && make("p", { class: "hint", id: `${id}-hint` }, hint));
  element.control = control;
  return element;
}

export const text = (name, attributes = {}) => make("input", { type: "text", name, autocomplete: "off", ...attributes });

export const number = (name, attributes = {}) => make("input", { type: "number", name, step: "1", inputmode: "numeric", ...attributes });

export const area = (name, attributes = {}) => make("textarea", { name, rows: "3", ...attributes }, attributes.value ?? "");

export const check = (name, checked = false) => make("input", { type: "checkbox", name, checked });

export const select = (name, options, chosen, attributes = {}) => make("select", { name, ...attributes },
  options.map(([value, label]) => make("option", { value, selected: value === chosen }, label)));

export const values = (form) => Object.fromEntries(new FormData(form));

export const fieldset = (legend, ...content) => make("fieldset", {}, make("legend", {}, legend), content);

// A list of words, such as SKUs: separated by commas, spaces or lines.
export const words = (value) => value.split(/[\s,]+/).filter(Boolean);
