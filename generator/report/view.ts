import type { ReportRule } from './model.js';
import type { LineLookup } from './render-diagnostic.js';
import type { Style } from './style.js';

/** What the formats need beside the report itself. Every renderer is a pure function of the two. */
export interface ReportView {
  readonly lineOf: LineLookup;
  /** What each rule checks. A rule that is not in the list is printed by its id alone. */
  readonly rules?: readonly ReportRule[];
  /** The version of the program, for formats that name their maker. */
  readonly version?: string;
  /** For the terminal. */
  readonly style: Style;
  /** For the terminal: waived findings, entries for the waivers file and what was not checked, too. */
  readonly all: boolean;
  /** For the page: the texts of `templates/report/report.css` and `report.js`. */
  readonly css: string;
  readonly script: string;
}
