// Lines that wait in this browser until the server has them: one store of IndexedDB, each line with its author.
//   { key, user, text, today, zone, at, edits, seen, body, question }
// Where IndexedDB is closed to the page the lines live as long as the page does.
const NAME = "red";
const STORE = "lineas";
let opening = null;
const memory = new Map();

function open() {
  opening ??= new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" }).createIndex("user", "user");
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  return opening;
}

async function act(mode, work) {
  const base = await open();
  return new Promise((done, failed) => {
    const unit = base.transaction(STORE, mode, { durability: "strict" });
    const asked = work(unit.objectStore(STORE));
    unit.oncomplete = () => done(asked.result);
    unit.onerror = () => failed(unit.error);
    unit.onabort = () => failed(unit.error);
  });
}

export async function putLine(line) {
  try {
    await act("readwrite", (store) => store.put(line));
  } catch {
    memory.set(line.key, line);
  }
}

export async function dropLine(key) {
  memory.delete(key);
  try {
    await act("readwrite", (store) => store.delete(key));
  } catch { /* it was in memory only */ }
}

export async function linesOf(user) {
  let kept = [];
  try {
    kept = await act("readonly", (store) => store.index("user").getAll(user));
  } catch { /* closed: what this page has is all there is */ }
  const own = [...memory.values()].filter((line) => line.user === user);
  return [...kept, ...own].sort((one, other) => one.at - other.at || (one.key < other.key ? -1 : 1));
}
