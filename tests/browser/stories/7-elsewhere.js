// Signing in with who one is elsewhere: a real OpenID Connect issuer on this machine, in a browser.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { Provider } from "oidc-provider";
import { freePort, startBoard } from "../board.js";
import { WAYS, newName, plantsACookie, sees, seesNot, stranger } from "../people.js";

/** An issuer that asks for nothing but a subject and a yes, on pages of its own. */
async function startIssuer(port, board) {
  const provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: [{ client_id: "the-board", client_secret: "between-us", redirect_uris: [`${board}/sign-in/with/back`], grant_types: ["authorization_code"], response_types: ["code"] }],
    cookies: { keys: ["only for these stories"] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, email: "ana@mail.example", name: "Ana Realname" }) }),
    interactions: { url: (_, { uid }) => `/asks/${uid}` },
    pkce: { required: () => true },
    rotateRefreshToken: false,
  });
  const ask = async (request, response) => {
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    if (request.method !== "POST") {
      response.setHeader("content-type", "text/html");
      const field = prompt.name === "login" ? '<label>Who are you? <input name="sub"></label>' : "";
      return response.end(`<!doctype html><title>Lighthouse</title><h1>Lighthouse</h1><form method="post">${field}<button>Yes, it is me</button></form>`);
    }
    let body = "";
    for await (const piece of request) body += piece;
    if (prompt.name === "login") return provider.interactionFinished(request, response, { login: { accountId: new URLSearchParams(body).get("sub") } });
    const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
    grant.addOIDCScope("openid");
    return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  };
  const answers = provider.callback();
  const server = createServer((request, response) => {
    if (!request.url.startsWith("/asks/")) return answers(request, response);
    return ask(request, response).catch((error) => { response.statusCode = 500; response.end(String(error)); });
  });
  await new Promise((resolve) => { server.listen(port, "127.0.0.1", resolve); });
  return { stop: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }) };
}

/** Signs in there: the first time asks twice, once who it is and once whether the board may know. */
async function goThere({ page }, subject) {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Sign in with Lighthouse", exact: true }).click();
  await page.getByLabel("Who are you?").fill(subject);
  await page.getByRole("button", { name: "Yes, it is me" }).click();
  await page.getByRole("button", { name: "Yes, it is me" }).click();
}

async function in_with_who_one_is_elsewhere(way) {
  const [port, at] = [await freePort(), await freePort()];
  const issuer = await startIssuer(at, `http://127.0.0.1:${port}`);
  const board = await startBoard({
    port,
    env: { HOLDFAST_OIDC_ISSUER: `http://127.0.0.1:${at}`, HOLDFAST_OIDC_CLIENT_ID: "the-board", HOLDFAST_OIDC_CLIENT_SECRET: "between-us", HOLDFAST_OIDC_NAME: "Lighthouse" },
  });
  try {
    const [wren, subject] = [await stranger(board, way), newName("subject")];
    await goThere(wren, subject);
    await sees(wren, "Pick a name");
    await seesNot(wren, "Realname");
    const name = newName("Wren");
    await wren.page.getByLabel("Name", { exact: true }).fill(name);
    await wren.page.getByRole("button", { name: "Join", exact: true }).click();
    await sees(wren, "Write these codes down");
    await wren.page.goto("/me");
    await sees(wren, name);
    // From another browser, straight in; and what the issuer sent along stands in no address that stays.
    const phone = await stranger(board, way);
    const isAnother = await plantsACookie(phone, board);
    await goThere(phone, subject);
    await sees(phone, name);
    await isAnother();
    assert.equal(new URL(phone.page.url()).search, "");
    await phone.page.goBack().catch(() => {});
    await phone.page.goto("/me");
    await sees(phone, name);
    for (const person of [wren, phone]) await person.context.close();
  } finally {
    await board.stop();
    await issuer.stop();
  }
}

export default Object.fromEntries(WAYS.map((way) => [`signing in with who one is elsewhere, ${way.called}`, () => in_with_who_one_is_elsewhere(way)]));
