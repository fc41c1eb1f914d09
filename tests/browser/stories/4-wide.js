// Whatever long things people write without a space, no page scrolls sideways for it.
import assert from "node:assert/strict";
import { PASSPHRASE, stranger } from "../people.js";

async function unbroken(board) {
  const ana = await stranger(board);
  const { page } = ana;
  const name = `${"W".repeat(32)}${Date.now().toString(36)}`.slice(0, 40);
  await page.goto("/join");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await page.getByRole("button", { name: "Join" }).click();
  await page.goto("/me");
  await page.locator("#signature").fill("M".repeat(200));
  await page.locator("form[action='/me/signature'] button").click();
  await page.goto("/b/nights/write");
  await page.getByLabel("Title").fill("W".repeat(120));
  await page.getByLabel("What is going on?").fill("W".repeat(500));
  await page.getByLabel("In your own words").fill("W".repeat(40));
  await page.getByRole("button", { name: "Post it" }).click();
  await page.getByText("Your post is up.").waitFor();
  const thread = new URL(page.url()).pathname;
  await page.getByLabel("Your reply").fill("W".repeat(300));
  await page.getByRole("button", { name: "Post it" }).click();
  await page.getByText("Your reply is up.").waitFor();
  await page.goto("/b/nights/write");
  const kept = page.waitForResponse((answer) => answer.url().includes("/drafts/") && answer.ok());
  await page.getByLabel("Title").fill("W".repeat(120));
  await page.getByLabel("What is going on?").fill("W".repeat(300));
  await kept;
  const own = `/e/${thread.split("/").pop()}`;
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const path of ["/", "/b/nights", "/new", "/waiting", thread, `${own}/own`, `${own}/reply`, `${own}/report`, "/me", "/me/entries", "/me/drafts", "/notices"]) {
      await page.goto(path);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      const by = await page.evaluate(() => [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1).slice(0, 3).map((one) => one.outerHTML.slice(0, 90)));
      assert.equal(wide, 0, `${path} at ${width} px scrolls sideways by ${wide} px: ${by.join(" | ")}`);
    }
  }
  await ana.context.close();
}

export default { "no page scrolls sideways for a long title, name, note or signature without a space": unbroken };
