// Help is there without a network, without a database, and leaves no trace when it should not.
import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OUTSIDE, startBoard } from "../board.js";
import { comesToSee, member, moderator, newName, post, sees, seesNot, stranger } from "../people.js";

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

async function offline() {
  let board = await startBoard();
  const ana = await member(board, "Ana");
  const { page } = ana;
  const thread = await post(ana, "nights", { title: newName("Lighthouse"), text: "Words for here only." });
  await keeps(ana, "Japan");
  await keeps(ana, "United Kingdom");
  await page.goto(thread);
  await sees(ana, "Words for here only.");
  const kept = await keptNames(page);
  assert.ok(kept.every((path) => /^\/help(\/gb)?$|^\/static\//.test(path)), `only the last country's help and its style are kept: ${kept}`);
  // The browser's own switch does not reach what a service worker asks for: with the board gone, nobody answers it.
  await ana.context.setOffline(true);
  await board.stop();
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
  board = await startBoard({ port: board.port });
  await ana.context.setOffline(false);
  await page.goto(thread);
  await sees(ana, "Words for here only.");
  await ana.context.close();
  await board.stop();
}

const leaving = (leave) => async (board) => {
  const ana = await stranger(board);
  const { page } = ana;
  await keeps(ana, "United Kingdom");
  await page.goto("/b/nights");
  await leave(page);
  await page.waitForURL(OUTSIDE);
  const after = await ana.context.newPage();
  // For a while every other page leads away.
  await after.goto("/healthz");
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

/** Help while the database never answered since the start. */
async function never_there() {
  // Nothing listens on that port.
  const board = await startBoard({ demo: false, waits: false, env: { HOLDFAST_DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" } });
  const ben = await stranger(board);
  await ben.page.goto("/help");
  await ben.page.getByLabel("Where are you?").selectOption({ label: "United Kingdom" });
  await ben.page.getByRole("button", { name: "Show numbers" }).click();
  await sees(ben, "116 123");
  await ben.page.goto("/");
  await sees(ben, "The board can't reach its database right now");
  await sees(ben, "Call 999");
  await ben.context.close();
  await board.stop();
}

/** A board with a Postgres of its own, which is killed by its own id while somebody writes. */
const killed = (script) => async () => {
  const ground = mkdtempSync(join(tmpdir(), "holdfast-browser-"));
  chmodSync(ground, 0o755);
  const data = join(ground, "data");
  const board = await startBoard({ env: { HOLDFAST_DATABASE_URL: undefined, HOLDFAST_DATA_DIR: data } });
  try {
    const ana = await stranger(board, { script });
    const { page } = ana;
    await page.goto("/help?country=gb");
    await page.goto("/b/nights/write");
    await page.getByLabel("Title").fill("Awake");
    await page.getByLabel("What is going on?").fill("Typed while the lights went out.");
    await page.getByLabel("A name to go by").fill("Somebody");
    // It would be started again at once: without this file it can't be, until the file is back.
    const control = join(data, "postgres/global/pg_control");
    renameSync(control, `${control}.away`);
    process.kill(Number(readFileSync(join(data, "postgres/postmaster.pid"), "utf8").split("\n")[0]), "SIGKILL");
    await until("the database is gone", async () => !(await fetch(`${board.url}/readyz`)).ok);
    await page.getByRole("button", { name: "Post it" }).click();
    await sees(ana, "The board can't reach its database right now");
    await sees(ana, "Call 999");
    assert.equal(await page.getByLabel("Your words").last().inputValue(), "Typed while the lights went out.");
    const help = await ana.context.newPage();
    const answer = await help.goto("/help");
    assert.equal(answer.status(), 200);
    await sees({ page: help }, "People who listen: United Kingdom");
    await sees({ page: help }, "116 123");
    renameSync(`${control}.away`, control);
    await comesToSee({ page: help }, "/b/nights", "Write");
    await page.getByRole("button", { name: "Send it again" }).click();
    await sees(ana, "Your post is up.");
    await ana.context.close();
  } finally {
    await board.stop();
    rmSync(ground, { recursive: true, force: true });
  }
};

/** A sheet is one page of paper, in every country and language. */
async function one_page(board) {
  const oda = await moderator(board);
  const { page } = oda;
  const long = [];
  for (const [country, lang] of [["gb", "en"], ["gb", "es"], ["gb", "de"], ["de", "de"], ["us", "de"], ["us", "en"], ["us", "es"], ["fr", "es"], ["au", "en"], ["ie", "en"], ["nz", "es"], ["in", "en"], ["jp", "es"], ["tr", "en"]]) {
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
/** As Shift and reload do: the page comes past the worker, which does not serve it then. */
const afterReload = async (page) => {
  const browser = await page.context().newCDPSession(page);
  await Promise.all([page.waitForEvent("load"), browser.send("Page.reload", { ignoreCache: true })]);
  assert.equal(await page.evaluate(() => navigator.serviceWorker.controller), null);
  await byClick(page);
};
const byShift = async (page) => { for (let press = 0; press < 3; press += 1) await page.keyboard.press("Shift"); };
export default {
  "the last country's help is there without a network, and no page of words": offline,
  "leaving by a click leaves no help behind either": leaving(byClick),
  "leaving by Shift three times leaves no help behind either": leaving(byShift),
  "leaving after a reload past the worker leaves no help behind either": leaving(afterReload),
  "without scripts nothing is kept and everything is there": without_script,
  "help is there while the database never answers": never_there,
  "help is there while Postgres is killed, and the words come back (with scripts)": killed(true),
  "help is there while Postgres is killed, and the words come back (without scripts)": killed(false),
  "a sheet is one page of paper": one_page,
};
