// The service worker: own assets of this version, and an empty page for when the network is away. No page that shows
// anybody's data is ever kept. VERSION, ROOT, ASSETS and SHELLS ({es: address, en: address}) are written above this text.
const CACHE = `red-${VERSION}`;
const LANGUAGE = new URL("idioma", self.location).href;

async function fillCache() {
  const cache = await caches.open(CACHE);
  await cache.addAll(ASSETS);
  // Asked for without cookies: nobody's name can be in it.
  await Promise.all(SHELLS.flatMap((one) => [one.page, one.words]).map(async (address) => {
    const answer = await fetch(address, { credentials: "omit", cache: "no-store" });
    if (!answer.ok) throw new TypeError(address);
    await cache.put(address, answer);
  }));
}

async function dropOthers() {
  const names = await caches.keys();
  const before = names.filter((name) => name.startsWith("red-") && name !== CACHE);
  const cache = await caches.open(CACHE);
  for (const name of before) {
    const language = await (await caches.open(name)).match(LANGUAGE);
    if (language && !(await cache.match(LANGUAGE))) await cache.put(LANGUAGE, language);
    await caches.delete(name);
  }
  await self.clients.claim();
}

async function shell() {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(LANGUAGE);
  const language = kept ? await kept.text() : "";
  const chosen = SHELLS.find((one) => one.lang === language) ?? SHELLS[0];
  return (await cache.match(chosen.page)) ?? Response.error();
}

async function page(request) {
  try {
    return await fetch(request);
  } catch {
    return shell();
  }
}

async function kept(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request, { ignoreVary: true })) ?? fetch(request);
}

async function words(request) {
  try {
    return await fetch(request);
  } catch {
    return kept(request);
  }
}

self.addEventListener("install", (event) => event.waitUntil(fillCache().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(dropOthers()));
self.addEventListener("message", (event) => {
  const lang = event.data?.lang;
  if (!SHELLS.some((one) => one.lang === lang)) return;
  event.waitUntil(caches.open(CACHE).then((cache) => cache.put(LANGUAGE, new Response(lang))));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (ASSETS.includes(url.pathname)) event.respondWith(kept(request));
  else if (SHELLS.some((one) => one.words === url.pathname)) event.respondWith(words(request));
});
