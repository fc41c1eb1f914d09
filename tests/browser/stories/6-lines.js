// The operator looks after the crisis lines, with scripts and without; a wrong number comes first.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { WAYS, moderator, newName, sees, stranger } from "../people.js";

const today = () => new Date().toISOString().slice(0, 10);

const upkeep = (way) => async (board) => {
  const [oda, guest] = [await moderator(board, way), await stranger(board, way)];
  const { page } = oda;
  // Somebody says that a number is wrong: it is the first thing the operator sees.
  await guest.page.goto("/help/ch");
  await sees(guest, "People who listen: Switzerland");
  const wrong = guest.page.getByRole("link", { name: /^This number is wrong: / }).first();
  const name = (await wrong.getAttribute("aria-label")).replace("This number is wrong: ", "");
  await wrong.click();
  await guest.page.getByLabel("What did you notice?").fill("Nobody answered.");
  await guest.page.getByRole("button", { name: "Tell the team" }).click();
  await sees(guest, "Thank you");
  await page.goto("/desk");
  await page.getByRole("link", { name: "Crisis lines" }).click();
  const first = page.locator("main section").first();
  assert.equal(await first.getByRole("heading").innerText(), "Said to be wrong");
  await first.getByRole("link", { name, exact: true }).click();
  await sees(oda, "Nobody answered.");
  // Hidden the same day: gone for everybody.
  await page.getByLabel("Why?").fill("Nobody answers; looking into it.");
  await page.getByRole("button", { name: "Hide it" }).click();
  await sees(oda, "Done. Everybody sees it now.");
  await guest.page.goto("/help/ch?all=1");
  assert.equal(await guest.page.locator("main strong").getByText(name, { exact: true }).count(), 0);
  // Corrected and shown again.
  await page.getByRole("link", { name: "Correct it" }).click();
  await page.getByLabel("Hours").fill("09:00-17:00");
  await page.getByLabel("Phone").fill("ask for it");
  await page.getByLabel("Day of the check").fill(today());
  await page.getByLabel("Why?").fill("Shorter hours.");
  await page.getByRole("button", { name: "Save the correction" }).click();
  await sees(oda, "Phone: only digits and single spaces");
  assert.equal(await page.getByLabel("Hours").inputValue(), "09:00-17:00", "what was typed stays");
  await page.getByLabel("Phone").fill("044 000 00 00");
  await page.getByRole("button", { name: "Save the correction" }).click();
  await sees(oda, "Done. Everybody sees it now.");
  await page.getByLabel("Why?").fill("It works again.");
  await page.getByRole("button", { name: "Show it" }).click();
  await sees(oda, "Shown again");
  await guest.page.goto("/help/ch");
  await sees(guest, name);
  await sees(guest, "044 000 00 00");
  await sees(guest, "Last checked on");
  // One of our own, where there was none.
  const own = newName("Listening house");
  await page.goto("/desk/lines");
  await page.getByLabel("Lines of a country").selectOption({ label: "Iceland" });
  await page.getByRole("button", { name: "Add a line" }).click();
  assert.equal(await page.getByLabel("Country").inputValue(), "is");
  await page.getByLabel("Name of the service").fill(own);
  await page.getByLabel("Website").fill("https://house.example.org/");
  await page.getByLabel("Languages").fill("is, en");
  await page.getByLabel("Day of the check").fill(today());
  await page.getByRole("button", { name: "Add it" }).click();
  await sees(oda, own);
  await guest.page.goto("/help/is");
  await sees(guest, own);
  for (const person of [oda, guest]) await person.context.close();
};

/** A page of another site, as its own script reads the lines: open to it, and only this. */
async function other_sites(board) {
  const ana = await stranger(board);
  await ana.page.goto("/help?country=es");
  const elsewhere = createServer((_, answer) => answer.setHeader("content-type", "text/html").end("<title>Elsewhere</title>"));
  await new Promise((resolve) => { elsewhere.listen(0, "127.0.0.1", resolve); });
  await ana.page.goto(`http://127.0.0.1:${elsewhere.address().port}/`);
  const read = (path, how) => ana.page.evaluate(async ([url, how]) => { try { const answer = await fetch(url, how); return { status: answer.status, json: await answer.json(), tag: answer.headers.get("etag") }; } catch (error) { return { refused: String(error) }; } }, [board.url + path, how]);
  const lines = await read("/api/v1/lines?country=GB", {});
  assert.equal(lines.json.country.name, "United Kingdom");
  assert.equal(lines.json.emergency.primary, "999");
  assert.ok(lines.tag);
  assert.equal((await read("/api/v1/lines?country=XX", {})).status, 400, "what is wrong can be read as well");
  assert.ok((await read("/api/v1/lines?country=GB", { credentials: "include" })).refused, "never with cookies");
  assert.ok((await read("/help", {})).refused, "no page is open");
  await ana.context.close();
  elsewhere.closeAllConnections();
  elsewhere.close();
}

export default Object.fromEntries([
  ...WAYS.map((way) => [`an operator looks after the lines (${way.called})`, upkeep(way)]),
  ["other sites read the lines, and nothing else", other_sites],
]);
