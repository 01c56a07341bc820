// Every step of the reader has its address, so that each can be undone and done again: with the buttons, Ctrl+Z and
// Ctrl+Shift+Z, and the browser's own way back. A step is a change of the picture; opening a panel is none.
const KEPT = "red-steps";
const MOST = 100;

const pictureOf = (text) => {
  const query = new URLSearchParams(text);
  query.delete("sel");
  return query.toString();
};

// The steps from before the page was loaded anew; none where the browser keeps nothing.
function keptSteps() {
  try {
    return JSON.parse(window.sessionStorage.getItem(KEPT) ?? "[]");
  } catch {
    return [];
  }
}

export class Steps {
  constructor(page) {
    this.page = page;
    const here = window.location.search.slice(1);
    const kept = keptSteps();
    const at = window.history.state?.red ?? -1;
    const same = kept[at] !== undefined && pictureOf(kept[at]) === pictureOf(here);
    [this.stack, this.at] = same ? [kept, at] : [[here], 0];
    window.history.replaceState({ ...window.history.state, red: this.at }, "");
  }

  keep() {
    try {
      window.sessionStorage.setItem(KEPT, JSON.stringify(this.stack.slice(0, MOST)));
    } catch { /* the steps are lost with the page, no more */ }
  }

  // Goes to another address of the page; `replace` takes the place of the last one.
  go(text, replace) {
    if (!replace) this.at += 1;
    this.stack = [...this.stack.slice(0, this.at), text];
    const url = this.page + (text ? `?${text}` : "");
    window.history[replace ? "replaceState" : "pushState"]({ red: this.at }, "", url);
    this.keep();
  }

  // The browser went back or forward.
  follow() {
    this.at = window.history.state?.red ?? this.at;
  }

  // How many entries away the picture before (-1) or after (1) this one is; 0 for none.
  away(way) {
    const now = pictureOf(this.stack[this.at] ?? "");
    for (let at = this.at + way; at >= 0 && at < this.stack.length; at += way) {
      if (pictureOf(this.stack[at]) !== now) return at - this.at;
    }
    return 0;
  }

  // Undoes (-1) or does again (1) a step; whether there was one.
  move(way) {
    const away = this.away(way);
    if (away) window.history.go(away);
    return away !== 0;
  }
}
