// The page's one Trusted Types policy: which addresses a worker may be started from.
const worker = new URL("../../../sw.js", import.meta.url).pathname;
let policy = null;

function allowed(url) {
  if (url !== worker && !url.startsWith("/static/")) throw new TypeError(url);
  return url;
}

// The address as the browser wants it: as it is where there are no Trusted Types.
export function trusted(url) {
  policy ??= window.trustedTypes?.createPolicy("red", { createScriptURL: allowed }) ?? null;
  return policy ? policy.createScriptURL(url) : allowed(url);
}

export const serviceWorker = worker;
