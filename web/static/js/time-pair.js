// Two days side by side: the server drew both; names are placed for the width of the screen.
import { TimePicture } from "./time-picture.js";

for (const svg of document.querySelectorAll(".time-pair .time-picture")) new TimePicture(svg, null).label();
