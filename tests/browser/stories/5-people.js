// People: a second step at sign-in, passkeys, taking everything along, leaving.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";
import { startBoard } from "../board.js";
import { PASSPHRASE, WAYS, codeOf, member, newName, post, sees, seesNot, setsUpAnApp, stranger, plantsACookie } from "../people.js";

const signIn = async ({ page }, name) => {
  await page.goto("/sign-in");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
};

async function second_step_by_an_app(board, way) {
  const ana = await member(board, "Ana", way);
  await ana.page.goto("/me/second-step");
  const secret = await setsUpAnApp(ana);
  const phone = await stranger(board, way);
  await signIn(phone, ana.name);
  await sees(phone, "One more step");
  await phone.page.getByLabel("Code", { exact: true }).fill(codeOf(secret, 1));
  await phone.page.getByRole("button", { name: "Sign in", exact: true }).click();
  await phone.page.goto("/me");
  await sees(phone, ana.name);
  for (const person of [ana, phone]) await person.context.close();
}

/** The files in a zip, by name. */
const unzip = (bytes) => {
  const files = {};
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [size, nameLength, extra, note, local] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    files[name] = inflateRawSync(bytes.subarray(from, from + size)).toString("utf8");
    at += 46 + nameLength + extra + note;
  }
  return files;
};

async function takes_everything_and_leaves(board, way) {
  const ana = await member(board, "Ana", way);
  const title = newName("The garden");
  const thread = await post(ana, "nights", { title, text: "The beans came up today." });
  await ana.page.goto("/me");
  await ana.page.getByRole("link", { name: "Take your words with you, or leave" }).click();
  await ana.page.getByLabel("Passphrase", { exact: true }).first().fill(PASSPHRASE);
  const [file] = await Promise.all([ana.page.waitForEvent("download"), ana.page.getByRole("button", { name: "Get the file" }).click()]);
  assert.equal(file.suggestedFilename(), "my-words.zip");
  const files = unzip(readFileSync(await file.path()));
  assert.ok(files["index.html"].includes("The beans came up today."));
  assert.equal(JSON.parse(files["entries.jsonl"].trim()).title, title);
  const reader = await ana.context.newPage();
  await reader.setContent(files["index.html"]);
  assert.ok((await reader.locator("body").innerText()).includes("The beans came up today."));
  await reader.close();

  await ana.page.goto("/me/leaving");
  await ana.page.getByLabel("Erase all of it").check();
  await ana.page.getByLabel("Passphrase", { exact: true }).last().fill(PASSPHRASE);
  await ana.page.getByRole("button", { name: "Leave for good" }).click();
  await sees(ana, "Your account is gone, and so is everything you wrote.");
  await ana.page.goto(thread);
  await seesNot(ana, "The beans came up today.");
  await ana.context.close();
}

const hasAuthenticator = async (person) => {
  const cdp = await person.context.newCDPSession(person.page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", { options: {
    protocol: "ctap2", ctap2Version: "ctap2_1", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true,
  } });
  return async () => (await cdp.send("WebAuthn.getCredentials", { authenticatorId })).credentials;
};

// Browsers keep passkeys for names, not for addresses of numbers: this board answers to the name of this machine.
async function passkeys(board) {
  const url = `http://localhost:${board.port + 1}`;
  const named = await startBoard({ port: board.port + 1, demo: false, env: { HOLDFAST_PUBLIC_URL: url } });
  try {
    const ana = await member({ ...board, url }, "Ana");
    const keys = await hasAuthenticator(ana);
    await ana.page.goto("/me/second-step");
    const making = ana.page.locator("form[data-passkey=create]");
    await making.getByLabel("Passphrase").fill("not the right one");
    await making.getByRole("button").click();
    await making.getByRole("alert").waitFor();
    await making.getByLabel("Passphrase").fill(PASSPHRASE);
    await making.getByRole("button").click();
    await ana.page.getByRole("heading", { name: "Recovery codes" }).waitFor();
    const code = (await ana.page.locator("main").innerText()).match(/\b\w{4}-\w{4}-\w{4}\b/)[0];
    assert.equal((await keys()).length, 1);
    await ana.page.goto("/me");
    await ana.page.getByRole("button", { name: "Sign out", exact: true }).click();
    await sees(ana, "You are signed out");
    // The passphrase alone is not enough now; the passkey is, without a name.
    await signIn(ana, ana.name);
    await sees(ana, "One more step");
    const isAnother = await plantsACookie(ana, { url });
    await ana.page.goto("/sign-in?back=/waiting");
    await ana.page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await ana.page.waitForURL((at) => at.pathname === "/waiting");
    await isAnother();
    await sees(ana, ana.name);
    // Thrown away, it lets nobody in.
    await ana.page.goto("/me/second-step");
    await ana.page.getByText("A passkey since").click();
    const ending = ana.page.locator("form[action='/me/passkeys/end']");
    await ending.getByLabel("Passphrase").fill(PASSPHRASE);
    await ending.getByLabel("Code").fill(code);
    await ana.page.getByRole("button", { name: "Throw it away" }).click();
    await ana.page.goto("/me");
    await ana.page.getByRole("button", { name: "Sign out", exact: true }).click();
    await ana.page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await ana.page.getByRole("heading", { name: "That did not work" }).waitFor();
    await ana.context.close();
  } finally {
    await named.stop();
  }
}

// No passphrase anywhere: the passkey is the way in, and the proof before leaving.
async function joins_with_a_passkey(board) {
  const url = `http://localhost:${board.port + 1}`;
  const named = await startBoard({ port: board.port + 1, demo: false, env: { HOLDFAST_PUBLIC_URL: url } });
  try {
    const other = await member({ ...board, url }, "Ben");
    const ana = await stranger({ ...board, url });
    const keys = await hasAuthenticator(ana);
    const name = ana.page.getByLabel("Name", { exact: true });
    const joins = ana.page.getByRole("button", { name: "Join with a passkey" });
    await ana.page.goto("/join");
    await joins.click();
    assert.equal((await keys()).length, 0, "without a name nothing is made");
    // A name that somebody has: the passkey that was made is not lost, and another name goes with it.
    await name.fill(other.name);
    await joins.click();
    await sees(ana, "Somebody here has that name");
    await sees(ana, "Your device has made its key");
    ana.name = newName("Ana");
    await name.fill(ana.name);
    await ana.page.getByRole("button", { name: "Join", exact: true }).click();
    await sees(ana, "Write these codes down");
    const code = (await ana.page.locator("main").innerText()).match(/\b\w{4}-\w{4}-\w{4}\b/)[0];
    assert.equal((await keys()).length, 1);
    await ana.page.goto("/me");
    await sees(ana, ana.name);
    await ana.page.getByRole("button", { name: "Sign out", exact: true }).click();
    await ana.page.goto("/sign-in?back=/me/leaving");
    await ana.page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await ana.page.waitForURL((at) => at.pathname === "/me/leaving");
    await sees(ana, "You signed in just now");
    const [file] = await Promise.all([ana.page.waitForEvent("download"), ana.page.getByRole("button", { name: "Get the file" }).click()]);
    assert.equal(file.suggestedFilename(), "my-words.zip");
    // It is not thrown away while it is the only way in.
    await ana.page.goto("/me/second-step");
    await ana.page.getByText("A passkey since").click();
    await ana.page.getByRole("button", { name: "Throw it away" }).click();
    await sees(ana, "That is your only way in");
    // The device is lost: a code lets its owner back in, as with a passphrase that was forgotten.
    const phone = await stranger({ ...board, url });
    await phone.page.goto("/sign-in/recover");
    await phone.page.locator("input[name=name]").first().fill(ana.name);
    await phone.page.locator("input[name=code]").first().fill(code);
    await phone.page.locator("input[name=passphrase]").first().fill(PASSPHRASE);
    await phone.page.locator("form[action$='/sign-in/recover'] button").first().click();
    await sees(phone, ana.name);
    for (const person of [other, ana, phone]) await person.context.close();
  } finally {
    await named.stop();
  }
}

export default {
  ...Object.fromEntries(WAYS.flatMap((way) => [
    [`signing in takes a second step with an app (${way.called})`, (board) => second_step_by_an_app(board, way)],
    [`somebody takes everything along and leaves (${way.called})`, (board) => takes_everything_and_leaves(board, way)],
  ])),
  "a passkey is made, lets its owner in, and is thrown away": passkeys,
  "somebody joins with a passkey, comes back with it, and with a code when it is lost": joins_with_a_passkey,
};
