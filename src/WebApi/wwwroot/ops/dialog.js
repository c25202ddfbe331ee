// Every write goes through this dialog: it says what the command will do, sends it, and says what it did.
import { call, newKey, Problem } from "./api.js";
import { make, problemNote } from "./dom.js";
import { values } from "./form.js";

const execute = ({ method, path, body, headers = {} }, key) =>
  call(method, path, { body, headers: { ...headers, "Idempotency-Key": key } });

// plan(values) gives { says, request } for what the fields hold now, or { missing } with what is still to be entered. A second
// command that needs the first one's answer is then(answer); it has a key of its own that follows from the first one's, so that
// an attempt that failed between the two repeats the first and goes on.
// done(answer) gives the words for the outcome; after(answer) reloads what has changed.
export function act({ title, content = [], plan, submit, done, after, danger = false }) {
  let key = newKey();
  let refused = null;
  let isBusy = false;
  const opener = document.activeElement;
  const says = make("div", { class: "plan", role: "status" });
  const failure = make("div");
  const go = make("button", { type: "submit", class: `button ${danger ? "danger" : ""}` }, submit);
  const cancel = make("button", { type: "button", class: "button plain", onclick: () => dialog.close() }, "Cancel");
  const form = make("form", { class: content.length > 6 ? "many" : "", onsubmit: run, oninput: show },
    content, says, failure, make("div", { class: "row end" }, cancel, go));
  const heading = make("h2", { id: "dialog-title", tabindex: "-1" }, title);
  const dialog = make("dialog", { "aria-labelledby": "dialog-title" }, heading, form);

  function show() {
    const { says: sentences = [], missing } = plan(values(form), form);
    says.replaceChildren(...(missing ? [make("p", { class: "missing" }, missing)]
      : sentences.filter(Boolean).map((sentence) => make("p", {}, sentence))));
  }

  async function run(event) {
    event.preventDefault();
    if (isBusy) return;
    const { request, then, missing } = plan(values(form), form);
    if (missing) return show();
    const sent = JSON.stringify(request, (_, value) => (value instanceof File ? [value.name, value.size, value.lastModified] : value));
    // The key stays the same while the first attempt may have been executed, so a retry is the same command.
    if (refused !== null && refused !== sent) key = newKey();
    setBusy(true);
    try {
      let answer = await execute(request, key);
      if (then) answer = await execute(then(answer), `${key}-then`);
      finish(answer, await done(answer));
    } catch (problem) {
      refused = problem instanceof Problem && problem.isRefusal ? sent : null;
      failure.replaceChildren(problemNote(problem), refused === null
        ? make("p", { class: "hint" }, "It may have been executed. Send it again: the same command is executed once.") : "");
      failure.scrollIntoView({ block: "nearest" });
    } finally {
      setBusy(false);
    }
  }

  function setBusy(value) {
    isBusy = value;
    go.disabled = cancel.disabled = value;
    form.setAttribute("aria-busy", String(value));
  }

  function finish(answer, sentences) {
    const close = make("button", { type: "button", class: "button", onclick: () => dialog.close() }, "Close");
    heading.textContent = `${title}: done`;
    form.replaceWith(make("div", { class: "done" },
      make("div", { role: "status" }, [sentences].flat().filter(Boolean).map((sentence) => make("p", {}, sentence)),
        answer.isReplay && make("p", { class: "hint" }, "This was executed by an earlier attempt.")),
      make("div", { class: "row end" }, close)));
    close.focus();
    after?.(answer);
  }

  dialog.addEventListener("cancel", (event) => { if (isBusy) event.preventDefault(); });
  dialog.addEventListener("close", () => {
    dialog.remove();
    // The page may have been drawn anew since.
    (opener?.isConnected ? opener : document.querySelector("main h1"))?.focus({ preventScroll: true });
  });
  document.body.append(dialog);
  show();
  dialog.showModal();
  (form.querySelector("input, select, textarea") ?? heading).focus();
}

// What is shown once, such as a key, with a button that copies it.
export function secret(label, value) {
  const copy = make("button", { type: "button", class: "button plain", onclick: async () => {
    try {
      await navigator.clipboard.writeText(value);
      copy.textContent = "Copied";
    } catch {
      copy.textContent = "Select it to copy";
    }
  } }, "Copy");
  return make("span", { class: "secret" }, make("code", { tabindex: "0", "aria-label": label }, value), copy);
}
