// Runs every story in stories/ against one board, one after the other: npm test
// Only the stories whose names hold a text: npm test -- TEXT
import { readdirSync } from "node:fs";
import { startBoard } from "./board.js";
import { browserDied, closeBrowser, complaints, strangersAsked } from "./people.js";

const PATIENCE = 90_000;
/** How many times in one run a browser may end by itself. Its story is told again, so that one crash does not hide all that follow. */
const CRASHES = 3;
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
let crashes = 0;
const toTell = stories.filter((story) => story.name.includes(only));
for (let story = toTell.shift(); story; story = toTell.shift()) {
  try { await inTime(story.tell(board)); say("ok ", story.name); } catch (error) {
    if (browserDied() && crashes < CRASHES) {
      crashes += 1;
      console.log(`    the browser ended by itself (${crashes} of ${CRASHES}); told again: ${story.name}`);
      toTell.unshift(story);
    } else say("not", story.name, error);
  }
}
say(strangersAsked.length ? "not" : "ok ", "no page of the board asked anybody else for anything", strangersAsked.length ? strangersAsked.join("\n") : undefined);
say(complaints.length ? "not" : "ok ", "no page made the browser complain", complaints.length ? complaints.join("\n") : undefined);
await closeBrowser();
await board.stop();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
