// Words are never lost: a draft ends once, when its words were stored, and by nothing else.
import assert from "node:assert/strict";
import { member, newName, post, sees, stranger } from "../people.js";

const own = (thread) => `/e/${thread.split("/").pop()}/own`;
const words = (page) => page.getByLabel("Your words");

/** The words are in the field, at the latest when its script has run. */
const has = (page, text) => page.waitForFunction((expected) => document.querySelector("#text")?.value === expected, text);
const keptInAccount = (page) => page.waitForResponse((answer) => answer.url().includes("/drafts/") && answer.request().method() === "POST" && answer.ok());

async function by_no_address(board) {
  const ben = await member(board, "Ben");
  const { page } = ben;
  const thread = await post(ben, "nights", { title: newName("Said and changed"), text: "First." });
  await page.goto(own(thread));
  await words(page).fill("Second.");
  await page.getByRole("button", { name: "Save" }).click();
  await sees(ben, "Saved.");
  await has(page, "Second.");
  const saved = page.url();
  // Newer words, under the same address: a reload, going away and back, and pressing another button take nothing of them.
  const kept = keptInAccount(page);
  await words(page).fill("Third, not finished");
  await kept;
  await page.reload();
  await has(page, "Third, not finished");
  await page.goto("/help");
  await page.goBack();
  await has(page, "Third, not finished");
  await page.goto(`${own(thread)}?done=withdrawn`);
  await has(page, "Third, not finished");
  await page.getByRole("button", { name: "Let only peer supporters reply" }).click();
  await sees(ben, "From now on only peer supporters");
  await has(page, "Third, not finished");
  await page.getByRole("button", { name: "Save" }).click();
  await sees(ben, "Saved.");
  await page.goto(saved);
  await has(page, "Third, not finished");
  assert.equal(await page.locator("[data-kept-since]").count(), 0, "saved, it is a draft no more");
  await ben.context.close();

  const guest = await stranger(board);
  await guest.page.goto("/b/nights/write");
  await guest.page.getByLabel("What is going on?").fill("Half a sentence");
  for (const link of ["/sign-in?left=yes", "/sign-in?left=shared"]) {
    await guest.page.goto(link);
    await guest.page.goto("/b/nights/write");
    await has(guest.page, "Half a sentence");
  }
  await guest.context.close();
}

/** The answer to a first form is seen, the second never arrives: going back to the first answer takes nothing. */
async function second_lost(board) {
  const ben = await member(board, "Ben");
  const { page } = ben;
  const thread = await post(ben, "nights", { title: newName("Twice changed"), text: "First." });
  await page.goto(own(thread));
  await page.getByLabel("Keep it in my account").uncheck();
  await words(page).fill("Second.");
  await page.getByRole("button", { name: "Save" }).click();
  await sees(ben, "Saved.");
  const saved = page.url();
  await page.getByLabel("Keep it in my account").uncheck();
  await words(page).fill("Third, lost on its way");
  await page.route(`**${own(thread)}`, (route) => (route.request().method() === "POST" ? route.abort("connectionreset") : route.fallback()));
  await page.getByRole("button", { name: "Save" }).click().catch(() => { /* nobody answers: that is the story */ });
  await page.waitForTimeout(300);
  await page.goto(saved);
  await has(page, "Third, lost on its way");
  await ben.context.close();
}

async function changed_elsewhere(board) {
  const ben = await member(board, "Ben");
  const thread = await post(ben, "nights", { title: newName("In two places"), text: "First." });
  const { page } = ben;
  const tab = await ben.context.newPage();
  for (const one of [page, tab]) await one.goto(own(thread));
  const kept = keptInAccount(page);
  await words(page).fill("Half of a long evening");
  await kept;
  await words(tab).fill("Only a comma,");
  await tab.getByRole("button", { name: "Save" }).click();
  await tab.getByText("Saved.").waitFor();
  // The words of the long evening are there in their own tab, and in the other, beside what stands now.
  for (const one of [page, tab]) {
    await one.goto(own(thread));
    await has(one, "Half of a long evening");
    await one.getByText("As it stands now").waitFor();
    await one.getByText("Only a comma,").waitFor();
  }
  await page.getByRole("button", { name: "Save" }).click();
  await sees(ben, "Saved.");
  await page.goto(thread);
  await sees(ben, "Half of a long evening");
  await ben.context.close();
}

export default {
  "no address ends a draft: not by a reload, not by going back, not by a link": by_no_address,
  "what was lost on its way is there again, whatever was saved before": second_lost,
  "half-written changes outlive a change from elsewhere, and both are shown": changed_elsewhere,
};
