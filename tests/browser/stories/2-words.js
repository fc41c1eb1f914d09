// Words are never lost: drafts, and where they end.
import assert from "node:assert/strict";
import { OUTSIDE, startBoard } from "../board.js";
import { PASSPHRASE, WAYS, member, newName, post, sees, stranger } from "../people.js";

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

/** The words are in the form, at the latest when its script has run. */
async function has(person, text) {
  await typed(person).waitFor();
  await person.page.waitForFunction((words) => document.querySelector("#text").value === words, text);
}

async function stillHas(person) {
  await has(person, WORDS);
  assert.equal(await person.page.getByLabel("Title").inputValue(), "A draft");
  assert.ok(await person.page.getByLabel("grief").isChecked());
}

async function reload(board) {
  const guest = await stranger(board);
  await begins(guest);
  await guest.page.reload();
  await stillHas(guest);
  assert.equal(await guest.page.evaluate(() => localStorage.length), 0, "nothing is on the device unless ticked");
  const tab = await guest.context.newPage();
  await tab.goto("/b/nights/write");
  assert.equal(await tab.getByLabel("What is going on?").inputValue(), "", "another tab knows nothing of it");

  await guest.page.getByLabel("Also keep it on this device").check();
  await guest.page.getByLabel("A name to go by").fill(newName("Passing by"));
  await guest.page.getByRole("button", { name: "Preview" }).click();
  await sees(guest, "How it will look");
  assert.ok(await guest.page.getByLabel("Also keep it on this device").isChecked(), "the choice outlives a preview");
  await tab.reload();
  assert.equal(await tab.getByLabel("What is going on?").inputValue(), WORDS, "ticked: on this device");
  await tab.close();

  await guest.page.getByRole("button", { name: "Post it" }).click();
  await sees(guest, "Your post is up.");
  await nothingKept(guest);
  await guest.page.goto("/b/nights/write");
  assert.equal(await typed(guest).inputValue(), "");
  await guest.context.close();
}

/** Until the account has what is in the form. */
const keptInAccount = (person) => person.page.waitForResponse((answer) => answer.url().includes("/drafts/") && answer.request().method() === "POST" && answer.ok());

async function two_devices(board) {
  const ben = await member(board, "Ben");
  await ben.page.goto("/b/nights/write");
  let kept = keptInAccount(ben);
  await typed(ben).fill("Begun on the phone");
  await kept;
  // Another device, signed in as the same person: the words are in the form, and go on from there.
  const laptop = await stranger(board);
  await laptop.page.goto("/sign-in?back=/b/nights/write");
  await laptop.page.getByLabel("Name", { exact: true }).fill(ben.name);
  await laptop.page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await laptop.page.getByRole("button", { name: "Sign in" }).click();
  await laptop.page.waitForURL("**/b/nights/write");
  await has(laptop, "Begun on the phone");
  kept = keptInAccount(laptop);
  await typed(laptop).fill("Begun on the phone, gone on with on the laptop");
  await kept;
  // The phone writes on without knowing: it is told, loses nothing, and takes what it wants.
  await typed(ben).fill("Begun on the phone, and other words");
  await ben.page.getByText("You are writing this in another place, too").waitFor();
  await ben.page.getByRole("button", { name: "Take the other words" }).click();
  await has(ben, "Begun on the phone, gone on with on the laptop");
  kept = keptInAccount(ben);
  await ben.page.getByRole("button", { name: "Back to the words before" }).click();
  await has(ben, "Begun on the phone, and other words");
  await kept;
  await laptop.page.reload();
  await laptop.page.getByText("You began this").waitFor();
  await has(laptop, "Begun on the phone, and other words");
  // Unticked, nothing stays in the account; the tab still has it.
  kept = keptInAccount(ben);
  await ben.page.getByLabel("Keep it in my account").uncheck();
  await kept;
  await laptop.page.goto("/me/drafts");
  await sees(laptop, "Nothing here.");
  await ben.page.getByLabel("Keep it in my account").check();
  await ben.page.getByLabel("Title").fill("A draft");
  await keptInAccount(ben);
  // Thrown away by hand, it is gone from the tab as well.
  await ben.page.reload();
  await sees(ben, "and it was kept for you");
  await ben.page.getByRole("button", { name: "Throw it away" }).click();
  await ben.page.waitForLoadState();
  await has(ben, "");
  for (const person of [ben, laptop]) await person.context.close();
}

/** A reply begun elsewhere comes when somebody begins to write under the thread. */
async function reply_elsewhere(board) {
  const ben = await member(board, "Ben");
  const thread = await post(ben, "nights", { title: newName("A slow one"), text: "Only this." });
  await ben.page.goto(`/e/${thread.split("/").pop()}/reply`);
  const kept = keptInAccount(ben);
  await ben.page.getByLabel("Your reply").fill("Half a reply");
  await kept;
  const tab = await ben.context.newPage();
  await tab.goto(thread);
  await tab.getByLabel("Your reply").focus();
  await tab.waitForFunction(() => document.querySelector("#text").value === "Half a reply");
  await tab.getByRole("button", { name: "Post it" }).click();
  await tab.getByText("Half a reply").first().waitFor();
  await tab.goto("/me/drafts");
  await tab.getByText("Nothing here.").waitFor();
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
    // What came with the answer is lost with it.
    await ben.context.clearCookies({ name: "stored" });
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
  await begins(ben);
  await ben.page.goto("/me");
  await ben.page.getByRole("button", { name: "Sign out", exact: true }).click();
  await sees(ben, "this browser has forgotten what you were writing");
  await nothingKept(ben);
  await ben.page.goto("/b/nights/write");
  assert.equal(await typed(ben).inputValue(), "");
  await ben.context.close();
}

const leaves = (how) => async (board) => {
  const ben = await stranger(board);
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
  await ben.context.clearCookies({ name: "left" });
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

/** From the first page to a thread, away, and “back” as often as it goes: no page of the board is there again. */
const never_back = (way) => async (board) => {
  const ana = await stranger(board, way);
  const { page } = ana;
  await page.goto("/");
  await page.goto("/b/nights");
  await page.locator(".posts a[href^='/t/']").first().click();
  await page.waitForURL("**/t/*");
  if (way.script && way.width > 400) await shift(page); else await click(page);
  await page.waitForURL(OUTSIDE);
  for (let steps = 0; steps < 3; steps += 1) {
    await page.goBack();
    assert.ok(!page.url().startsWith(board.url), `“back” shows ${page.url()}`);
    assert.ok(!(await page.content()).includes("nights"), "nor anything of it");
  }
  await page.goto("/help");
  await sees(ana, "Get help now");
  await ana.context.close();
};

/** Two people at one browser: what one was writing is there for them again, and never for the other. */
async function next_person(board) {
  const [ben, cleo] = [await member(board, "Ben"), await member(board, "Cleo")];
  await begins(ben);
  const bens = await ben.context.cookies();
  await ben.context.clearCookies();
  await ben.context.addCookies(await cleo.context.cookies());
  await ben.page.goto("/b/nights/write");
  await sees(ben, cleo.name);
  assert.equal(await typed(ben).inputValue(), "");
  await ben.context.clearCookies();
  await ben.context.addCookies(bens);
  await ben.page.goto("/b/nights/write");
  await stillHas(ben);
  for (const person of [ben, cleo]) await person.context.close();
}

async function shared_device(board) {
  const [ben, cleo] = [await member(board, "Ben"), await member(board, "Cleo")];
  const { page, context } = cleo;
  const kept = async () => ({
    cookies: (await context.cookies()).map((cookie) => cookie.name),
    storage: await page.evaluate(() => sessionStorage.length + localStorage.length),
    caches: await page.evaluate(async () => (await caches.keys()).length),
  });
  const signIn = async (name) => {
    await page.goto("/sign-in");
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
    await page.getByLabel("Others use this device").check();
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await sees(cleo, name);
  };
  const uses = async () => {
    await page.goto("/discreet/on");
    await page.goto("/help/gb");
    await page.waitForFunction(async () => (await caches.keys()).length > 0);
    await begins(cleo);
  };
  await context.clearCookies();
  await signIn(ben.name);
  await uses();
  const before = await kept();
  assert.ok(["discreet", "holdfast"].every((name) => before.cookies.includes(name)) && before.storage > 0 && before.caches > 0, JSON.stringify(before));
  await page.goto("/me");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await sees(cleo, "forgotten everything of this board");
  assert.deepEqual(await kept(), { cookies: [], storage: 0, caches: 0 });
  // A session that ended by itself: whoever comes next finds nothing either.
  await signIn(ben.name);
  await uses();
  const session = (await context.cookies()).find((cookie) => cookie.name === "holdfast");
  await context.addCookies([{ ...session, value: "shared-which-ended" }]);
  await page.goto("/new");
  assert.deepEqual(await kept(), { cookies: [], storage: 0, caches: 0 });
  await signIn(cleo.name);
  await page.goto("/b/nights/write");
  assert.equal(await typed(cleo).inputValue(), "");
  for (const person of [ben, cleo]) await person.context.close();
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
  "a guest's draft outlives a reload, stays in its tab unless ticked, and ends when it is sent": reload,
  "a member's draft waits in their account, and two devices never overwrite each other unseen": two_devices,
  "a reply begun elsewhere goes on under its thread": reply_elsewhere,
  "a guest's draft ends when it is sent, and an edit's when it is saved or erased": guest_sends,
  "a draft outlives a mistake in the form": mistakes,
  "a draft outlives the end of the session": expired,
  "a draft outlives a board that stopped": stopped,
  "a form whose answer got lost is stored once when it is sent again": answer_lost,
  "signing out ends every draft": signing_out,
  "leaving by click blanks the page, forgets, and leaves nothing behind “back”": leaves(click),
  "leaving by Shift, Shift, Shift does the same": leaves(shift),
  ...Object.fromEntries(WAYS.map((way) => [`no page of the board is behind “back” once somebody left (${way.called})`, never_back(way)])),
  "somebody else who signs in at the same browser does not see what was being written": next_person,
  "a device that others use forgets everything at sign-out, and when the session ended by itself": shared_device,
  "writing capitals does not leave": shift_while_writing,
  "leaving works without scripts": leaves_without_scripts,
  "characters are counted as people count them, when the limit is near": counted,
};
