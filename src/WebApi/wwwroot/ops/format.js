// Amounts, times and names as people read them.
import { clock, count, dateTime, exponentOf, money, sentence } from "../shared/format.js";

export { clock, count, dateTime, exponentOf, money, sentence };

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

export const units = (number) => `${count(number)} ${number === 1 ? "unit" : "units"}`;

export const signed = (number) => `${number > 0 ? "+" : number < 0 ? "−" : ""}${count(Math.abs(number))}`;

export function duration(seconds) {
  if (seconds < 1) return `${Math.max(0, Math.round(seconds * 1000))} ms`;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  return `${Math.floor(seconds / 86400)} d ${Math.floor((seconds % 86400) / 3600)} h`;
}

export const age = (text) => duration((Date.now() - new Date(text)) / 1000);

// "2030-01-02T12:00" of the browser's zone, as a field of the kind datetime-local has it; undefined without a time.
export const toInstant = (local) => (local ? new Date(local).toISOString() : undefined);
