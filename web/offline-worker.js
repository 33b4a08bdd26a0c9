/*
 * Keeps the pages behind a personal link, and nothing of what is asked or answered there: only files that are the same
 * for everybody. FILES and VERSION are written above this by the build.
 */

const KEPT = `weerklank-pages-${VERSION}`;
/** Every page behind a link is this one. */
const PAGE = "/v";
const asPage = new Request(PAGE, { headers: { accept: "text/html" } });
/** Longer than this is no network. */
const PATIENCE_MS = 4_000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll([asPage, ...FILES])));
});

self.addEventListener("activate", (event) => {
  const older = (name) => name.startsWith("weerklank-pages-") && name !== KEPT;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(older).map((name) => caches.delete(name)))));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (pathname === PAGE || pathname.startsWith(`${PAGE}/`)) event.respondWith(page(request));
  } else if (FILES.includes(pathname)) event.respondWith(file(request));
});

/** The newest there is, so that a new version is seen at once; the one that was kept where there is no network. */
async function page(request) {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch {
    return (await caches.match(PAGE)) ?? Response.error();
  }
}

/** The name of a file changes with what is in it. */
const file = async (request) => (await caches.match(request)) ?? fetch(request);
