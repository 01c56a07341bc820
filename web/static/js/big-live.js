// A meeting saved elsewhere appears within two seconds as ties between those who are in the picture; nobody moves, nor
// does what one looks at.
import { newsOf } from "./red-news.js";

const MOST = 20;

export function followNews({ element, view, page, texts }, picture, { find, ask, speak }) {
  const box = element.querySelector("[data-news-box]");
  let places = [];

  async function take(news) {
    if (!news.text) return;
    const asked = new URLSearchParams(news.actors.slice(0, MOST).map((id) => ["actor", id]));
    const { items } = await ask(`${page}/lugares?${asked}`).catch(() => ({ items: [] }));
    places = items.filter(({ parte }) => String(parte) === view).map(({ n }) => n);
    picture.announce(places);
    const text = places.length ? news.text : `${news.text}. ${texts.newsNotHere}`;
    box.querySelector("p").textContent = text;
    box.querySelector("[data-news-show]").hidden = !places.length;
    box.hidden = false;
    speak(text);
  }

  box.querySelector("[data-news-show]").addEventListener("click", () => {
    picture.show(places[0]);
    find(places[0], false, false);
    picture.element.focus({ preventScroll: true });
  });
  box.querySelector("[data-news-close]").addEventListener("click", () => {
    box.hidden = true;
    picture.announce([]);
    picture.element.focus({ preventScroll: true });
  });
  return newsOf(element.dataset.news, element.dataset.revision, take);
}
