// What is saved elsewhere, told to an open picture: a stream of events while the page is in sight. Where there is no place
// for one, or something on the way cuts it or holds it up, a question every two seconds, less often while nobody answers.
const ASK_EVERY = 2000;
const ASK_RARELY = 30_000;
const AGAIN = 30; // answers, after which a stream is tried again
const CUTS = 2; // so many ends without a word between them are no accident
const SILENT = 5000; // a stream says at once how far the store is; one that does not is held up somewhere

// `heard` takes each news, what came after `revision`. Nothing is asked before `begin()`.
export function newsOf(address, revision, heard) {
  let stream = null;
  let timer = null;
  let [since, cuts, answers, pause] = [Number(revision), 0, 0, ASK_EVERY];

  function hush() {
    stream?.close();
    stream = null;
    clearTimeout(timer);
    timer = null;
  }

  function listen() {
    hush();
    stream = new EventSource(`${address}?desde=${since}`);
    timer = setTimeout(askOnAndOn, SILENT);
    stream.addEventListener("news", ({ data }) => {
      clearTimeout(timer);
      cuts = 0;
      take(JSON.parse(data));
    });
    stream.addEventListener("full", askOnAndOn);
    stream.addEventListener("over", hush);
    stream.addEventListener("error", () => {
      cuts += 1;
      if (stream?.readyState === EventSource.CLOSED || cuts >= CUTS) askOnAndOn(); // else the browser opens another
    });
  }

  function take(news) {
    since = news.revision;
    heard(news);
  }

  function askOnAndOn() {
    hush();
    [answers, pause] = [0, ASK_EVERY];
    timer = setTimeout(ask, pause);
  }

  async function ask() {
    const mine = timer;
    const headers = { Accept: "application/json", "X-Unattended": "1" };
    const answer = await fetch(`${address}?desde=${since}`, { headers }).catch(() => null);
    const news = answer?.ok ? await answer.json().catch(() => null) : null;
    if (timer !== mine) return; // out of sight in the meantime: what came is asked for again
    if (answer?.status === 401) return hush();
    if (news) take(news);
    answers += news ? 1 : 0;
    pause = news ? ASK_EVERY : Math.min(2 * pause, ASK_RARELY);
    if (news && answers >= AGAIN) return listen();
    timer = setTimeout(ask, pause);
  }

  const inSight = () => document.visibilityState === "visible";
  let begun = false;
  const begin = () => {
    begun = true;
    if (inSight() && !stream && !timer) listen();
  };
  document.addEventListener("visibilitychange", () => {
    if (!inSight()) hush();
    else if (begun) begin();
  });
  window.addEventListener("pagehide", hush);
  return { begin };
}
