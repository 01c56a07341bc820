// Makes the pages open without a network: registers the service worker under the page's one Trusted Types policy.
import { serviceWorker, trusted } from "./trusted.js";

export function registerWorker() {
  if (!("serviceWorker" in navigator) || !window.isSecureContext) return;
  navigator.serviceWorker.register(trusted(serviceWorker))
    .then(() => navigator.serviceWorker.ready)
    .then((ready) => ready.active?.postMessage({ lang: document.documentElement.lang }))
    .catch(() => { /* the browser does not want one: everything works while there is a network */ });
}
