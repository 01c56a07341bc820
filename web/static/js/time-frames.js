// What the red is on any day, from the one answer of the server (web/over_time/answer.py): who is there, how their ties have aged.
// The same rules as crm/over_time/frames.py: a meeting counts from its first day on, its last day is never to come.
export const AWAY = -1;

function counted(rows, meetings, at) {
  return rows.map((row) => {
    let count = 0;
    let last = 0;
    for (const number of row) {
      const [start, end] = meetings[number];
      if (start > at) continue;
      count += 1;
      last = Math.max(last, Math.min(end, at));
    }
    return { count, last };
  });
}

export class Frames {
  constructor(answer) {
    Object.assign(this, answer);
    this.known = new Map();
  }

  age(last, at) {
    if (!last) return AWAY;
    const since = at - last;
    if (since <= this.fresh) return 0;
    return since <= this.cold ? 1 : 2;
  }

  // {shown: [true…], actors: [age…], ties: [{count, age}…], standing: [true…]} of a day, as an ordinal.
  on(at) {
    if (!this.known.has(at)) this.known.set(at, this.count(at));
    return this.known.get(at);
  }

  count(at) {
    const shown = this.appears.map((day) => day <= at);
    const actors = counted(this.took_part, this.meetings, at).map(({ last }) => this.age(last, at));
    const ties = counted(this.met, this.meetings, at).map(({ count, last }, place) => {
      const [first, second] = this.ties[place];
      const there = count > 0 && shown[first] && shown[second];
      return { count, age: there ? this.age(last, at) : AWAY };
    });
    const standing = this.standing.map(([first, second, since]) => shown[first] && shown[second] && since <= at);
    return { shown, actors, ties, standing };
  }
}
