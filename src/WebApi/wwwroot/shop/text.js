// The texts of the chosen language: one file each, with the same keys. A text is a string, or an object of the plural
// forms of its {count}.
import { count, useLocale } from "../shared/format.js";

const keptAs = "shop.language";
const languages = ["en", "de"];
let texts = {};
let plural;

export const language = { of: "en" };

// The kept choice, or the first language of the browser that there is.
export function chosenLanguage() {
  const kept = localStorage.getItem(keptAs);
  if (languages.includes(kept)) return kept;
  return navigator.languages.map((one) => one.slice(0, 2).toLowerCase()).find((one) => languages.includes(one)) ?? "en";
}

export const otherLanguage = () => languages.find((one) => one !== language.of);

export const keepLanguage = (name) => localStorage.setItem(keptAs, name);

export async function useLanguage(name) {
  const response = await fetch(`/shop/${name}.json`);
  if (!response.ok) throw new Error(`The texts of ${name} cannot be read.`);
  texts = await response.json();
  language.of = name;
  // The browser's own region, such as de-AT, if it is one of this language.
  const locale = navigator.languages.find((one) => one.slice(0, 2).toLowerCase() === name) ?? name;
  useLocale(locale);
  plural = new Intl.PluralRules(locale);
  document.documentElement.lang = name;
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = t(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", t(element.dataset.label));
  for (const element of document.querySelectorAll("[data-hint]")) element.placeholder = t(element.dataset.hint);
}

export const has = (key) => Object.hasOwn(texts, key);

export function t(key, values = {}) {
  const text = texts[key];
  if (text === undefined) throw new Error(`There is no text ${key}.`);
  const chosen = typeof text === "string" ? text : text[plural.select(values.count)] ?? text.other;
  return chosen.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? count(values[name]) : values[name] ?? ""));
}

// A text with *emphasis*, as parts to append.
export function emphasised(key, make) {
  return t(key).split("*").map((part, index) => (index % 2 ? make("em", {}, part) : part));
}
