// Help beside the words, at each level, in every language there is, with and without script; never a barrier, never with the focus.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { WAYS, member, newName, post, sees, seesNot, stranger } from "../people.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const LOCALES = new URL("../../../locales/", import.meta.url);
/** Every language of the board, with its sentences. */
const LANGUAGES = readdirSync(LOCALES).map((code) => {
  const files = readdirSync(new URL(`${code}/`, LOCALES)).map((name) => readFileSync(new URL(`${code}/${name}`, LOCALES), "utf8"));
  return { code, said: Object.fromEntries(files.flatMap((text) => [...text.matchAll(/^([a-z0-9-]+) = (.+)$/gm)].map((line) => [line[1], line[2]]))) };
});
const LEVELS = [
  { level: 1, text: "I feel so hopeless and alone", title: "care-heavy-title", choices: ["care-who", "care-small", "help-call-what", "care-just-write"] },
  { level: 2, text: "I want to die", title: "care-thoughts-title", calls: ["tel:116123"], choices: ["care-all", "care-trust", "care-small", "help-call-what", "care-keep-writing"] },
  { level: 3, text: "goodbye everyone, I will kill myself tonight", title: "care-danger-title", calls: ["tel:999", "tel:116123"], choices: ["care-all", "care-trust", "care-small", "help-call-what", "care-keep-writing"] },
];

const panelOf = ({ page }, level) => page.locator(`[data-level="${level}"]`);
const inText = ({ page }) => page.evaluate(() => document.activeElement?.id === "text");
/** Types as people do, and waits for the panel of that level. */
async function types(person, text, level) {
  await person.page.locator("#text").focus();
  await person.page.keyboard.type(text);
  if (level) await panelOf(person, level).waitFor();
}

/** What Tab leads to from the text on, until the panel ends. */
async function tabs({ page }) {
  const passed = [];
  await page.locator("#text").focus();
  for (let more = 0; more < 40; more += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => ({ in: Boolean(document.activeElement.closest("[data-level]")), says: document.activeElement.innerText?.trim() ?? "", href: document.activeElement.getAttribute("href") ?? "" }));
    if (at.in) passed.push(at); else if (passed.length) break;
  }
  return passed;
}

function in_order(list, wanted, what) {
  let from = 0;
  for (const one of wanted) {
    const at = list.findIndex((item, index) => index >= from && item.includes(one));
    assert.ok(at >= 0, `${what}: “${one}” should come next in ${JSON.stringify(list)}`);
    from = at + 1;
  }
}

const at_each_level = ({ code, said }, way) => async (board) => {
  const ben = await stranger(board, { ...way, lang: code });
  const { page } = ben;
  await page.goto("/help?country=gb");
  for (const { level, text, title, calls = [], choices } of LEVELS) {
    await page.goto("/b/nights/write");
    await page.locator("#title").fill(newName("Evening"));
    if (way.script) {
      assert.ok((await page.locator("body").innerText()).includes(said["care-while-writing"]), "the page says where the words go");
      await types(ben, text, level);
      assert.ok(await inText(ben), "the focus stays in the text");
      assert.equal(await page.locator("#text").inputValue(), text);
      assert.ok((await page.locator("[data-care-said]").innerText()).startsWith(said[title]), "it is said politely to those who listen");
    } else {
      await page.locator("#guest_name").fill("Passing by");
      await page.locator("#text").fill(text);
      await page.locator("button[value=preview]").click();
      await panelOf(ben, level).waitFor();
      assert.equal(await page.evaluate(() => document.activeElement.tagName), "BODY", "the panel does not take the focus");
    }
    const panel = panelOf(ben, level);
    // Under the text, not over it, and no wider than the screen.
    const under = (panel) => panel.getBoundingClientRect().top >= document.querySelector("#text").getBoundingClientRect().bottom;
    assert.ok(await panel.evaluate(under), "under the text");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no wider than the screen");
    // In the order in which it is read aloud, and in which keys lead through it.
    const aloud = (await page.locator("[data-care]").ariaSnapshot()).split("\n");
    in_order(aloud, [said["care-region"], said[title], ...calls, ...choices.map((id) => said[id])], `${code}, level ${level}, read aloud`);
    const keys = await tabs(ben);
    in_order(keys.map((key) => `${key.says} ${key.href}`), [said["care-hide"], ...calls, ...choices.map((id) => said[id])], `${code}, level ${level}, by keys`);
    // The page is the same without script, where axe can't run.
    if (way.script) {
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => window.axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`), []);
    }
    // Closed and opened again by a key.
    const fold = panel.locator("summary").first();
    await fold.focus();
    await page.keyboard.press("Enter");
    assert.equal(await panel.locator("a, button, p").filter({ visible: true }).count(), 0, "closed");
    await page.keyboard.press("Enter");
    await panel.getByText(said[choices.at(-1)]).click();
    assert.ok(await page.locator("#text").evaluate((area) => area === document.activeElement || location.hash === "#text"), "back in the text");
    assert.equal(await page.locator("#text").inputValue(), text);
    if (way.script) await page.locator("#guest_name").fill("Passing by");
    await page.locator("main").getByRole("button", { name: said["write-send"], exact: true }).click();
    await page.waitForURL("**/own/**");
    assert.ok((await page.locator(".done").innerText()).includes(said[level > 1 ? "care-posted-serious" : "care-posted"]), "posting goes through");
    if (level > 1) await sees(ben, said["can-reserve"]);
  }
  await ben.context.close();
};

async function follows_and_yields(board) {
  const ben = await stranger(board);
  const { page } = ben;
  await page.goto("/b/nights/write");
  await types(ben, "I feel so hopeless and alone", 1);
  await page.getByText("Hide this").click();
  await types(ben, ". Nothing helps.");
  await page.waitForTimeout(6000);
  assert.ok(!await panelOf(ben, 1).locator(".care").evaluate((panel) => panel.open), "what was hidden stays hidden");
  await types(ben, " I want to die", 2);
  assert.ok(await panelOf(ben, 2).locator(".care").evaluate((panel) => panel.open), "something heavier is offered once more");
  // Somebody who is reading in the panel is not disturbed.
  await panelOf(ben, 2).getByText("Ask someone I trust").click();
  await page.locator("#text").evaluate((area) => { area.value = "goodbye everyone, I will kill myself tonight"; area.dispatchEvent(new Event("input", { bubbles: true })); });
  await page.waitForTimeout(6000);
  await sees(ben, "Could you sit with me or talk for a bit?");
  await page.locator("#text").focus();
  await panelOf(ben, 3).waitFor();
  await sees(ben, "Could you sit with me or talk for a bit?");
  await page.locator("#text").fill("");
  await page.waitForFunction(() => !document.querySelector("[data-level]"));
  await ben.context.close();
}

async function switched_off(board) {
  const ben = await stranger(board);
  const { page } = ben;
  await page.goto("/b/nights/write");
  await types(ben, "I want to die", 2);
  await page.getByLabel("Offer me help beside my text").uncheck();
  await page.waitForFunction(() => !document.querySelector("[data-level]"));
  await page.waitForTimeout(500);
  await page.reload();
  const asked = () => ben.requests.filter((url) => url.endsWith("/care") && !url.endsWith("/me/care")).length;
  const before = asked();
  assert.ok(!await page.getByLabel("Offer me help beside my text").isChecked(), "it stays off");
  await types(ben, " more");
  await page.waitForTimeout(3000);
  assert.equal(asked(), before, "nothing is sent while it is off");
  await page.getByLabel("Offer me help beside my text").check();
  await panelOf(ben, 2).waitFor();
  await ben.context.close();
}

async function kept_as_it_is(board) {
  const ben = await stranger(board);
  const { page } = ben;
  await page.route("**/me/care", (route) => route.fulfill({ status: 503, body: "" }));
  await page.goto("/b/nights/write");
  const box = page.getByLabel("Offer me help beside my text");
  await box.click();
  await page.waitForFunction(() => document.querySelector("[data-care-switch] input").checked);
  await page.unroute("**/me/care");
  await box.uncheck();
  await page.waitForTimeout(500);
  assert.ok(!await box.isChecked(), "what is kept stays");
  await page.reload();
  assert.ok(!await box.isChecked());
  await ben.context.close();
}

/** While somebody types, nothing is asked; once they rest, once. */
async function once_they_rest(board) {
  const ben = await stranger(board);
  const { page } = ben;
  const asked = () => ben.requests.filter((url) => url.endsWith("/care") && !url.endsWith("/me/care")).length;
  await page.goto("/b/nights/write");
  await page.locator("#text").focus();
  await page.keyboard.type("I want to die and nobody would know it.", { delay: 60 });
  assert.equal(asked(), 0, "not while they type");
  await panelOf(ben, 2).waitFor();
  assert.equal(asked(), 1, "once, when they rest");
  await page.keyboard.type(" More", { delay: 60 });
  await page.waitForTimeout(1000);
  await page.keyboard.type(" and more", { delay: 60 });
  assert.equal(asked(), 1, "not again at once");
  await page.waitForTimeout(6000);
  assert.equal(asked(), 2, "and later once more");
  await page.waitForTimeout(5000);
  assert.equal(asked(), 2, "nothing new, nothing asked");
  await ben.context.close();
}

async function quietly_later(board) {
  const ben = await stranger(board);
  const { page } = ben;
  let fails = true;
  await page.route("**/care", (route) => (fails ? route.fulfill({ status: 429, body: "" }) : route.continue()));
  await page.goto("/b/nights/write");
  await types(ben, "I want to die");
  await page.waitForTimeout(2500);
  assert.equal(await page.locator("[data-level], .problem").count(), 0, "nobody is bothered with a failure");
  fails = false;
  await panelOf(ben, 2).waitFor();
  await ben.context.close();
}

const country_within = (way) => async (board) => {
  const ben = await stranger(board, way);
  const { page } = ben;
  await page.goto("/b/nights/write");
  await page.getByLabel("Title").fill("Tonight");
  await page.getByLabel("A name to go by").fill("Passing by");
  if (way.script) await types(ben, "I want to die", 2);
  else {
    await page.getByLabel("What is going on?").fill("I want to die");
    await page.getByRole("button", { name: "Preview" }).click();
  }
  assert.equal(await page.locator("main a[href^='tel:']").count(), 0, "nothing is guessed");
  await page.getByLabel("Where are you?").selectOption({ label: "United Kingdom" });
  await page.getByRole("button", { name: "Show numbers" }).click();
  await page.locator("[data-level] a[href='tel:116123']").waitFor();
  assert.equal(await page.getByLabel("What is going on?").inputValue(), "I want to die");
  assert.equal(await page.getByLabel("Title").inputValue(), "Tonight");
  if (way.script) assert.equal(await page.evaluate(() => document.activeElement.tagName), "SUMMARY", "whoever chose goes on from the panel");
  await ben.context.close();
};

const after_posting = (way) => async (board) => {
  const [ana, ben] = [await member(board, "Ana", way), await member(board, "Ben", way)];
  const { page } = ana;
  await page.goto("/b/nights/write");
  const title = newName("Tonight");
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("What is going on?").fill("I want to die");
  await page.getByLabel("Advice is welcome").check();
  await page.getByRole("button", { name: "Post it" }).click();
  await sees(ana, "Your words are up, and we're glad you told us.");
  const shared = page.url();
  assert.equal(new URL(shared).search, "", "the address can be shared");
  await ben.page.goto(shared);
  await sees(ben, title);
  await seesNot(ben, "glad you told us");
  await page.getByRole("button", { name: "Let only peer supporters reply" }).click();
  await sees(ana, "From now on only peer supporters");
  await page.getByRole("button", { name: "Ask people just to listen" }).click();
  await sees(ana, "People are now asked just to listen.");
  await ben.page.goto(shared);
  await sees(ben, "asked for listening, not advice");
  await sees(ben, "only peer supporters and moderators reply here");
  assert.equal(await ben.page.getByLabel("Your reply").count(), 0);
  await page.getByRole("button", { name: "Let everyone reply again" }).click();
  await page.getByLabel("Your words").fill("I want to die less than I did.");
  await page.getByRole("button", { name: "Save" }).click();
  await sees(ana, "Your words are up");
  await ben.page.goto(shared);
  await sees(ben, "less than I did");
  assert.equal(await ben.page.getByLabel("Your reply").count(), 1);
  for (const person of [ana, ben]) await person.context.close();
};

const with_tips = (way) => async (board) => {
  const ana = await member(board, "Ana", way);
  const thread = await post(ana, "nights", { title: newName("Grey"), text: "All is grey.", note: "thoughts of suicide" });
  const guest = await stranger(board, way);
  const { page } = guest;
  await page.goto(thread);
  await sees(guest, "Asking does not put the idea in someone's head.");
  await sees(guest, "is read by a volunteer first");
  await page.getByLabel("Your reply").fill("Hello.");
  await page.getByRole("button", { name: "I'm here and I'm listening." }).click();
  // Without script the page comes anew, and may take its time.
  const written = () => page.getByLabel("Your reply").inputValue();
  for (let tries = 0; tries < 50 && await written() === "Hello."; tries += 1) await page.waitForTimeout(100);
  assert.equal(await written(), "Hello. I'm here and I'm listening.");
  if (way.script) assert.ok(await inText(guest), "to be changed there");
  const [tab] = await Promise.all([guest.context.waitForEvent("page"), page.locator(".tips").getByRole("link", { name: "I'm worried about this person" }).click()]);
  await tab.waitForLoadState();
  assert.ok(tab.url().endsWith("/worried"));
  await tab.close();
  // Enter in a field sends the form, and taps nothing else.
  await page.getByLabel("A name to go by").fill("Passing by");
  await page.getByLabel("A name to go by").press("Enter");
  await page.waitForURL("**/own/**");
  await sees(guest, "somebody in this thread is having a very hard time");
  assert.equal(await page.getByLabel("Your words").inputValue(), "Hello. I'm here and I'm listening.");
  await ana.page.goto(thread);
  await seesNot(ana, "I'm here and I'm listening.");
  await seesNot(ana, "Asking does not put");
  for (const person of [ana, guest]) await person.context.close();
};

async function words_to_copy(board) {
  const ben = await stranger(board);
  await ben.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { page } = ben;
  await page.goto("/b/nights/write");
  await types(ben, "I want to die", 2);
  await page.getByText("Ask someone I trust").click();
  await page.getByRole("button", { name: "Copy these words" }).click();
  await page.getByText("Copied.").waitFor();
  assert.ok((await page.evaluate(() => navigator.clipboard.readText())).includes("Could you sit with me"));
  await ben.context.close();
}

const everyWay = (name, tell) => WAYS.map((way) => [`${name} (${way.called})`, tell(way)]);
export default Object.fromEntries([
  ...LANGUAGES.flatMap((language) => WAYS.map((way) => [`the care panel at each level, and posting goes through (${language.code}, ${way.called})`, at_each_level(language, way)])),
  ["the panel follows the text, stays hidden and lets people read", follows_and_yields],
  ["help while writing is switched off", switched_off],
  ["a choice about help while writing that could not be kept is shown as it is", kept_as_it_is],
  ["the text is read once its writer rests, not at every key", once_they_rest],
  ["help while writing that fails is quiet, and comes later", quietly_later],
  ...everyWay("a country is chosen within the panel", country_within),
  ...everyWay("after posting the writer limits replies, asks for listening, edits", after_posting),
  ...everyWay("tips, words to start with, and a kind word on waiting", with_tips),
  ["words to someone trusted are copied", words_to_copy],
]);
