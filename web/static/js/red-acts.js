// What a reader can do with an actor or a bubble, as a change of the picture's address: query -> query.
const LOOKS = ["color", "tamano", "con", "vista"];
const MOST_OPEN = 6;

const changed = (query, change) => {
  const made = new URLSearchParams(query);
  change(made);
  return made;
};

const without = (query, name, value) => {
  const left = query.getAll(name).filter((one) => one !== value);
  query.delete(name);
  for (const one of left) query.append(name, one);
};

const also = (query, name, value) => {
  if (!query.getAll(name).includes(value)) query.append(name, value);
};

const unpinned = (query, id) => {
  const left = query.getAll("fijo").filter((one) => !one.startsWith(`${id}_`));
  query.delete("fijo");
  for (const one of left) query.append("fijo", one);
};

export const expand = (query, id) => changed(query, (made) => also(made, made.has("actor") ? "actor" : "mas", id));

export const collapse = (query, id) => changed(query, (made) => {
  without(made, "mas", id);
  if (made.getAll("actor").length > 1) without(made, "actor", id);
});

export const hide = (query, id) => changed(query, (made) => {
  without(made, "mas", id);
  unpinned(made, id);
  also(made, "sin", id);
});

export const pin = (query, id, { x, y }) => changed(query, (made) => {
  unpinned(made, id);
  made.append("fijo", `${id}_${x}_${y}`);
});

export const unpin = (query, id) => changed(query, (made) => unpinned(made, id));

// Two actors: "ruta" (the way between) or "comunes" (whom both know); how things look stays.
export const between = (query, name, one, other) => {
  const looks = [...new URLSearchParams(query)].filter(([key]) => LOOKS.includes(key));
  return new URLSearchParams([[name, one], [name, other], ...looks]);
};

export const open = (query, node) => changed(query, (made) => {
  const opened = made.getAll("abrir");
  if (opened.length >= MOST_OPEN) without(made, "abrir", opened[0]);
  also(made, "abrir", node.value);
});

export const shut = (query, node) => changed(query, (made) => without(made, "abrir", node.value));

// Only the actors of a bubble, as a filter.
export const only = (node) => {
  const [name] = node.id.split(".");
  return name === "pais" ? null : new URLSearchParams([[name, node.value]]);
};
