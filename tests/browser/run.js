// Runs every story in stories/ against one board, one after the other: npm test
// Only the stories whose names hold a text: npm test -- TEXT
import { readdirSync } from "node:fs";
import { startBoard } from "./board.js";
import { closeBrowser, complaints, strangersAsked } from "./people.js";

const PATIENCE = 90_000;
const only = process.argv[2] ?? "";
const folder = new URL("./stories/", import.meta.url);
const stories = [];
for (const file of readdirSync(folder).filter((name) => name.endsWith(".js")).sort()) {
  for (const [name, tell] of Object.entries((await import(new URL(file, folder))).default)) stories.push({ name, tell });
}

const inTime = (work) => {
  let clock;
  const late = new Promise((_, reject) => { clock = setTimeout(() => reject(new Error(`not done after ${PATIENCE / 1000} s`)), PATIENCE); });
  return Promise.race([work, late]).finally(() => clearTimeout(clock));
};

const board = await startBoard();
let passed = 0;
let failed = 0;
const say = (mark, name, error) => {
  if (error) { failed += 1; console.log(`${mark} ${name}\n   ${String(error.stack ?? error).replaceAll("\n", "\n   ")}`); }
  else { passed += 1; console.log(`${mark} ${name}`); }
};
for (const { name, tell } of stories.filter((story) => story.name.includes(only))) {
  try { await inTime(tell(board)); say("ok ", name); } catch (error) { say("not", name, error); }
}
say(strangersAsked.length ? "not" : "ok ", "no page of the board asked anybody else for anything", strangersAsked.length ? strangersAsked.join("\n") : undefined);
say(complaints.length ? "not" : "ok ", "no page made the browser complain", complaints.length ? complaints.join("\n") : undefined);
await closeBrowser();
await board.stop();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
