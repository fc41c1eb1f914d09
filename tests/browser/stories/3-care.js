// Help is always reachable, and nobody is hindered by it.
import assert from "node:assert/strict";
import { WAYS, answer, member, moderator, newName, post, replyWith, sees, seesNot, stranger } from "../people.js";

async function in_sight(person, path) {
  const { page } = person;
  await page.goto(path);
  for (const end of [0, 1]) {
    await page.evaluate((end) => scrollTo(0, end * document.body.scrollHeight), end);
    for (const link of [page.locator("header").getByRole("link", { name: "Get help now" }), page.getByRole("link", { name: "leave this site" })]) {
      const box = await link.boundingBox();
      const { width, height } = page.viewportSize();
      assert.ok(box.height >= 44 && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height, `in sight on ${path}: ${JSON.stringify(box)}`);
    }
  }
}

const always_in_sight = (way) => async (board) => {
  const ana = await stranger(board, way);
  for (const path of ["/", "/b/nights", "/b/nights/write", "/waiting", "/join", "/sign-in", "/help", "/help/gb", "/about/privacy", "/nothing-here", "/me"]) await in_sight(ana, path);
  await ana.page.goto("/b/nights");
  await ana.page.locator("header").getByRole("link", { name: "Get help now" }).click();
  await sees(ana, "Talk to someone now");
  const mod = await moderator(board, way);
  for (const path of ["/desk", "/desk/log", "/notices", "/me"]) await in_sight(mod, path);
  for (const person of [ana, mod]) await person.context.close();
};

const by_country = (way) => async (board) => {
  const ana = await stranger(board, way);
  const { page } = ana;
  const ways = async () => page.locator("main a[href^='tel:'], main a[href^='sms:']").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  await page.goto("/help");
  assert.deepEqual(await ways(), [], "no country is guessed");
  await page.getByLabel("Where are you?").selectOption({ label: "United Kingdom" });
  await page.getByRole("button", { name: "Show numbers" }).click();
  await sees(ana, "People who listen: United Kingdom");
  assert.equal((await ways())[0], "tel:999");
  assert.ok((await ways()).includes("tel:116123"));
  assert.ok((await ways()).some((href) => /^sms:85258\?&?body=SHOUT$/i.test(href)), (await ways()).join(" "));
  await page.goto("/help/jp");
  assert.deepEqual((await ways()).slice(0, 2), ["tel:110", "tel:119"], "no single number: each with what it is for");
  await sees(ana, "Call 110: police");
  await page.goto("/b/nights/write");
  await page.getByLabel("Title").fill("Tonight");
  await page.getByLabel("What is going on?").fill("I want to die.");
  await page.getByLabel("A name to go by").fill("Somebody");
  await page.getByRole("button", { name: "Preview" }).click();
  await sees(ana, "You don't have to carry this on your own.");
  assert.ok((await ways()).length > 0, "the country that was picked is remembered for the panel");
  await ana.context.close();
};

const care_panel = (way) => async (board) => {
  const ben = await member(board, "Ben", way);
  const { page } = ben;
  await page.goto("/b/nights/write");
  await page.getByLabel("Title").fill(newName("Tonight"));
  await page.getByLabel("What is going on?").fill("I want to die. I can't see a life on the other side of it.");
  await page.getByRole("button", { name: "Preview" }).click();
  await sees(ben, "Thank you for saying it. You don't have to carry this on your own.");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "BODY", "the panel does not take the focus");
  await page.getByText("Hide this").click();
  await seesNot(ben, "Many people have thoughts like these");
  await page.getByRole("button", { name: "Post it" }).click();
  await sees(ben, "Your words are up, and we're glad you told us.");
  await ben.context.close();
};

const kindnesses = (way) => async (board) => {
  const [ana, ben, cleo] = [await member(board, "Ana", way), await member(board, "Ben", way), await member(board, "Cleo", way)];
  const thread = await post(ana, "good-news", { title: newName("The plant lives"), text: "One new leaf." });
  await ben.page.goto(thread);
  await ben.page.locator("article").getByRole("button", { name: "Send love" }).click();
  await ben.page.waitForURL("**/t/**");
  assert.equal(await ben.page.locator("article").getByRole("button", { name: "Send love" }).getAttribute("aria-pressed"), "true");
  await seesNot(ben, "Send love · 1");
  await cleo.page.goto(thread);
  assert.equal(await cleo.page.locator("article").getByRole("button", { name: "Send love" }).getAttribute("aria-pressed"), "false");
  await seesNot(cleo, "· 1");
  await ana.page.goto(thread);
  await sees(ana, "Send love · 1");
  await ben.page.locator("article").getByRole("button", { name: "Send love" }).click();
  await ben.page.waitForLoadState();
  await ana.page.goto(thread);
  await seesNot(ana, "Send love · 1");
  for (const person of [ana, ben, cleo]) await person.context.close();
};

const behind_a_note = (way) => async (board) => {
  const ana = await member(board, "Ana", way);
  const title = newName("His coat");
  const text = "It still smells of the garden.";
  const thread = await post(ana, "grief", { title, text, note: "grief" });
  const reader = await stranger(board, way);
  const { page } = reader;
  await page.goto("/b/grief");
  await sees(reader, "Opens behind its note.");
  await seesNot(reader, text);
  await page.goto(thread);
  await seesNot(reader, text);
  const fold = page.locator("article summary").first();
  for (let tabs = 0; tabs < 60 && !(await fold.evaluate((fold) => fold === document.activeElement)); tabs += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await sees(reader, text);
  await sees(reader, "Hide it again");
  await page.keyboard.press("Enter");
  await seesNot(reader, text);
  for (const person of [ana, reader]) await person.context.close();
};

const by_keyboard = (way) => async (board) => {
  const ana = await member(board, "Ana", way);
  const thread = await post(ana, "nights", { title: newName("Keys"), text: "No mouse tonight." });
  const guest = await stranger(board, way);
  const { page } = guest;
  await page.goto(thread);
  const unseen = [];
  const goTo = async (what) => {
    const target = page.locator(what);
    for (let tabs = 0; tabs < 60; tabs += 1) {
      await page.keyboard.press("Tab");
      const marked = await page.evaluate(() => {
        const at = document.activeElement;
        const style = getComputedStyle(at.closest(".choices label") ?? at);
        return at === document.body || style.boxShadow !== "none" || style.outlineStyle !== "none" || getComputedStyle(at).boxShadow !== "none";
      });
      if (!marked) unseen.push(await page.evaluate(() => document.activeElement.outerHTML.slice(0, 120)));
      if (await target.evaluate((target) => target === document.activeElement)) return;
    }
    assert.fail(`Tab does not lead to ${what}`);
  };
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the page");
  await page.keyboard.press("Enter");
  await goTo("#text");
  await page.keyboard.type("Keys here as well.");
  await goTo("#guest_name");
  await page.keyboard.type("Typing");
  await goTo("button[value=send]");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/own/**");
  await sees(guest, "Your reply is up.");
  assert.deepEqual(unseen, [], "the focus is always seen");
  for (const person of [ana, guest]) await person.context.close();
};

async function other_language(board) {
  for (const script of [true, false]) {
    const ana = await stranger(board, { script, width: 360 });
    for (const [name, code, help] of [["Español", "es", "Pide ayuda ahora"], ["Deutsch", "de", "Jetzt Hilfe finden"]]) {
      await ana.page.goto("/b/nights");
      await ana.page.getByRole("link", { name }).click();
      assert.equal(new URL(ana.page.url()).pathname, "/b/nights", "back where it was chosen");
      assert.equal(await ana.page.locator("html").getAttribute("lang"), code);
      await sees(ana, help);
      await ana.page.goto("/help/gb");
      assert.equal(await ana.page.locator("html").getAttribute("lang"), code);
      await ana.page.getByRole("link", { name: "English" }).click();
      await sees(ana, "Get help now");
    }
    await ana.context.close();
  }
  for (const lang of ["es", "de"]) {
    const eva = await stranger(board, { lang });
    await eva.page.goto("/");
    assert.equal(await eva.page.locator("html").getAttribute("lang"), lang, "the browser's own language comes first");
    await eva.context.close();
  }
}

const everyWay = (name, tell) => WAYS.map((way) => [`${name} (${way.called})`, tell(way)]);
export default Object.fromEntries([
  ...everyWay("help and the way out are in sight on every page", always_in_sight),
  ...everyWay("the help page shows a country's numbers, to call and to text", by_country),
  ...everyWay("the care panel is offered, hidden again, and hinders nobody", care_panel),
  ...everyWay("only the writer sees how many kindnesses came", kindnesses),
  ...everyWay("a content note folds the words until a key opens them", behind_a_note),
  ...everyWay("a reply is written by keyboard alone", by_keyboard),
  ["the language is chosen at the foot of the page", other_language],
]);
