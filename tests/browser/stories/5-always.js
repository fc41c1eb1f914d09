// Help is there without a network, without a database, and leaves no trace when it should not.
import assert from "node:assert/strict";
import { member, moderator, newName, post, sees, seesNot, stranger } from "../people.js";

const keptNames = (page) => page.evaluate(async () => {
  const addresses = [];
  for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) addresses.push(new URL(request.url).pathname);
  return addresses;
});
const until = async (what, true_) => {
  for (let tries = 0; tries < 100; tries += 1) { if (await true_()) return; await new Promise((resolve) => { setTimeout(resolve, 100); }); }
  assert.fail(`this never came to be: ${what}`);
};

/** Chooses a country and waits until its page is kept. */
async function keeps(person, country) {
  const { page } = person;
  await page.goto("/help");
  await page.getByLabel("Where are you?").selectOption({ label: country });
  await page.getByRole("button", { name: "Show numbers" }).click();
  await sees(person, `People who listen: ${country}`);
  const here = new URL(page.url()).pathname;
  await until(`${here} is kept`, async () => (await keptNames(page)).includes(here));
}

async function offline(board) {
  const ana = await member(board, "Ana");
  const { page } = ana;
  const thread = await post(ana, "nights", { title: newName("Lighthouse"), text: "Words for here only." });
  await keeps(ana, "Japan");
  await keeps(ana, "United Kingdom");
  await page.goto(thread);
  await sees(ana, "Words for here only.");
  const kept = await keptNames(page);
  assert.ok(kept.every((path) => /^\/help(\/gb)?$|^\/static\//.test(path)), `only the last country's help and its style are kept: ${kept}`);
  await ana.context.setOffline(true);
  await page.goto("/help");
  await sees(ana, "People who listen: United Kingdom");
  await sees(ana, "116 123");
  await sees(ana, "This is how it was on");
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector(".button.help")).borderRadius), "0px", "with its style");
  // Whatever was asked for: help, under its own address; and never another country's.
  await page.goto(thread);
  assert.equal(new URL(page.url()).pathname, "/help");
  await sees(ana, "116 123");
  await seesNot(ana, "Words for here only.");
  await assert.rejects(page.goto("/help/jp"), "no other country's numbers in its place");
  await ana.context.setOffline(false);
  await page.goto(thread);
  await sees(ana, "Words for here only.");
  await ana.context.close();
}

const leaving = (leave) => async (board) => {
  const ana = await stranger(board);
  const { page } = ana;
  await keeps(ana, "United Kingdom");
  await page.goto("/b/nights");
  await leave(page);
  await page.waitForURL("https://weather.example/");
  const after = await ana.context.newPage();
  await after.goto("/about/privacy");
  await until("nothing is kept", async () => (await keptNames(after)).length === 0);
  await until("no worker is left", () => after.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length === 0));
  await ana.context.setOffline(true);
  await assert.rejects(after.goto("/help"));
  await ana.context.close();
};

async function without_script(board) {
  const ana = await stranger(board, { script: false });
  await ana.page.goto("/help/gb");
  await sees(ana, "116 123");
  await seesNot(ana, "kept on this device");
  assert.ok(!ana.requests.some((url) => url.endsWith("/offline.js")));
  await ana.context.close();
}

/** A sheet is one page of paper, in every country and language. */
async function one_page(board) {
  const oda = await moderator(board);
  const { page } = oda;
  const long = [];
  for (const [country, lang] of [["gb", "en"], ["gb", "es"], ["us", "en"], ["us", "es"], ["fr", "es"], ["au", "en"], ["ie", "en"], ["nz", "es"], ["in", "en"], ["jp", "es"], ["tr", "en"]]) {
    await page.goto(`/language/${lang}?back=/help/${country}/sheet`);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const pages = Number(pdf.match(/\/Type\s*\/Pages\b[^>]*?\/Count (\d+)/)?.[1] ?? pdf.match(/\/Count (\d+)/)[1]);
    if (pages !== 1) long.push(`${country} in ${lang}: ${pages} pages`);
  }
  assert.deepEqual(long, []);
  await page.goto("/language/en?back=/help/gb/sheet");
  await page.emulateMedia({ media: "print" });
  await sees(oda, "Made on");
  await seesNot(oda, "Print this page");
  assert.ok(!(await page.getByRole("link", { name: "Get help now" }).isVisible()), "paper has nothing to press");
  await oda.context.close();
}

const byClick = (page) => page.getByRole("link", { name: "leave this site" }).click({ noWaitAfter: true });
const byShift = async (page) => { for (let press = 0; press < 3; press += 1) await page.keyboard.press("Shift"); };
export default {
  "the last country's help is there without a network, and no page of words": offline,
  "leaving by a click leaves no help behind either": leaving(byClick),
  "leaving by Shift three times leaves no help behind either": leaving(byShift),
  "without scripts nothing is kept and everything is there": without_script,
  "a sheet is one page of paper": one_page,
};
