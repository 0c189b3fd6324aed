// The sections of the page in order. A section is one file with
//     export const NAME = {id, title, lead?, when?(report), make(root, report, ctx)}
// `make` fills `root` (an empty element below the heading) and subscribes to ctx.store for what changes.
// `when` says whether the report has anything to show; `lazy: true` makes it when it comes near the window.
import { briefing } from "./briefing.js";
import { differences } from "./differences.js";
import { displacement } from "./displacement.js";
import { map } from "./map.js";
import { people } from "./people.js";
import { ports } from "./ports.js";
import { scores } from "./scores.js";
import { sources } from "./sources.js";
import { whatif } from "./whatif.js";

export const SECTIONS = [briefing, map, people, displacement, ports, differences, whatif, scores, sources];
