// Covers of books without a picture: the same title always has the same cover.
import { draw, make } from "../shared/dom.js";

const inks = [
  ["#12343b", "#f3e9d2", "#e1b382"], ["#7b2d26", "#f8ead3", "#f0a868"], ["#1f3a5f", "#f4efe2", "#e5b25d"],
  ["#2f4b3c", "#f1ead6", "#d9a441"], ["#ecd9b4", "#2b2118", "#b4552d"], ["#3d2645", "#f5e6e8", "#d57a66"],
  ["#d8c7a3", "#22302b", "#3c6e5b"], ["#b5492d", "#fff1dc", "#2c2a32"], ["#20252b", "#f2ede4", "#c98a3d"],
  ["#4a6670", "#fbf3e4", "#f2c078"], ["#e8e0cf", "#1f2a44", "#c0392b"], ["#5a3e2b", "#f6e7cb", "#e3a857"],
];

export function cover(title, author) {
  let seed = 2166136261;
  for (const char of title) seed = Math.imul(seed ^ char.codePointAt(0), 16777619) >>> 0;
  const [ground, text, accent] = inks[seed % inks.length];
  const pick = (shift, range) => (seed >>> shift) % range;
  const shape = (tag, attributes) => draw(tag, { fill: "none", stroke: accent, "stroke-width": 2.5, ...attributes });
  const motifs = [
    () => [0, 1, 2, 3, 4, 5].map((i) => shape("circle", { cx: 60 + pick(6, 80), cy: 235, r: 16 + i * (13 + pick(9, 6)), opacity: 1 - i * .13 })),
    () => Array.from({ length: 12 }, (_, i) => shape("path", { d: `M${-20 + i * 22} 310 L${60 + i * 22} 165`, opacity: .35 + (i % 3) * .3 })),
    () => [0, 1, 2, 3].map((i) => shape("path", { d: `M0 ${300 - i * 28} Q ${50 + pick(5, 50)} ${225 - i * 22} 100 ${266 - i * 28} T 200 ${255 - i * 28} V300 H0z`, fill: accent, stroke: "none", opacity: .28 })),
    () => Array.from({ length: 35 }, (_, i) => shape("circle", { cx: 28 + (i % 7) * 24, cy: 178 + Math.floor(i / 7) * 21, r: 2 + ((i * (3 + pick(7, 5))) % 7), fill: accent, stroke: "none" })),
    () => [shape("circle", { cx: 100, cy: 225, r: 46, fill: accent, stroke: "none" }), ...[0, 1, 2, 3].map((i) => shape("path", { d: `M30 ${232 + i * 12} H170`, stroke: ground, "stroke-width": 3 + i * 2 }))],
    () => [0, 1, 2, 3, 4].map((i) => shape("rect", { x: 45 + i * 11, y: 172 + i * 11, width: 110 - i * 22, height: 110 - i * 22, transform: `rotate(${pick(8, 45)} 100 227)` })),
  ];
  const size = title.length > 34 ? 17 : title.length > 18 ? 20.5 : 25;
  const fits = Math.floor(330 / size);
  const rows = title.split(" ").reduce((all, word) => {
    if (all.length && (all.at(-1) + " " + word).length <= fits) all[all.length - 1] += " " + word;
    else all.push(word);
    return all;
  }, []).slice(0, 5);
  const family = "Iowan Old Style, Palatino, P052, Noto Serif, Georgia, serif";
  const words = rows.map((row, i) => draw("text", {
    x: 22, y: 74 + i * size * 1.16, fill: text, "font-size": size, "font-family": family, "font-weight": 600,
    ...(row.length > fits && { textLength: 158, lengthAdjust: "spacingAndGlyphs" }),
  }, row));
  const by = draw("text", { x: 22, y: 36, fill: text, opacity: .8, "font-size": author.length > 20 ? 8.5 : 10, "letter-spacing": ".08em", "font-family": "system-ui, sans-serif", "font-weight": 600 }, author.slice(0, 24).toUpperCase());
  return make("span", { class: "cover" }, draw("svg", { viewBox: "0 0 200 300", "aria-hidden": "true", preserveAspectRatio: "xMidYMid slice" },
    draw("rect", { width: 200, height: 300, fill: ground }), draw("g", {}, ...motifs[pick(16, motifs.length)]()),
    draw("rect", { width: 200, height: 74 + rows.length * size * 1.16 - size * .5, fill: ground, opacity: .82 }), by, ...words,
    draw("rect", { x: 0, width: 7, height: 300, fill: "#000", opacity: .22 }), draw("rect", { x: 7, width: 1.5, height: 300, fill: "#fff", opacity: .16 })));
}
