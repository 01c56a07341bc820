// Wires a page by its data attributes. Pages work without any of this; it only makes them quicker.
import { listenToKeys } from "./keys.js";
import { wirePicker } from "./picker.js";
import { wireCreation } from "./create.js";
import { wireDraft } from "./drafts.js";
import { wireRows } from "./rows.js";
import { wireGroups } from "./groups.js";
import { wireUnderstood } from "./understood.js";
import { wireWords } from "./words.js";
import { wireSending } from "./sending.js";
import { foldForPhones } from "./folds.js";
import { wireDialogs, wireMenus, wireToasts, focusProblems } from "./small.js";

listenToKeys(document);
document.querySelectorAll("[data-picker]").forEach(wirePicker);
document.querySelectorAll("form[data-draft]").forEach(wireDraft);
document.querySelectorAll("[data-rows]").forEach(wireRows);
document.querySelectorAll("[data-words]").forEach(wireWords);
wireUnderstood(document);
wireSending(document);
foldForPhones(document);
wireGroups(document);
wireCreation(document);
wireDialogs(document);
wireMenus(document);
wireToasts(document);
focusProblems(document);
