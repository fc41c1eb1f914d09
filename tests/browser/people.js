// People with browsers. Each has a browser context of their own; nothing they do reaches beyond this machine.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { chromium } from "playwright-core";
import { OUTSIDE, linkIn } from "./board.js";

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
export const PASSPHRASE = "a lamp in the window";
/** Every way to come: with scripts and without, on a wide screen and on a phone. */
export const WAYS = [true, false].flatMap((script) => [1280, 360].map((width) => ({ script, width, called: `${script ? "with" : "without"} scripts, ${width} px` })));

/** Addresses of others that a page asked for, other than by leaving; must stay empty. */
export const strangersAsked = [];
/** What browsers complained about: scripts that failed, things the page's own rules forbid. */
export const complaints = [];

/** The outside page, for a board that leads there by itself; what a page asks for directly is answered below. */
const weather = createServer((_, answer) => answer.setHeader("content-type", "text/html").end(WEATHER)).unref();
const WEATHER = "<title>Weather</title><h1>Rain later</h1>";

let browser;
export const closeBrowser = () => browser?.close();
/** Whether the browser has ended by itself, which no page can do to it and a full disk or a short memory can. */
export const browserDied = () => Boolean(browser) && !browser.isConnected();

/** A person nobody knows yet. `left` resolves the moment they go to the outside page. */
export async function stranger(board, { script = true, width = 1280, lang = "en", dark = false, state } = {}) {
  if (!weather.listening) await once(weather.listen(0, "127.0.0.1"), "listening");
  const outside = `--host-resolver-rules=MAP ${new URL(OUTSIDE).hostname}:80 127.0.0.1:${weather.address().port}`;
  if (!browser?.isConnected()) browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: [...FLAGS, outside] });
  const context = await browser.newContext({
    javaScriptEnabled: script, viewport: { width, height: 800 }, locale: lang, colorScheme: dark ? "dark" : "light", storageState: state, baseURL: board.url,
  });
  context.setDefaultTimeout(15_000);
  const person = { context, requests: [], outside: Promise.resolve() };
  await context.route("**/*", async (route) => {
    const request = route.request();
    person.requests.push(request.url());
    if (/^http:\/\/(127\.0\.0\.1|localhost):/.test(request.url())) return route.continue();
    if (!(request.url() === OUTSIDE && request.isNavigationRequest())) strangersAsked.push(`${request.frame().url()} asked for ${request.url()}`);
    await person.outside;
    return route.fulfill({ contentType: "text/html", body: WEATHER });
  });
  context.on("page", (page) => {
    page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error}`));
    page.on("console", (message) => { if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(`${page.url()}: ${message.text()}`); });
  });
  person.page = await context.newPage();
  return person;
}

let number = 0;
/** A name nobody had before. */
export const newName = (name) => { number += 1; return `${name} ${number}`; };

/** Joins by the page, and reads the recovery codes. */
export async function member(board, name, way = {}) {
  const person = await stranger(board, way);
  person.name = newName(name);
  await person.page.goto("/join");
  await person.page.getByLabel("Name", { exact: true }).fill(person.name);
  await person.page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await person.page.getByRole("button", { name: "Join", exact: true }).click();
  await sees(person, "You are in");
  await sees(person, "Write these codes down");
  await person.page.getByRole("link", { name: "I have written them down" }).click();
  await sees(person, person.name);
  return person;
}

/** The six digits an app with that secret shows, half a minute later for each `later`. */
export const codeOf = (secret, later = 0) => {
  const bits = [...secret].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const hash = createHmac("sha1", key).update(time).digest();
  const at = hash[19] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
};

/** Connects an app, on the page for it; answers with its secret. New recovery codes are on the page then. */
export async function setsUpAnApp(person) {
  const { page } = person;
  await page.getByLabel("Passphrase", { exact: true }).first().fill(PASSPHRASE);
  await page.getByRole("button", { name: "Set it up" }).click();
  await sees(person, "photograph this picture");
  const box = await page.locator("svg.qr").boundingBox();
  assert.ok(box.width >= 180 && box.width <= page.viewportSize().width, "the picture can be photographed");
  const secret = (await page.locator("code.secret").innerText()).replaceAll(" ", "");
  await page.getByLabel("The six digits").fill(codeOf(secret));
  await page.getByRole("button", { name: "Connect" }).click();
  await sees(person, "Recovery codes");
  return secret;
}

let operator;
/** The operator, who comes by the one-time link that the board printed at its first start. */
export async function moderator(board, way = {}) {
  if (!operator) {
    const first = await stranger(board);
    await first.page.goto(linkIn(board.said, board));
    await first.page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
    await first.page.getByRole("button", { name: "Set the passphrase" }).click();
    // It leads straight to the second step, without which nobody works at the desk.
    await setsUpAnApp(first);
    await first.page.getByRole("link", { name: "I have written them down" }).click();
    await first.page.getByRole("button", { name: "I have read this" }).click();
    await sees(first, "Ready when you are");
    operator = await first.context.storageState();
    await first.context.close();
  }
  return stranger(board, { ...way, state: operator });
}

/** A cookie somebody else knows, planted before signing in, must not be the session afterwards. */
export async function plantsACookie(person, board) {
  const planted = "planted-by-somebody-who-knows-it";
  await person.context.addCookies([{ name: "holdfast", value: planted, url: board.url }]);
  return async () => {
    const now = (await person.context.cookies(board.url)).find(({ name }) => name === "holdfast");
    assert.ok(now && now.value !== planted, "signing in gives a session that nobody knew before");
  };
}

/** The visible words of the page. */
export const words = ({ page }) => page.locator("body").innerText();
export async function sees(person, text) {
  // The words of a page are there before its script has run, and a click does not wait for the page it leads to.
  await person.page.waitForLoadState("load");
  let seen = "";
  for (let tries = 0; tries < 50; tries += 1) {
    seen = await words(person).catch(() => "");
    if (seen.includes(text)) return;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  assert.fail(`“${text}” should be on ${person.page.url()}, which says:\n${seen.slice(0, 1500)}`);
}
export async function seesNot(person, text) {
  assert.ok(!(await words(person)).includes(text), `“${text}” should not be on ${person.page.url()}`);
}

/** Looks again until it is there: some things travel for a moment. */
export async function comesToSee(person, path, text) {
  for (let tries = 0; tries < 40; tries += 1) {
    await person.page.goto(path);
    if ((await words(person)).includes(text)) return;
    await new Promise((resolve) => { setTimeout(resolve, 500); });
  }
  await sees(person, text);
}

/** Looks again until it is no longer there. */
export async function comesNotToSee(person, path, text) {
  for (let tries = 0; tries < 40; tries += 1) {
    await person.page.goto(path);
    if (!(await words(person)).includes(text)) return;
    await new Promise((resolve) => { setTimeout(resolve, 500); });
  }
  await seesNot(person, text);
}

/** Writes a post; the preview comes first. Answers with the thread's path. */
export async function post(person, board, { title, text, note }) {
  const { page } = person;
  await page.goto(`/b/${board}/write`);
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("What is going on?").fill(text);
  if (note) await page.getByLabel(note).check();
  await page.getByRole("button", { name: "Preview" }).click();
  await sees(person, "How it will look");
  assert.equal(await page.locator(".preview .prose").innerText(), text);
  await page.getByRole("button", { name: "Post it" }).click();
  await sees(person, title);
  return new URL(page.url()).pathname;
}

/** Answers the post of a thread, on its page. A guest gives a name. */
export async function answer(person, thread, text, guestName) {
  const { page } = person;
  await page.goto(thread);
  await page.getByLabel("Your reply").fill(text);
  if (guestName) await page.getByLabel("A name to go by").fill(guestName);
  await page.getByRole("button", { name: "Post it" }).click();
}
export const replyWith = (person, text) => person.page.locator("li.reply", { hasText: text });
