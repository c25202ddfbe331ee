// Amounts, times and names as people read them.
const locale = navigator.language;
const formats = new Map();

function cached(name, make) {
  if (!formats.has(name)) formats.set(name, make());
  return formats.get(name);
}

export function money({ amount, currency, exponent }) {
  const format = cached(`${currency} ${exponent}`, () => new Intl.NumberFormat(locale, {
    style: "currency", currency, ...(exponent !== undefined && { minimumFractionDigits: exponent, maximumFractionDigits: exponent }),
  }));
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
}

export const exponentOf = (currency) => cached(`${currency} undefined`, () =>
  new Intl.NumberFormat(locale, { style: "currency", currency })).resolvedOptions().maximumFractionDigits;

// Digits are moved as text, so no amount passes through a binary fraction. Undefined if the text is no amount.
export function toMinorUnits(text, exponent) {
  const [, whole, fraction = ""] = /^\s*(\d{1,12})(?:[.,](\d*))?\s*$/.exec(text) ?? [];
  if (whole === undefined || fraction.length > exponent) return undefined;
  return Number(whole + fraction.padEnd(exponent, "0"));
}

export function toDecimal({ amount, exponent }) {
  const digits = String(amount).padStart(exponent + 1, "0");
  return exponent ? `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}` : digits;
}

export const count = (number) => cached("count", () => new Intl.NumberFormat(locale)).format(number);

export const units = (number) => `${count(number)} ${number === 1 ? "unit" : "units"}`;

export const signed = (number) => `${number > 0 ? "+" : number < 0 ? "−" : ""}${count(Math.abs(number))}`;

export const dateTime = (text) => cached("time", () => new Intl.DateTimeFormat(locale, {
  year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit",
})).format(new Date(text));

export const clock = (text) => cached("clock", () =>
  new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" })).format(new Date(text));

export function duration(seconds) {
  if (seconds < 1) return `${Math.max(0, Math.round(seconds * 1000))} ms`;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  return `${Math.floor(seconds / 86400)} d ${Math.floor((seconds % 86400) / 3600)} h`;
}

export const age = (text) => duration((Date.now() - new Date(text)) / 1000);

export function sentence(name) {
  const words = String(name).replace(/([a-z])([A-Z])/g, "$1 $2").replace(/[._-]+/g, " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

// "2030-01-02T12:00" of the browser's zone, as a field of the kind datetime-local has it; undefined without a time.
export const toInstant = (local) => (local ? new Date(local).toISOString() : undefined);
