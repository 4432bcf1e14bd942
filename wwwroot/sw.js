// The worker behind an installed Portal: it shows what Portal tells while no page is open, and says so when the line is down.
// It keeps the page that says 'no connection' and what that page needs, and nothing else: a state that is not live must never be shown.

const KEPT = "portal-offline-2";
const OFFLINE = "/offline.html";
const FILES = [OFFLINE, "/css/tokens.css", "/css/base.css", "/css/plain.css", "/js/offline.js", "/img/tab.svg"];

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(FILES.map((file) => new Request(file, { cache: "reload" })))));
});

self.addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name))))));

/** A driver's page has its own words, and is nobody's whose notifications come here. */
const isDrivers = (path) => path === "/d" || path.startsWith("/d/");

// Only where the network gives no answer at all.
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  if (request.mode === "navigate" && request.method === "GET" && !isDrivers(path)) {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  } else if (FILES.includes(path) && request.method === "GET") {
    event.respondWith(fetch(request).catch(() => caches.match(path)));
  }
});

const post = (path, body) =>
  fetch(path, {
    method: "POST",
    credentials: "same-origin",
    redirect: "manual",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(body),
  });

// The one sentence of the worker's own: a message that cannot be read brings no words.
const UNREADABLE = navigator.language.startsWith("de")
  ? "Es ist etwas geschehen. Öffne Portal und sieh nach."
  : "Something happened. Open Portal to see what.";

function read(data) {
  try {
    const notice = data.json();
    if (typeof notice?.title === "string") return notice;
  } catch {
    // Not ours to read: something has to be shown all the same.
  }
  return { title: "Portal", body: UNREADABLE, tag: "unreadable", url: "/", position: 0 };
}

async function show(notice) {
  const [before] = await self.registration.getNotifications({ tag: notice.tag });
  const isRepeated = before?.data?.position === notice.position;
  const silent = Boolean(notice.silent || isRepeated);
  await self.registration.showNotification(notice.title, {
    body: notice.body,
    tag: notice.tag,
    silent,
    renotify: !silent,
    requireInteraction: Boolean(notice.urgent),
    timestamp: Date.parse(notice.at) || undefined,
    icon: "/img/icon-192.png",
    badge: "/img/badge-96.png",
    data: notice,
    actions: (notice.acts ?? []).filter(({ title }) => title).map(({ act, title }) => ({ action: act, title })),
  });
  // What came before the sign-in ended is shown and cannot be confirmed.
  if (notice.to) await post("/notices/heard", { to: notice.to }).catch(() => null);
}

async function open(path) {
  const target = new URL(path ?? "/", self.location.origin);
  const url = target.origin === self.location.origin ? target.href : self.location.origin;
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = pages.find((page) => page.url === url);
  if (there) return there.focus();
  return self.clients.openWindow(url);
}

// The answer of whoever is signed in here. Anybody else, and whatever needs more than a tap, gets the page.
async function answer(notice, act) {
  const reply = await post("/notices/answer", { act, alert: notice.alert, delivery: notice.delivery }).catch(() => null);
  if (!reply?.ok) return open(notice.url);
  const { said } = await reply.json();
  return self.registration.showNotification(notice.title, { body: said, tag: notice.tag, silent: true, icon: "/img/icon-192.png", badge: "/img/badge-96.png", data: { ...notice, acts: [] } });
}

// The push service reaches this browser at another place from now on. Unsaid, Portal would go on telling the old one, and nobody.
async function renew({ oldSubscription, newSubscription }) {
  const { pushManager } = self.registration;
  const now = newSubscription ?? (await pushManager.getSubscription()) ?? (await subscribe(pushManager));
  const { endpoint, keys } = now.toJSON();
  await post("/notices/renewed", { before: oldSubscription?.endpoint, endpoint, publicKey: keys.p256dh, authSecret: keys.auth });
}

async function subscribe(pushManager) {
  const { key } = await (await post("/notices/key", {})).json();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)));

self.addEventListener("push", (event) => event.waitUntil(show(read(event.data))));

self.addEventListener("notificationclick", (event) => {
  const notice = event.notification.data ?? {};
  event.notification.close();
  event.waitUntil(event.action ? answer(notice, event.action) : open(notice.url));
});
