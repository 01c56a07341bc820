// Talking to the server: who is logged in, the form token that goes with it, answers as {status, body}.
const API = new URL("../../../api/v1/", import.meta.url);
const ROOT = new URL("../../../", import.meta.url);
const PATIENCE = 30_000;
let token = document.querySelector("meta[name=csrf-token]")?.content ?? "";

export const address = (path) => new URL(path, ROOT);

// {user: {id, name}} of who is logged in now, null for nobody; throws when the server cannot be reached.
export async function whoIsThere() {
  const answer = await fetch(address("registrar/sesion"), { headers: { Accept: "application/json" }, cache: "no-store" });
  if (answer.status === 401) return null;
  if (!answer.ok) throw new TypeError(`status ${answer.status}`);
  const said = await answer.json();
  token = said.token;
  return said.user;
}

async function send(path, body, { key = "", author = "", signal } = {}) {
  const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token };
  if (key) headers["Idempotency-Key"] = key;
  if (author) headers["Line-Author"] = author;
  return fetch(new URL(path, API), {
    method: "POST", headers, body: JSON.stringify(body), signal: signal ?? AbortSignal.timeout?.(PATIENCE),
  });
}

// A page opened long ago, or without a network, has an old token: it is fetched again once, for the same `author` only.
export async function post(path, body, options = {}) {
  let answer = token ? await send(path, body, options) : null;
  if (!answer || answer.status === 400) {
    const there = await whoIsThere();
    if (!there || (options.author && there.id !== options.author)) return { status: 401, body: {} };
    answer = await send(path, body, options);
  }
  const said = await answer.json().catch(() => ({}));
  return { status: answer.status, body: said };
}

export async function get(path, query, signal) {
  const url = address(path);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const answer = await fetch(url, { headers: { Accept: "application/json" }, signal });
  if (!answer.ok) throw new TypeError(`status ${answer.status}`);
  return answer.json();
}

export function wordsOf(problem) {
  const all = [problem.detail, ...(problem.errors ?? []).map((one) => one.detail)].filter(Boolean);
  return all.join(" ") || problem.title || "";
}
