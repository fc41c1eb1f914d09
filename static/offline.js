// The service worker: keeps the help page of the country chosen last, and the style it needs, for when there is no network.
// Nothing else is ever kept, above all no page of people's words. Leaving the site takes all of it away.
const KEPT = "help";
let left = false;

const isHelp = (path) => /^\/help(\/[a-z]{2})?$/.test(path);
const isPart = (path) => path.startsWith("/static/");
const path = (address) => new URL(address, location).pathname;
const kept = (request) => caches.match(request, { cacheName: KEPT });

/** Keeps that page in place of the one before, with what it needs to look as it should. */
const keep = async (page, parts) => {
  left = false;
  const [answer, ...files] = await Promise.all([page, ...parts].map((address) => fetch(address)));
  if (left || ![answer, ...files].every((one) => one.ok && !one.redirected)) return;
  await caches.delete(KEPT);
  const cache = await caches.open(KEPT);
  await Promise.all([cache.put("/help", answer.clone()), cache.put(path(page), answer), ...files.map((file, place) => cache.put(parts[place], file))]);
  if (left) await caches.delete(KEPT);
};

const forget = async () => {
  left = true;
  await caches.delete(KEPT);
  await registration.unregister();
};

/** Without a network: the help that was kept, under its own address. Another country's is never shown in its place. */
const instead = async (to) => {
  if (isHelp(to)) return kept(to);
  return await kept("/help") && Response.redirect("/help");
};

/** The network comes first. A board that is down behind its web server is as good as none. */
const page = async (request, to) => {
  try {
    const answer = await fetch(request);
    return answer.status >= 500 && isHelp(to) ? await instead(to) ?? answer : answer;
  } catch (gone) {
    return await instead(to) ?? Promise.reject(gone);
  }
};

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => {
  const { page, parts = [] } = event.data;
  event.waitUntil(page && isHelp(path(page)) && parts.every((part) => isPart(path(part))) ? keep(page, parts) : forget());
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const to = path(request.url);
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, to));
  else if (isPart(to)) event.respondWith(fetch(request).catch(async (gone) => await kept(request) ?? Promise.reject(gone)));
});
