// Turning notifications on in this browser. It asks for permission at the tap itself, never by itself: browsers remember a no for good.

import { say } from "./words.js";

let page = null;
let key = null;

/** Remembers whom to tell, and says how this browser stands. */
export async function begin(to, pushKey) {
  page = to;
  key = pushKey;
  return look();
}

async function look() {
  const supported = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  if (!supported) return { supported };
  const subscription = await (await navigator.serviceWorker.getRegistration("/"))?.pushManager.getSubscription();
  return { supported, permission: Notification.permission, endpoint: subscription?.endpoint ?? null };
}

/** Ends the browser's own side; Portal's is ended by the page. */
export async function turnOff() {
  const subscription = await (await navigator.serviceWorker.getRegistration("/"))?.pushManager.getSubscription();
  await subscription?.unsubscribe();
  return look();
}

async function turnOn() {
  try {
    if ((await Notification.requestPermission()) !== "granted") return look();
    await navigator.serviceWorker.register("/sw.js");
    const { pushManager } = await navigator.serviceWorker.ready;
    // One that was made for another key reaches nobody any more.
    await (await pushManager.getSubscription())?.unsubscribe();
    const { endpoint, keys } = (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })).toJSON();
    return { ...(await look()), endpoint, keys: { endpoint, publicKey: keys.p256dh, authSecret: keys.auth, name: nameOf(navigator) } };
  } catch (fault) {
    return { ...(await look()), fault: fault.message };
  }
}

/** 'Firefox on Linux': for its person to tell the browsers apart. */
function nameOf({ userAgent, userAgentData }) {
  const browsers = [["Edg", "Edge"], ["OPR", "Opera"], ["SamsungBrowser", "Samsung Internet"], ["Firefox", "Firefox"], ["Chrome", "Chrome"], ["Safari", "Safari"]];
  const systems = [["Android", "Android"], ["iPhone", "iPhone"], ["iPad", "iPad"], ["Windows", "Windows"], ["Mac OS", "Mac"], ["CrOS", "ChromeOS"], ["Linux", "Linux"]];
  const named = (list) => list.find(([sign]) => userAgent.includes(sign))?.[1];
  const system = userAgentData?.platform || named(systems);
  const browser = named(browsers) ?? say("aBrowser");
  return system ? say("browserOn", browser, system) : browser;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-push-on]");
  if (!button || button.disabled || !page) return;
  await page.invokeMethodAsync("TellAsync", await turnOn());
});
