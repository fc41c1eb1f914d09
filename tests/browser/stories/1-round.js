// The whole way of a word: written, answered, reported, decided, given back.
import assert from "node:assert/strict";
import { WAYS, answer, comesNotToSee, comesToSee, member, moderator, newName, post, replyWith, sees, seesNot, stranger } from "../people.js";

async function reads_joins_and_writes(board, way) {
  const ana = await stranger(board, way);
  await ana.page.goto("/");
  await ana.page.getByRole("main").getByRole("link", { name: "Endings in therapy" }).first().click();
  await ana.page.getByRole("link", { name: "My last session is in three weeks" }).click();
  await sees(ana, "Wren asked for listening, not advice.");
  await sees(ana, "Now two people know.");
  await ana.context.close();

  const ben = await member(board, "Ben", way);
  const thread = await post(ben, "nights", { title: newName("The kettle is on"), text: "Nothing happened today, and I would like to tell someone." });
  await sees(ben, "Your post is up. Thank you for trusting us with it.");
  await ben.page.goto(thread);
  await seesNot(ben, "Your post is up.");
  await ben.context.close();
}

async function guest_edits_and_erases(board, way) {
  const ben = await member(board, "Ben", way);
  const thread = await post(ben, "nights", { title: newName("Is anyone awake"), text: "Say hello if you are." });
  const guest = await stranger(board, way);
  await answer(guest, thread, "Hello from the bus stop.", "Passing by");
  await sees(guest, "Your reply is up. Thank you for being here for somebody.");
  const link = await guest.page.locator("a.private").innerText();
  assert.ok(link.startsWith(`${board.url}/e/`), link);
  await ben.page.goto(thread);
  await sees(ben, "Hello from the bus stop.");

  const elsewhere = await stranger(board, way);
  await elsewhere.page.goto(link);
  await elsewhere.page.getByLabel("Your words").fill("Hello from the night bus.");
  await elsewhere.page.getByRole("button", { name: "Save" }).click();
  await sees(elsewhere, "Saved.");
  await ben.page.goto(thread);
  await sees(ben, "Hello from the night bus.");
  await sees(ben, "changed since");

  await elsewhere.page.goto(link);
  await elsewhere.page.getByText("Erase it", { exact: true }).click();
  await elsewhere.page.getByRole("button", { name: "Erase it for good" }).click();
  await ben.page.goto(thread);
  await seesNot(ben, "night bus");
  for (const person of [ben, guest, elsewhere]) await person.context.close();
}

async function reported_removed_restored(board, way) {
  const [ana, ben, cleo] = [await member(board, "Ana", way), await member(board, "Ben", way), await member(board, "Cleo", way)];
  const title = newName("A walk by the sea");
  const thread = await post(ana, "grief", { title, text: "I went the long way round." });
  const said = "You should have taken the bus, everybody knows that.";
  await answer(ben, thread, said);
  await sees(ben, "Your reply is up.");

  await ana.page.goto(thread);
  await replyWith(ana, said).getByRole("link", { name: "Reply", exact: true }).click();
  await ana.page.getByLabel("Your reply").fill("I like walking.");
  await ana.page.getByRole("button", { name: "Post it" }).click();
  await sees(ana, "Your reply is up.");

  await cleo.page.goto(thread);
  await replyWith(cleo, said).getByRole("link", { name: "Report" }).click();
  await cleo.page.getByLabel("Cruel or harassing").check();
  await cleo.page.getByRole("button", { name: "Send the report" }).click();
  await sees(cleo, "Thank you for telling us.");

  const mod = await moderator(board, way);
  await mod.page.goto("/desk");
  await mod.page.getByRole("link", { name: `Reply to “${title}”` }).click();
  await sees(mod, "Reported by 1 person: Cruel or harassing");
  await seesNot(mod, cleo.name);
  await sees(mod, said);
  await mod.page.getByText("Take it down…").click();
  await sees(mod, "Its writer is told, with the rule you chose, your words, and their own text in full.");
  await mod.page.getByRole("button", { name: "Take it down" }).click();
  await sees(mod, "Please choose a rule first: nothing is taken down without a reason.");
  await mod.page.locator("#message-remove").fill("I know you meant well.");
  await mod.page.getByRole("radio", { name: "Cruel or harassing" }).check();
  await mod.page.getByRole("button", { name: "Take it down" }).click();
  await sees(mod, "Taken down. It takes effect in");
  await sees(mod, "nobody has seen anything of it yet");

  await comesNotToSee(cleo, thread, said);
  await sees(cleo, "What stood here was taken down by a volunteer. What others answered stays.");
  await sees(cleo, "I like walking.");
  await comesToSee(ben, "/notices", "We took down what you wrote.");
  await sees(ben, "I know you meant well.");
  assert.equal(await ben.page.locator("main textarea").first().inputValue(), said);

  await comesToSee(mod, "/desk/log", "Taken down: Cruel or harassing");
  await mod.page.getByRole("link", { name: "the case" }).first().click();
  await mod.page.getByRole("button", { name: "Look at it again" }).click();
  await mod.page.getByRole("button", { name: "Put it back" }).click();
  await comesToSee(cleo, thread, said);
  await comesToSee(ben, "/notices", "We looked again, and what you wrote is back.");
  for (const person of [ana, ben, cleo, mod]) await person.context.close();
}

export default Object.fromEntries(WAYS.flatMap((way) => [
  [`a stranger reads, joins and writes a post (${way.called})`, (board) => reads_joins_and_writes(board, way)],
  [`a guest answers, edits and erases by the private link (${way.called})`, (board) => guest_edits_and_erases(board, way)],
  [`a reply is reported, taken down with a reason, and put back (${way.called})`, (board) => reported_removed_restored(board, way)],
]));
