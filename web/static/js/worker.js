// Makes the pages open without a network: registers the service worker under the page's one Trusted Types policy.
export function registerWorker() {
  if (!("serviceWorker" in navigator) || !window.isSecureContext) return;
  const path = new URL("../../../sw.js", import.meta.url).pathname;
  const allowed = (url) => {
    if (url !== path && !url.startsWith("/static/")) throw new TypeError(url);
    return url;
  };
  const policy = window.trustedTypes?.createPolicy("red", { createScriptURL: allowed });
  navigator.serviceWorker.register(policy ? policy.createScriptURL(path) : path)
    .then(() => navigator.serviceWorker.ready)
    .then((ready) => ready.active?.postMessage({ lang: document.documentElement.lang }))
    .catch(() => { /* the browser does not want one: everything works while there is a network */ });
}
