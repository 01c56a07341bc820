// Choosing files: dropped on the box they join those chosen before, each is listed and can be taken out again.
//   <div data-files data-files-remove="Quitar {}" data-files-largest="15000000" data-files-too-big="…"> <input type=file>
//     <ul data-files-list> </div>                       without scripts the input alone does what is needed
const UNITS = [[1_000_000, "MB", 1], [1000, "kB", 0]];

function size(bytes) {
  const [unit, word, decimals] = UNITS.find(([least]) => bytes >= least) ?? [1, "bytes", 0];
  const shown = (bytes / unit).toLocaleString(document.documentElement.lang, { maximumFractionDigits: decimals });
  return `${shown} ${word}`;
}

function put(input, files) {
  const transfer = new DataTransfer();
  const known = new Set();
  for (const file of files) {
    const key = `${file.name}\n${file.size}\n${file.lastModified}`;
    if (!known.has(key)) transfer.items.add(file);
    known.add(key);
  }
  input.files = transfer.files;
}

function line(box, input, file) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  const about = document.createElement("span");
  const remove = document.createElement("button");
  name.textContent = file.name;
  about.className = "quiet small";
  about.textContent = size(file.size);
  remove.type = "button";
  remove.className = "btn btn-quiet btn-small";
  remove.textContent = box.dataset.filesRemove.replace("{}", file.name);
  remove.addEventListener("click", () => {
    put(input, [...input.files].filter((other) => other !== file));
    show(box, input);
    input.focus();
  });
  item.className = "file-chosen";
  item.append(name, about, remove);
  if (file.size > Number(box.dataset.filesLargest)) {
    const wrong = document.createElement("span");
    wrong.className = "wrong";
    wrong.textContent = box.dataset.filesTooBig.replace("{}", file.name);
    item.append(wrong);
  }
  return item;
}

function show(box, input) {
  const list = box.querySelector("[data-files-list]");
  list.querySelectorAll(".file-chosen").forEach((item) => item.remove());
  list.append(...[...input.files].map((file) => line(box, input, file)));
}

function wire(box) {
  const input = box.querySelector("input[type=file]");
  let before = [];
  input.addEventListener("click", () => { before = [...input.files]; });
  input.addEventListener("change", () => {
    put(input, [...before, ...input.files]);
    before = [];
    show(box, input);
  });
  const marks = { dragenter: true, dragover: true, dragleave: false, drop: false };
  for (const [name, over] of Object.entries(marks)) {
    box.addEventListener(name, (event) => {
      if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
      event.preventDefault();
      box.classList.toggle("files-over", over);
      if (name === "drop") {
        put(input, [...input.files, ...event.dataTransfer.files]);
        show(box, input);
      }
    });
  }
}

export function wireFiles(document) {
  document.querySelectorAll("[data-files]").forEach(wire);
}
