// Amounts, numbers and times as people of a locale read them: the browser's, until a page chooses another one.
let locale = navigator.language;
const formats = new Map();

export function useLocale(value) {
  locale = value;
  formats.clear();
}

function cached(name, make) {
  if (!formats.has(name)) formats.set(name, make(locale));
  return formats.get(name);
}

export function money({ amount, currency, exponent }) {
  const format = cached(`${currency} ${exponent}`, (of) => new Intl.NumberFormat(of, {
    style: "currency", currency, ...(exponent !== undefined && { minimumFractionDigits: exponent, maximumFractionDigits: exponent }),
  }));
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
}

export const exponentOf = (currency) => cached(`${currency} undefined`, (of) =>
  new Intl.NumberFormat(of, { style: "currency", currency })).resolvedOptions().maximumFractionDigits;

export const count = (number) => cached("count", (of) => new Intl.NumberFormat(of)).format(number);

export const dateTime = (text) => cached("time", (of) => new Intl.DateTimeFormat(of, {
  year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit",
})).format(new Date(text));

export const date = (text) => cached("date", (of) => new Intl.DateTimeFormat(of, {
  year: "numeric", month: "long", day: "numeric",
})).format(new Date(text));

export const clock = (text) => cached("clock", (of) =>
  new Intl.DateTimeFormat(of, { hour: "2-digit", minute: "2-digit" })).format(new Date(text));

export function sentence(name) {
  const words = String(name).replace(/([a-z])([A-Z])/g, "$1 $2").replace(/[._-]+/g, " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
