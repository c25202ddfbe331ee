// Small plots. Each has its numbers in words as well.
import { draw } from "./dom.js";

const width = 240;
const height = 48;

export function bars(label, series) {
  const top = Math.max(1, ...series);
  const step = width / series.length;
  return picture(label, series.map((value, index) => {
    const size = value === 0 ? 1 : Math.max(2, (value / top) * height);
    return draw("rect", {
      class: value === 0 ? "none" : "bar", x: (index * step).toFixed(2), y: (height - size).toFixed(2),
      width: Math.max(1, step - 1).toFixed(2), height: size.toFixed(2), rx: 1,
    });
  }));
}

// Undefined values leave a hole in the line.
export function line(label, series) {
  const top = Math.max(Number.MIN_VALUE, ...series.filter((value) => value !== undefined));
  const step = width / Math.max(1, series.length - 1);
  let path = "";
  series.forEach((value, index) => {
    if (value === undefined) return;
    const from = index > 0 && series[index - 1] !== undefined ? "L" : "M";
    const point = `${(index * step).toFixed(2)} ${(height - 2 - (value / top) * (height - 6)).toFixed(2)}`;
    path += series[index + 1] === undefined && from === "M" ? `M${point} h.01` : `${from}${point}`;
  });
  return picture(label, [draw("path", { class: "line", d: path || "M0 0" })]);
}

const picture = (label, content) =>
  draw("svg", { class: "plot", viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", role: "img", "aria-label": label },
    ...content);
