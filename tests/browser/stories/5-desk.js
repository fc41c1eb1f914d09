// The desk by keys: how many strokes the daily steps take, what never happens while somebody types, and a slip that is taken back.
import assert from "node:assert/strict";
import { answer, comesNotToSee, comesToSee, member, moderator, newName, post, sees, seesNot } from "../people.js";

/** So many reported posts of one writer; the moderator holds the first case. */
async function reported(board, titles) {
  const [ana, ben] = [await member(board, "Ana"), await member(board, "Ben")];
  const threads = [];
  for (const title of titles) {
    const thread = await post(ana, "nights", { title: newName(title), text: "A part to keep. A street and a number. Another part to keep." });
    await answer(ben, thread, "I read this.");
    threads.push(thread);
  }
  const mod = await moderator(board);
  // What earlier stories left on the desk is put out of the way.
  await mod.page.goto("/desk");
  while (await mod.page.locator(".cases a").count()) {
    await mod.page.getByRole("button", { name: /Next case/ }).click();
    if (!new URL(mod.page.url()).pathname.startsWith("/desk/")) break;
    await mod.page.locator("button[name=action]").first().click();
    await mod.page.goto("/desk");
  }
  for (const thread of threads) {
    await ben.page.goto(`${thread.replace("/t/", "/e/")}/report`);
    await ben.page.getByLabel("Something else").check();
    await ben.page.getByRole("button", { name: "Send the report" }).click();
  }
  const strokes = { n: 0 };
  const key = async (...keys) => { for (const one of keys) { strokes.n += 1; await mod.page.keyboard.press(one); } };
  await mod.page.goto("/desk");
  return { ana, ben, mod, threads, strokes, key };
}

const leaves = (...people) => Promise.all(people.map((person) => person.context.close()));
const caseOf = (mod) => new URL(mod.page.url()).pathname;

async function daily_steps(board) {
  const { ana, ben, mod, threads, strokes, key } = await reported(board, ["First", "Second", "Third", "Fourth"]);
  const costs = {};
  const counted = async (step, tell) => { strokes.n = 0; await tell(); costs[step] = strokes.n; };
  // Loaded whole: before that no key presses anything.
  await Promise.all([mod.page.waitForNavigation(), key("j")]);
  await sees(mod, "in your hands for 10 minutes more");
  const lands = (keys) => Promise.all([mod.page.waitForNavigation(), key(...keys)]);

  await counted("let stand", () => lands(["a"]));
  await sees(mod, "Left as it is. It takes effect in");
  await counted("take next", () => sees(mod, "in your hands for 10 minutes more"));
  await counted("read in thread", async () => { await sees(mod, "A part to keep."); await sees(mod, "I read this."); });
  await counted("who is this", () => sees(mod, "here since"));
  const second = caseOf(mod);
  await counted("undo", () => lands(["z"]));
  await sees(mod, "Taken back");
  await lands(["a"]);
  assert.equal(caseOf(mod), second, "the next one is there by itself");

  await counted("remove with reason", () => lands(["r", "2"]));
  await sees(mod, "Taken down. It takes effect in");
  await counted("write to the author", async () => { await key("m", "1"); await lands(["Enter"]); });
  await sees(mod, "Wrote to the writer. It takes effect in");
  await counted("note", async () => { await key("n"); await mod.page.keyboard.type("Read it twice."); await Promise.all([mod.page.waitForNavigation(), mod.page.keyboard.press("Enter")]); });
  await sees(mod, "Read it twice.");
  await counted("pause", () => lands(["p", "1", "5"]));
  await sees(mod, "Writing paused for a time. It takes effect in");
  await lands(["z"]);
  await counted("hand over", () => lands(["u"]));
  assert.deepEqual(costs, { "take next": 0, "read in thread": 0, "who is this": 0, "let stand": 1, undo: 1, "remove with reason": 2, "write to the author": 3, note: 1, pause: 3, "hand over": 1 });

  await comesToSee(ana, "/notices", "Someone here read your words and cares how you are.");
  await sees(ana, "We took down what you wrote.");
  await ben.page.goto(threads[0]);
  await sees(ben, "A part to keep.");
  await leaves(ana, ben, mod);
}

async function never_while_typing(board) {
  const { ana, ben, mod, key } = await reported(board, ["Typing"]);
  await Promise.all([mod.page.waitForNavigation(), key("j")]);
  const kase = caseOf(mod);
  await key("m");
  await mod.page.locator("#message").click();
  await mod.page.keyboard.type("a r u z ? 1");
  assert.equal(await mod.page.locator("#message").inputValue(), "a r u z ? 1");
  assert.equal(caseOf(mod), kase);
  await key("Tab", "Escape");
  await mod.page.keyboard.press("Control+a");
  assert.equal(caseOf(mod), kase, "a browser's own shortcut stays the browser's");

  // A blank that nobody filled is not sent, and is where one types next.
  await key("m", "3");
  await mod.page.keyboard.press("Tab");
  await Promise.all([mod.page.waitForNavigation(), mod.page.keyboard.press("Enter")]);
  await sees(mod, "There is still a blank in braces to fill");
  await mod.page.locator("#message").fill("");

  // Switched off, a key is only a key.
  await mod.page.goto("/desk/keys");
  await mod.page.getByLabel("Use single keys").uncheck();
  await mod.page.getByRole("button", { name: "Save" }).click();
  await mod.page.goto(kase);
  for (const one of ["a", "r", "u", "j", "?"]) await key(one);
  assert.equal(caseOf(mod), kase);
  assert.equal(await mod.page.locator("details.panel[open]").count(), 0);
  await mod.page.goto("/desk/keys");
  await mod.page.getByLabel("Use single keys").check();
  await mod.page.getByLabel("Leave it as it is").fill(";");
  await mod.page.getByRole("button", { name: "Save" }).click();
  await mod.page.goto(kase);
  await Promise.all([mod.page.waitForNavigation(), key(";")]);
  await sees(mod, "Left as it is. It takes effect in");
  await mod.page.goto("/desk/keys");
  await mod.page.getByLabel("Leave it as it is").fill("a");
  await mod.page.getByRole("button", { name: "Save" }).click();
  await leaves(ana, ben, mod);
}

async function a_passage(board) {
  const { ana, ben, mod, threads, key } = await reported(board, ["A passage"]);
  await Promise.all([mod.page.waitForNavigation(), key("j")]);
  await sees(mod, "A street and a number.");
  await mod.page.evaluate(() => {
    const text = [...document.querySelector("[data-text]").childNodes].find((node) => node.textContent.includes("A street and a number. ")) ?? document.querySelector("[data-text]").firstChild;
    const from = text.textContent.indexOf("A street and a number. ");
    getSelection().setBaseAndExtent(text, from, text, from + "A street and a number. ".length);
  });
  await key("e");
  assert.equal((await mod.page.getByLabel("The passage to take out").inputValue()).trim(), "A street and a number.");
  await mod.page.getByRole("button", { name: "Take it out" }).click();
  await sees(mod, "A passage taken out. It takes effect in");
  await comesNotToSee(ben, threads[0], "A street and a number.");
  await sees(ben, "A volunteer edited this");
  await sees(ben, "Another part to keep.");
  await comesToSee(ana, "/notices", "We took out a small part");
  await leaves(ana, ben, mod);
}

/** What a screen reader goes by, in the order of the page. */
async function readAloud({ context, page }) {
  const session = await context.newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const told = [];
  const walk = (node) => {
    const property = (name) => node.properties?.find((one) => one.name === name)?.value.value;
    if (!node.ignored) {
      told.push({ role: node.role?.value, name: (node.name?.value ?? "").trim(), description: node.description?.value ?? "", level: property("level"), focused: property("focused") === true,
        text: () => { let all = ""; const gather = (one) => { if (one.role?.value === "StaticText") all += one.name?.value ?? ""; (one.childIds ?? []).forEach((id) => byId.has(id) && gather(byId.get(id))); }; gather(node); return all; } });
    }
    for (const id of node.childIds ?? []) if (byId.has(id)) walk(byId.get(id));
  };
  walk(nodes.find((node) => !node.parentId));
  return told;
}

const CONTROLS = ["button", "link", "textbox", "radio", "checkbox", "combobox", "DisclosureTriangle", "spinbutton", "searchbox"];

/** What holds on every page of the desk; gives back what has the focus. */
async function isWellRead(mod) {
  const told = await readAloud(mod);
  const headings = told.filter(({ role }) => role === "heading");
  assert.equal(headings[0]?.level, 1, JSON.stringify(headings));
  assert.equal(headings.filter(({ level }) => level === 1).length, 1, "one heading of the page");
  headings.forEach(({ level, name }, at) => assert.ok(at === 0 || level <= headings[at - 1].level + 1, `“${name}” skips a level`));
  assert.equal(told.filter(({ role }) => role === "main").length, 1);
  const controls = told.filter(({ role }) => CONTROLS.includes(role));
  assert.ok(controls.length > 5, "there is something to press");
  for (const one of controls) assert.notEqual(one.name, "", `a ${one.role} without a name on ${mod.page.url()}`);
  for (const one of told.filter(({ role }) => role === "region" || role === "radiogroup")) assert.notEqual(one.name, "", `a ${one.role} without a name on ${mod.page.url()}`);
  return { told, focus: told.filter(({ focused, role }) => focused && role !== "RootWebArea").at(-1) };
}

async function one_case_read_aloud(board) {
  const { ana, ben, mod, key } = await reported(board, ["Aloud", "And on"]);
  const lands = (...keys) => Promise.all([mod.page.waitForNavigation(), key(...keys)]);
  assert.equal((await isWellRead(mod)).focus?.name, "Ready when you are");
  await lands("j");
  let { told, focus } = await isWellRead(mod);
  assert.deepEqual([focus?.role, focus?.name], ["heading", "Something was reported"], "the page begins where the case does");
  assert.ok(told.some(({ role, text }) => role !== "RootWebArea" && text().includes("Why it is here.")));
  assert.ok(told.some(({ text, role }) => role !== "RootWebArea" && text().includes("A part to keep.")), "words that are not heavy are there at once");

  // Choosing a rule: a named group of named choices.
  await key("r");
  ({ told, focus } = await isWellRead(mod));
  assert.ok(focus?.name.startsWith("Take it down"), JSON.stringify(focus));
  assert.ok(told.some(({ role, name }) => role === "group" && name === "Which rule is it about?"));
  assert.ok(told.filter(({ role }) => role === "radio").length >= 7);
  await lands("2");
  ({ told, focus } = await isWellRead(mod));
  assert.equal(focus?.role, "heading");
  assert.match(focus.description, /Taken down\. It takes effect in/, "what became of the last one is said with the next");
  assert.ok(told.some(({ role, text }) => role === "status" && text().includes("Taken down.")), "and stands in a live region");
  await lands("z");
  ({ focus } = await isWellRead(mod));
  assert.equal(focus?.role, "alert");
  assert.match(focus.text(), /Taken back/);
  for (const page of ["/desk/log", "/desk/care", "/desk/keys", "/desk/rules", "/desk/safety"]) {
    await mod.page.goto(page);
    await isWellRead(mod);
  }
  await leaves(ana, ben, mod);
}

async function heavy_words_wait(board) {
  const { ana, ben, mod, key } = await reported(board, []);
  await post(ana, "nights", { title: newName("Tonight"), text: "I want to die. I can't go on, and I wrote it all down." });
  await mod.page.goto("/desk");
  await Promise.all([mod.page.waitForNavigation(), key("j")]);
  await sees(mod, "Show the post");
  await seesNot(mod, "I wrote it all down");
  await key("o");
  await sees(mod, "I wrote it all down");
  await Promise.all([mod.page.waitForNavigation(), key("a")]);
  await leaves(ana, ben, mod);
}

async function stays_in_hand(board) {
  const { ana, ben, mod, key } = await reported(board, ["In hand"]);
  const lands = (keys) => Promise.all([mod.page.waitForNavigation(), key(...keys)]);
  await lands(["j"]);
  await mod.page.reload();
  await key("n");
  await mod.page.keyboard.type("I am at it.");
  await lands(["Enter"]);
  await lands(["!"]);
  await sees(mod, "Breathe.");
  // The page before said that it was left. Half a minute later the case would be anybody's, if that had counted.
  await mod.page.waitForTimeout(32_000);
  const other = await mod.context.newPage();
  await other.goto("/desk");
  assert.match(await other.locator(".cases li", { hasText: "In hand" }).innerText(), / with /);
  await leaves(ana, ben, mod);
}

export default {
  "heavy words are shown when somebody asks for them": heavy_words_wait,
  "a case stays in hand through a reload, a note and the steps for somebody in danger": stays_in_hand,
  "the daily steps at the desk take as many keystrokes as promised": daily_steps,
  "keys never press anything while somebody types, and can be changed and switched off": never_while_typing,
  "a passage that is marked is taken out, and the rest stays": a_passage,
  "one whole case is read aloud: headings, names, what became of it, and where the focus is": one_case_read_aloud,
};
