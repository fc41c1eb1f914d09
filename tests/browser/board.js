// Starts and stops the board under test. It listens on a free port of its own and is stopped by its own process id.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const BINARY = process.env.HOLDFAST ?? fileURLToPath(new URL("../../target/debug/holdfast", import.meta.url));

/** Where *Leave this site* goes in these stories; a browser that asks for it is answered by the story, not by the network. */
export const OUTSIDE = "http://weather.example/";

export const freePort = () => new Promise((resolve, reject) => {
  const server = createServer().on("error", reject);
  server.listen(0, "127.0.0.1", () => { const { port } = server.address(); server.close(() => resolve(port)); });
});

const settings = (extra) => {
  if (!process.env.DATABASE_URL) throw new Error("DATABASE_URL is not set: it names an empty database for the board");
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("HOLDFAST"));
  return {
    ...Object.fromEntries(kept), HOLDFAST_DATABASE_URL: process.env.DATABASE_URL, HOLDFAST_LEAVE_TO: OUTSIDE,
    HOLDFAST_REQUESTS_PER_SECOND: "1000", HOLDFAST_REQUESTS_BURST: "5000", HOLDFAST_REPLIES_PER_HOUR: "2000", HOLDFAST_POSTS_PER_HOUR: "500", HOLDFAST_TRIES_PER_HOUR: "100000",
    HOLDFAST_UNDO_SECONDS: "3",
    // A mail server that is away: what is offered about mail is shown, and nothing leaves.
    HOLDFAST_MAIL_URL: "smtp://127.0.0.1:1", HOLDFAST_MAIL_FROM: "post@board.test", HOLDFAST_KEY: "a key that a program made, for stories", ...extra,
  };
};

/** A running board: `url`, what it has `said` so far, `stop()`. One whose database is away is not waited for but until it answers. */
export async function startBoard({ port, demo = true, env = {}, waits = true } = {}) {
  port ??= await freePort();
  const child = spawn(BINARY, ["serve", "--listen", `127.0.0.1:${port}`, ...(demo ? ["--demo"] : [])], { env: settings(env) });
  const board = { url: `http://127.0.0.1:${port}`, port, said: "", complained: "" };
  child.stdout.on("data", (text) => { board.said += text; });
  child.stderr.on("data", (text) => { board.complained += text; });
  const ended = new Promise((resolve) => { child.once("exit", resolve); });
  board.stop = async () => { child.kill("SIGTERM"); await ended; };
  for (let waited = 0; !(waits ? board.said.includes("The board is at") : await answers(board)); waited += 100) {
    if (child.exitCode !== null || waited > 60_000) { child.kill("SIGKILL"); throw new Error(`the board did not start: ${board.said}${board.complained}`); }
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  return board;
}

const answers = ({ url }) => fetch(`${url}/healthz`).then(({ ok }) => ok, () => false);

/** What `holdfast` prints when called with these words. */
export const holdfast = (...words) => new Promise((resolve, reject) => {
  const child = spawn(BINARY, words, { env: settings({}) });
  let said = "";
  child.stdout.on("data", (text) => { said += text; });
  child.stderr.on("data", (text) => { said += text; });
  child.once("exit", (code) => { if (code === 0) resolve(said); else reject(new Error(said)); });
});

/** A one-time sign-in link, moved to the board that runs here. */
export const linkIn = (said, board) => board.url + new URL(said.match(/https?:\S+\/sign-in\/link\/\S+/)[0]).pathname;
