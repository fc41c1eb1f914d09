// Every page: for all eyes, on all screens, light to carry.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { answer, member, moderator, newName, post, replyWith, sees, stranger } from "../people.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let made;
/** A thread with all there is: a note, answers in answers, a guest, a long word, something taken down; a case; notices. */
async function full(board) {
  if (made) return made;
  const [ana, ben] = [await member(board, "Ana"), await member(board, "Ben")];
  const thread = await post(ana, "nights", { title: newName("Everything at once"), text: "Where do I begin?", note: "grief" });
  let to = thread.replace("/t/", "/e/");
  for (let depth = 0; depth < 5; depth += 1) {
    const who = depth % 2 ? ana : ben;
    await who.page.goto(`${to}/reply`);
    await who.page.getByLabel("Your reply").fill(`Step ${depth}: ${"Donaudampfschifffahrtsgesellschaft".repeat(4)}`);
    await who.page.getByRole("button", { name: "Post it" }).click();
    to = `/e/${new URL(who.page.url()).hash.slice(3)}`;
  }
  const guest = await stranger(board);
  await answer(guest, thread, "I saw this on the way past.", "Passing by");
  const own = new URL(guest.page.url()).pathname;
  const mod = await moderator(board);
  await mod.page.goto(thread);
  await replyWith(mod, "Step 0").getByRole("button", { name: "Moderate" }).click();
  const kase = new URL(mod.page.url()).pathname;
  await ben.page.goto(`${to}/worried`);
  await ben.page.getByLabel("They sound very low").check();
  await ben.page.getByRole("button", { name: "Send" }).click();
  const states = { ana: await ana.context.storageState(), mod: await mod.context.storageState() };
  for (const person of [ana, ben, guest, mod]) await person.context.close();
  made = { thread, own, kase, entry: to, states };
  return made;
}

const pages = ({ thread, own, kase, entry }) => ({
  stranger: ["/", "/new", "/waiting", "/b/nights", "/b/nights?order=waiting", "/b/nights/write", thread, `${entry}/reply`, `${entry}/report`, `${entry}/worried`, own, "/join", "/sign-in",
    "/sign-in/recover", "/help", "/help/gb", "/help/jp", "/help/us", "/help/gb/sheet", "/help/gb/wrong/gb-samaritans", "/about/guidelines", "/about/privacy", "/about/decisions", "/about/leaving", "/nothing-here"],
  ana: [thread, "/b/nights/write", `${thread.replace("/t/", "/e/")}/own`, "/me", "/me/entries", "/me/names", "/me/joining", "/me/sessions", "/me/second-step", "/me/mail", "/me/leaving", "/notices"],
  mod: ["/desk", kase, "/desk/log", "/desk/keys", "/desk/duty", "/desk/care", `${kase}/crisis`, `${kase}/spam`, "/desk/rules", "/desk/safety", thread, "/desk/lines", "/desk/lines?country=gb", "/desk/lines/gb-samaritans", "/desk/lines/gb-samaritans/correct", "/desk/lines/new", "/desk/people"],
});

const no_sideways = (lang) => async (board) => {
  const there = await full(board);
  const wide = [];
  for (const [who, paths] of Object.entries(pages(there))) {
    const person = await stranger(board, { width: 320, state: there.states[who] });
    for (const path of paths) {
      await person.page.goto(`/language/${lang}?back=${encodeURIComponent(path)}`);
      for (const fold of await person.page.locator("main details:not([open]) > summary").all()) if (await fold.isVisible()) await fold.click();
      for (const [width, size] of [[320, 100], [640, 200]]) {
        await person.page.setViewportSize({ width, height: 800 });
        const over = await person.page.evaluate((size) => { document.documentElement.style.fontSize = `${size}%`; return document.documentElement.scrollWidth - innerWidth; }, size);
        if (over > 0) wide.push(`${path} as ${who}, ${lang}, ${width} px, text ${size} %: ${over} px too wide`);
      }
    }
    await person.context.close();
  }
  assert.deepEqual(wide, []);
};

async function large_enough(board) {
  const there = await full(board);
  const small = [];
  for (const [who, paths] of Object.entries(pages(there))) {
    const person = await stranger(board, { width: 360, state: there.states[who] });
    for (const path of paths) {
      await person.page.goto(path);
      small.push(...await person.page.evaluate(() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")].flatMap((one) => {
        const box = (one.closest(".choices label, label.keep") ?? one).getBoundingClientRect();
        if (!box.width || one.matches(".skip") || one.parentElement.matches("p, li, span, em") && getComputedStyle(one).display === "inline") return [];
        const least = one.matches(".button.help, .button.primary, .leave") ? 44 : 24;
        return box.height < least - 0.1 || box.width < 24 ? [`${location.pathname}: ${one.outerHTML.slice(0, 90)} is ${Math.round(box.width)} × ${Math.round(box.height)}`] : [];
      })));
    }
    await person.context.close();
  }
  assert.deepEqual([...new Set(small)], []);
}

const axe = (dark) => async (board) => {
  const there = await full(board);
  const found = [];
  for (const [who, paths] of Object.entries(pages(there))) {
    const person = await stranger(board, { dark, state: there.states[who] });
    for (const path of paths) {
      await person.page.goto(path);
      await person.page.evaluate(AXE);
      const { violations } = await person.page.evaluate(() => window.axe.run());
      for (const { id, help, nodes } of violations) found.push(`${path} as ${who}: ${id}, ${help}: ${nodes[0].html.slice(0, 160)} ${nodes[0].any[0]?.message ?? ""}`);
    }
    await person.context.close();
  }
  // A page after writing: the quiet word, the preview, the care panel.
  const ben = await member(board, "Ben", { dark });
  await ben.page.goto("/b/nights/write");
  await ben.page.getByLabel("Title").fill("Tonight");
  await ben.page.getByLabel("What is going on?").fill("I want to die.");
  await ben.page.getByRole("button", { name: "Preview" }).click();
  await ben.page.evaluate(AXE);
  const { violations } = await ben.page.evaluate(() => window.axe.run());
  for (const { id, help, nodes } of violations) found.push(`the preview: ${id}, ${help}: ${nodes[0].html.slice(0, 160)}`);
  await ben.context.close();
  assert.deepEqual(found, []);
};

/** Bytes on the wire of a page and all it asks for, and how many requests that took. */
async function weight(board, path) {
  const person = await stranger(board);
  await person.page.goto(path, { waitUntil: "networkidle" });
  // The worker comes when the page is there already, and asks again for what the page had.
  const asked = [...new Set(person.requests)].filter((url) => !url.endsWith("mark.svg") && !url.endsWith("/offline.js"));
  await person.context.close();
  let bytes = 0;
  for (const url of asked) {
    const answer = await fetch(url, { headers: { "accept-encoding": "gzip" } });
    assert.equal(answer.headers.get("content-encoding"), "gzip", url);
    bytes += gzipSync(Buffer.from(await answer.arrayBuffer()), { level: 1 }).length;
  }
  return { requests: asked.length, kib: bytes / 1024 };
}

async function light(board) {
  const ana = await member(board, "Ana");
  const thread = await post(ana, "nights", { title: newName("Fifty lights"), text: "Count with me." });
  await ana.context.close();
  for (let light = 1; light <= 50; light += 1) {
    const page = await (await fetch(board.url + thread)).text();
    const value = (name) => page.match(new RegExp(`name="${name}" value="([^"]*)"`))[1];
    const said = `Light number ${light} is on. ${Array.from({ length: 40 }, (_, word) => `word${(light * 7919 + word * 104_729) % 997}`).join(" ")}`;
    const form = new URLSearchParams({ token: value("token"), nonce: value("nonce"), as: "guest", guest_name: `Light ${light}`, text: said, do: "send" });
    const sent = await fetch(board.url + thread.replace("/t/", "/e/") + "/reply", { method: "POST", body: form, redirect: "manual" });
    assert.equal(sent.status, 303, await sent.text());
  }
  const reader = await stranger(board);
  await reader.page.goto(thread);
  await sees(reader, "50 replies");
  assert.equal(await reader.page.locator("li.reply").count(), 50);
  await reader.context.close();
  const page = await weight(board, thread);
  assert.ok(page.kib < 60 && page.requests <= 3, `the thread page: ${JSON.stringify(page)}`);
  for (const path of ["/help", "/help/gb", "/help/us"]) {
    const help = await weight(board, path);
    assert.ok(help.kib < 50 && help.requests <= 3, `${path}: ${JSON.stringify(help)}`);
  }
}

export default {
  ...Object.fromEntries(["en", "es", "de"].map((lang) => [`no page scrolls sideways at 320 px or with text twice the size (${lang})`, no_sideways(lang)])),
  "everything to press is large enough": large_enough,
  "axe finds nothing, light": axe(false),
  "axe finds nothing, dark": axe(true),
  "a thread of fifty replies and the help page are light": light,
};
