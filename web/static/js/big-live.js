// A meeting saved elsewhere appears within two seconds as ties between those who are in the picture; nobody moves, nor
// does what one looks at. A stream of events while the page is in sight; without a place for one, a question from time to time.
const ASK_EVERY = 2000;
const MOST = 20;

export function followNews({ element, view, page, texts }, picture, { find, ask }) {
  const box = element.querySelector("[data-news-box]");
  const { news: address } = element.dataset;
  let revision = Number(element.dataset.revision);
  let stream = null;
  let timer = null;
  let places = [];

  function hush() {
    stream?.close();
    stream = null;
    clearInterval(timer);
    timer = null;
  }

  async function look() {
    const answer = await fetch(`${address}?desde=${revision}`, { headers: { Accept: "application/json", "X-Unattended": "1" } }).catch(() => null);
    if (answer?.status === 401) hush();
    else if (answer?.ok) take(await answer.json());
  }

  const askOnAndOn = () => { hush(); timer = setInterval(look, ASK_EVERY); };

  function listen() {
    if (stream || timer || document.visibilityState !== "visible") return;
    stream = new EventSource(`${address}?desde=${revision}`);
    stream.addEventListener("news", ({ data }) => take(JSON.parse(data)));
    stream.addEventListener("full", askOnAndOn);
    stream.addEventListener("over", hush);
    stream.addEventListener("error", () => { if (stream?.readyState === EventSource.CLOSED) askOnAndOn(); });
  }

  async function take(news) {
    revision = news.revision;
    if (!news.text) return;
    const { items } = await ask(`${page}/lugares?${new URLSearchParams(news.actors.slice(0, MOST).map((id) => ["actor", id]))}`)
      .catch(() => ({ items: [] }));
    places = items.filter(({ parte }) => String(parte) === view).map(({ n }) => n);
    picture.announce(places);
    box.querySelector("p").textContent = places.length ? news.text : `${news.text}. ${texts.newsNotHere}`;
    box.querySelector("[data-news-show]").hidden = !places.length;
    box.hidden = false;
  }

  box.querySelector("[data-news-show]").addEventListener("click", () => {
    picture.show(places[0]);
    find(places[0], false, false);
  });
  box.querySelector("[data-news-close]").addEventListener("click", () => {
    box.hidden = true;
    picture.announce([]);
    picture.element.focus({ preventScroll: true });
  });
  document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? listen() : hush()));
  window.addEventListener("pagehide", hush);
  return { begin: listen };
}
