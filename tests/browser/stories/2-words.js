// Words are never lost: drafts, and where they end.
import assert from "node:assert/strict";
import { OUTSIDE, startBoard } from "../board.js";
import { PASSPHRASE, member, newName, post, sees, stranger } from "../people.js";

const WORDS = "Half a sentence, and then the phone rang 🌊";
const typed = (person) => person.page.getByLabel("What is going on?");
const nothingKept = async ({ page }) => {
  const kept = await page.evaluate(() => [sessionStorage, localStorage].flatMap((store) => Object.keys(store).filter((name) => name.startsWith("draft:"))));
  assert.deepEqual(kept, []);
};

async function begins(person, { tick = false } = {}) {
  await person.page.goto("/b/nights/write");
  await person.page.getByLabel("Title").fill("A draft");
  await typed(person).fill(WORDS);
  await person.page.getByLabel("grief").check();
  if (tick) await person.page.getByLabel("Also keep it on this device").check();
}

async function stillHas(person) {
  assert.equal(await typed(person).inputValue(), WORDS);
  assert.equal(await person.page.getByLabel("Title").inputValue(), "A draft");
  assert.ok(await person.page.getByLabel("grief").isChecked());
}

async function reload(board) {
  const ben = await member(board, "Ben");
  await begins(ben);
  await ben.page.reload();
  await stillHas(ben);
  assert.equal(await ben.page.evaluate(() => localStorage.length), 0, "nothing is on the device unless ticked");
  const tab = await ben.context.newPage();
  await tab.goto("/b/nights/write");
  assert.equal(await tab.getByLabel("What is going on?").inputValue(), "", "another tab knows nothing of it");

  await ben.page.getByLabel("Also keep it on this device").check();
  await ben.page.getByRole("button", { name: "Preview" }).click();
  await sees(ben, "How it will look");
  assert.ok(await ben.page.getByLabel("Also keep it on this device").isChecked(), "the choice outlives a preview");
  await tab.reload();
  assert.equal(await tab.getByLabel("What is going on?").inputValue(), WORDS, "ticked: on this device");
  await tab.close();

  await ben.page.getByRole("button", { name: "Post it" }).click();
  await sees(ben, "Your post is up.");
  await nothingKept(ben);
  await ben.page.goto("/b/nights/write");
  assert.equal(await typed(ben).inputValue(), "");
  await ben.context.close();
}

async function guest_sends(board) {
  const ben = await member(board, "Ben");
  const thread = await post(ben, "nights", { title: newName("A quiet one"), text: "Only this." });
  const guest = await stranger(board);
  await guest.page.goto(thread);
  await guest.page.getByLabel("Your reply").fill(WORDS);
  await guest.page.reload();
  assert.equal(await guest.page.getByLabel("Your reply").inputValue(), WORDS);
  await guest.page.getByLabel("A name to go by").fill("Passing by");
  await guest.page.getByRole("button", { name: "Post it" }).click();
  await sees(guest, "Your private link");
  await nothingKept(guest);

  await guest.page.getByLabel("Your words").fill("Changed, not saved yet");
  await guest.page.goto(guest.page.url().split("?")[0]);
  assert.equal(await guest.page.getByLabel("Your words").inputValue(), "Changed, not saved yet");
  await guest.page.getByRole("button", { name: "Save" }).click();
  await sees(guest, "Saved.");
  await nothingKept(guest);
  await guest.page.getByLabel("Your words").fill("Changed once more, then erased");
  await guest.page.getByText("Erase it", { exact: true }).click();
  await guest.page.getByRole("button", { name: "Erase it for good" }).click();
  await guest.page.waitForURL("**/t/**");
  await nothingKept(guest);
  for (const person of [ben, guest]) await person.context.close();
}

async function mistakes(board) {
  const ben = await member(board, "Ben");
  await begins(ben);
  await ben.page.getByLabel("Title").fill("x".repeat(200));
  await ben.page.getByRole("button", { name: "Post it" }).click();
  await sees(ben, "That title is too long");
  assert.equal(await typed(ben).inputValue(), WORDS);
  await ben.page.getByLabel("Title").fill("A draft");
  await ben.page.goto("/");
  await ben.page.goto("/b/nights/write");
  await stillHas(ben);
  await ben.context.close();
}

async function expired(board) {
  const ben = await member(board, "Ben");
  await begins(ben);
  await ben.context.clearCookies();
  await ben.page.getByRole("button", { name: "Post it" }).click();
  await sees(ben, "You are not signed in any more. Your words are here.");
  await stillHas(ben);
  await ben.page.goto("/b/nights/write");
  await stillHas(ben);
  await ben.page.goto(`/sign-in?back=/b/nights/write`);
  await ben.page.getByLabel("Name", { exact: true }).fill(ben.name);
  await ben.page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await ben.page.getByRole("button", { name: "Sign in" }).click();
  await stillHas(ben);
  await ben.page.getByRole("button", { name: "Post it" }).click();
  await sees(ben, "Your post is up.");
  await nothingKept(ben);
  await ben.context.close();
}

async function stopped() {
  let board = await startBoard();
  const ben = await member(board, "Ben");
  await begins(ben);
  await board.stop();
  await ben.page.getByRole("button", { name: "Post it" }).click().catch(() => { /* nobody answers: that is the story */ });
  await ben.page.waitForTimeout(300);
  board = await startBoard({ port: board.port });
  await ben.page.goto(`${board.url}/b/nights/write`);
  await stillHas(ben);
  await ben.page.getByRole("button", { name: "Post it" }).click();
  await sees(ben, "Your post is up.");
  await nothingKept(ben);
  await ben.context.close();
  await board.stop();
}

async function answer_lost(board) {
  const ben = await member(board, "Ben");
  const title = newName("Sent once, answered never");
  await begins(ben);
  await ben.page.getByLabel("Title").fill(title);
  let lost = false;
  await ben.page.route("**/b/nights/write", async (route) => {
    if (route.request().method() !== "POST" || lost) return route.fallback();
    lost = true;
    await route.fetch({ maxRedirects: 0 });
    return route.abort("connectionreset");
  });
  await ben.page.getByRole("button", { name: "Post it" }).click().catch(() => { /* the answer was lost */ });
  await ben.page.waitForTimeout(300);
  assert.ok(lost);
  await ben.page.goto("/b/nights/write");
  assert.equal(await typed(ben).inputValue(), WORDS);
  await ben.page.getByRole("button", { name: "Post it" }).click();
  await sees(ben, "Your post is up.");
  await ben.page.goto("/b/nights");
  assert.equal(await ben.page.getByRole("link", { name: title }).count(), 1, "stored once");
  await ben.context.close();
}

async function signing_out(board) {
  const ben = await member(board, "Ben");
  await begins(ben, { tick: true });
  await ben.page.goto("/me");
  await ben.page.getByRole("button", { name: "Sign out", exact: true }).click();
  await sees(ben, "this browser has forgotten what you were writing");
  await nothingKept(ben);
  await ben.page.goto("/b/nights/write");
  assert.equal(await typed(ben).inputValue(), "");
  await ben.context.close();
}

const leaves = (how) => async (board) => {
  const ben = await member(board, "Ben");
  await begins(ben, { tick: true });
  let go;
  ben.outside = new Promise((resolve) => { go = resolve; });
  await ben.page.evaluate(() => {
    new MutationObserver(() => console.log(`blank: ${document.documentElement.hidden}, ${document.title}, ${localStorage.length} kept`)).observe(document.documentElement, { attributes: true });
  });
  const blank = ben.page.waitForEvent("console", { predicate: (message) => message.text().startsWith("blank:") });
  const gone = how(ben.page).catch((error) => error);
  assert.equal((await blank).text(), "blank: true, …, 0 kept", "blank and forgotten before the outside answers");
  go();
  await gone;
  await ben.page.waitForURL(OUTSIDE);
  await ben.page.goBack();
  assert.ok(!ben.page.url().includes("/write"), "the page that was left is not behind “back”");
  await ben.page.goto("/b/nights/write");
  await nothingKept(ben);
  assert.equal(await typed(ben).inputValue(), "");
  await ben.context.close();
};
const click = (page) => page.getByRole("link", { name: "leave this site" }).click({ noWaitAfter: true });
const shift = async (page) => { for (let i = 0; i < 3; i += 1) await page.keyboard.press("Shift"); };

async function shift_while_writing(board) {
  const ana = await stranger(board);
  await ana.page.goto("/b/nights/write");
  await typed(ana).focus();
  for (const key of ["Shift", "a", "Shift", "b", "Shift", "c"]) await ana.page.keyboard.press(key);
  await ana.page.waitForTimeout(300);
  assert.equal(await typed(ana).inputValue(), "abc", "capital letters do not leave");
  await ana.context.close();
}

async function leaves_without_scripts(board) {
  for (const width of [360, 1280]) {
    const ana = await stranger(board, { script: false, width });
    await ana.page.goto("/b/nights");
    await click(ana.page);
    await ana.page.waitForURL(OUTSIDE);
    await ana.context.close();
  }
}

async function counted(board) {
  const ana = await stranger(board);
  await ana.page.goto("/b/nights/write");
  const left = ana.page.locator("[data-left]");
  await typed(ana).fill("🌊".repeat(40_000));
  assert.equal(await left.isVisible(), false, "far from the limit nothing is said");
  await typed(ana).fill("🌊".repeat(59_990));
  assert.equal(await left.innerText(), "10 characters left");
  await typed(ana).fill("🌊".repeat(60_002));
  assert.match(await left.innerText(), /^2 characters too many; nothing is cut/);
  await ana.context.close();
}

export default {
  "a draft outlives a reload, stays in its tab unless ticked, and ends when it is sent": reload,
  "a guest's draft ends when it is sent, and an edit's when it is saved or erased": guest_sends,
  "a draft outlives a mistake in the form": mistakes,
  "a draft outlives the end of the session": expired,
  "a draft outlives a board that stopped": stopped,
  "a form whose answer got lost is stored once when it is sent again": answer_lost,
  "signing out ends every draft": signing_out,
  "leaving by click blanks the page, forgets, and leaves nothing behind “back”": leaves(click),
  "leaving by Shift, Shift, Shift does the same": leaves(shift),
  "writing capitals does not leave": shift_while_writing,
  "leaving works without scripts": leaves_without_scripts,
  "characters are counted as people count them, when the limit is near": counted,
};
