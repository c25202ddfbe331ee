// The customer: signing up, in and out, the e-mail address, and orders that were placed as a guest.
import { make, toast } from "../shared/dom.js";
import { command, get, isUnanswered, newKey, part } from "./api.js";
import { adoptGuestCart, forgetCart, loadCart } from "./cart.js";
import { endSession, isSignedIn, keepSession, keepUser, session } from "./session.js";
import { busy, button, explain, facts, field, link, loading, note, problemNote, section, skeleton, values } from "./ui.js";
import { t } from "./text.js";

const email = () => field(t("field.email"), { type: "email", name: "email", autocomplete: "username", required: true, maxlength: "254" });
const newPassword = () => field(t("field.newPassword"), {
  type: "password", name: "password", autocomplete: "new-password", required: true, minlength: "8", maxlength: "128",
}, t("field.passwordHint"));

// A form with one command. It has one key until the shop has refused it, so a lost answer is no second command.
function form(fields, submit, run) {
  let key = newKey();
  const failure = make("div");
  const go = make("button", { type: "submit", class: "button wide" }, submit);
  return make("form", { class: "fields narrow", method: "post", onsubmit: (event) => {
    event.preventDefault();
    const typed = values(event.currentTarget);
    failure.replaceChildren();
    busy(go, () => run(typed, key), (problem) => {
      if (!isUnanswered(problem)) key = newKey();
      failure.replaceChildren(problemNote(problem));
    });
  } }, fields, failure, go);
}

// The guest's cart comes along. If that fails it is still kept, and the next page that is opened tries again.
async function begin(tokens, user, go, then) {
  keepSession(tokens, user);
  forgetCart();
  try {
    await adoptGuestCart();
    await loadCart();
  } catch (problem) {
    toast(`${t("account.cartLater")} ${explain(problem)}`);
  }
  go(then, true);
}

const next = (search) => (["checkout", "orders"].includes(search.get("then")) ? search.get("then") : "account");

export function signIn({ search, show, go }) {
  if (isSignedIn()) return go(next(search), true);
  const password = field(t("field.password"), {
    type: "password", name: "password", autocomplete: "current-password", required: true, maxlength: "128",
  });
  show(t("signIn.title"), {}, search.has("ended") && note("mild", make("p", {}, t("signIn.ended"))),
    make("p", { class: "lead" }, t("signIn.text")),
    form([email(), password], t("nav.signIn"), async (typed, key) => {
      const { user, ...tokens } = await command("POST", "sessions", typed, { key, asGuest: true });
      await begin(tokens, user, go, next(search));
    }),
    make("p", {}, link(`sign-up?then=${next(search)}`, t("signUp.title")), " · ", link("forgotten", t("forgotten.title"))));
}

export function signUp({ search, show, go }) {
  if (isSignedIn()) return go(next(search), true);
  show(t("signUp.title"), {}, make("p", { class: "lead" }, t("signUp.text")),
    form([field(t("field.fullName"), { name: "name", autocomplete: "name", required: true, maxlength: "200" }), email(), newPassword()],
      t("signUp.submit"), async (typed, key) => {
        const { token, expiresAt, refreshToken, ...user } = await command("POST", "users", typed, { key, asGuest: true });
        await begin({ token, expiresAt, refreshToken }, user, go, next(search));
      }),
    make("p", {}, t("signUp.known"), " ", link(`sign-in?then=${next(search)}`, t("nav.signIn"))));
}

export function forgotten({ show }) {
  show(t("forgotten.title"), {}, make("p", { class: "lead" }, t("forgotten.text")), form([email()], t("forgotten.submit"), async (typed, key) => {
    await command("POST", "password-resets", typed, { key, asGuest: true });
    show(t("forgotten.title"), {}, note("good", make("p", {}, t("forgotten.sent"))), link("sign-in", t("nav.signIn"), "button"));
  }));
}

export function reset({ id, show }) {
  show(t("reset.title"), {}, form([newPassword()], t("reset.submit"), async (typed, key) => {
    await command("PUT", `password-resets/${part(id)}`, { newPassword: typed.password }, { key, asGuest: true });
    if (isSignedIn()) endSession(); // All sessions have ended, this one too.
    show(t("reset.title"), {}, note("good", make("p", {}, t("reset.done"))), link("sign-in", t("nav.signIn"), "button"));
  }));
}

export async function verify({ id, show }) {
  show(t("verify.title"), {}, skeleton(2), loading());
  await command("POST", "email-verifications", { token: id }, { asGuest: true });
  show(t("verify.title"), {}, note("good", make("p", {}, t("verify.done"))), link("account", t("account.title"), "button"));
}

export async function account({ signal, show, go }) {
  if (!isSignedIn()) return go("sign-in", true);
  show(t("account.title"), {}, skeleton(4), loading());
  const user = await get(`users/${part(session().user.id)}`, signal);
  keepUser(user);
  const sendAgain = button(t("account.verify"), (event) => busy(event.currentTarget, async () => {
    await command("POST", `users/${part(user.id)}/email-verification`);
    toast(t("account.verifySent", { email: user.email }));
  }), "plain");
  const claim = button(t("account.claim"), (event) => busy(event.currentTarget, async () => {
    const { claimed } = await command("POST", `users/${part(user.id)}/orders/claim`);
    toast(t("account.claimed", { count: claimed }));
  }), "plain");
  const leave = button(t("account.signOut"), (event) => busy(event.currentTarget, () => signOut(go)), "plain");
  show(t("account.title"), {}, make("div", { class: "narrow" }, section(user.name, facts([t("field.email"), user.email],
    [t("account.address"), t(user.emailVerified ? "account.verified" : "account.unverified")])),
  section(t("account.guestOrders"), make("p", {}, t(user.emailVerified ? "account.claimText" : "account.verifyText")),
    make("p", {}, user.emailVerified ? claim : sendAgain)),
  make("div", { class: "row" }, link("orders", t("orders.title"), "button"), leave)));
}

// The tokens leave this browser in any case.
async function signOut(go) {
  try {
    await command("DELETE", "sessions/current");
  } catch (problem) {
    if (problem.status !== 401) toast(`${t("account.signedOutHere")} ${explain(problem)}`);
  }
  endSession();
  forgetCart();
  go("");
}
