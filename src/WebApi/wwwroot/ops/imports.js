// Products as files: imports with their progress and the lines that were refused, and exports.
import { get, part, query, readProblem, send } from "./api.js";
import { act } from "./dialog.js";
import { badge, button, empty, facts, link, make, page, problemNote, region, section, table } from "./dom.js";
import { field, select, text, values } from "./form.js";
import { count, sentence } from "./format.js";

const watchEvery = 1000;
const types = { csv: "text/csv", jsonl: "application/x-ndjson" };
const statuses = [["", "What is on sale"], ["draft", "Drafts"], ["withdrawn", "What is withdrawn"]];

export function imports({ signal }) {
  const find = make("form", { class: "filters", onsubmit: (event) => {
    event.preventDefault();
    const id = find.elements.id.value.trim();
    if (id) location.hash = `#/imports/${part(id)}`;
  } },
  field("Import", text("id", { type: "search", required: true, placeholder: "imp_…" })),
  make("div", { class: "row" }, make("button", { type: "submit", class: "button" }, "Open")));
  return page("Imports", { lead: "Products, their prices and their stock as files.", back: link("products", "Products"),
    actions: [button("Import a file", importFile)] },
  section("An earlier import", find), section("Export", exportForm(signal)));
}

function importFile() {
  act({
    title: "Import products", submit: "Import", after: ({ data }) => { location.hash = `#/imports/${data.id}`; },
    content: [field("File", make("input", { type: "file", name: "file", required: true, accept: ".csv,.jsonl,.ndjson" }),
      "CSV with a head line, or JSON lines; an export is an example.")],
    plan: ({ file }) => {
      if (!file?.size) return { missing: "Choose a file." };
      const type = file.name.endsWith(".csv") ? types.csv : types.jsonl;
      return {
        says: [`This imports ${file.name} (${count(Math.ceil(file.size / 1024))} KiB, ${type === types.csv ? "CSV" : "JSON lines"}).`,
          "Each line adds a product or replaces the one of its SKU, and sets the counted units where it has some.",
          "A line that is refused stops no other; the import lists it with its reason."],
        request: { method: "POST", path: "imports/products", headers: { "Content-Type": type }, body: file },
      };
    },
    done: ({ data }) => `${count(data.received)} lines are stored. They are imported in the background.`,
  });
}

function exportForm(signal) {
  const failure = make("div");
  const go = make("button", { type: "submit", class: "button" }, "Export");
  const form = make("form", { class: "filters", onsubmit: async (event) => {
    event.preventDefault();
    const { format, saleStatus } = values(form);
    go.disabled = true;
    try {
      await download(query("exports/products", { format, saleStatus }), `products.${format}`, signal);
      failure.replaceChildren();
    } catch (problem) {
      if (problem.name !== "AbortError") failure.replaceChildren(problemNote(problem));
    } finally {
      go.disabled = false;
    }
  } },
  field("Products", select("saleStatus", statuses, "")),
  field("Format", select("format", [["csv", "CSV"], ["jsonl", "JSON lines"]], "csv")),
  make("div", { class: "row" }, go));
  return [form, failure];
}

// A link cannot send the operator's key, so the file is read first and then saved.
async function download(path, name, signal) {
  const response = await send(path, { signal });
  if (!response.ok) throw await readProblem(response);
  const address = URL.createObjectURL(await response.blob());
  make("a", { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}

export function importOf({ id, signal }) {
  let wait;
  signal.addEventListener("abort", () => clearTimeout(wait));
  const body = region(async () => {
    const one = await get(`imports/${part(id)}`, signal);
    clearTimeout(wait);
    if (one.status !== "completed" && !signal.aborted) wait = setTimeout(body.load, watchEvery);
    return page("Import", { back: link("imports", "Imports"), lead: make("code", {}, one.id) },
      section("Progress", progressOf(one)),
      section("Refused lines", one.errors.length ? refused(one) : empty("No line was refused", null)));
  }, { signal, text: "Reading the import…" });
  return body;
}

function progressOf(one) {
  const done = one.processed + one.failed;
  return [one.status === "receiving" && make("p", { class: "note" },
    "Lines are still arriving. If the upload was cut off, import the file again: a line that is imported twice changes nothing."),
  one.received > 0 && make("progress", { max: one.received, value: done, "aria-label": "Lines imported" }),
  facts(["Status", badge(one.status)], ["Received", count(one.received)], ["Imported", count(one.processed)],
    ["Refused", count(one.failed)])];
}

const refused = (one) => [one.failed > one.errors.length && make("p", { class: "fine" },
  `The first ${count(one.errors.length)} of ${count(one.failed)}.`),
table("Refused lines", [{ name: "Line", kind: "number" }, { name: "Reason" }, { name: "Fields" }],
  one.errors.map((error) => [count(error.line), make("span", { class: "two" }, sentence(error.code), make("small", {}, error.code)),
    error.fields?.join(", ") ?? "–"]))];
