import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportRule } from '../../../generator/report/model.js';
import { plain } from '../../../generator/report/style.js';
import type { ReportView } from '../../../generator/report/view.js';

const ASSETS = join(import.meta.dirname, '../../../templates/report');

export interface GivenSources {
  readonly sources?: Readonly<Record<string, string>>;
  readonly rules?: readonly ReportRule[];
}

/** A view of sources held in memory, with a style and a script short enough to read in a wanted file. */
export const viewOf = ({ sources = {}, rules = [] }: GivenSources): ReportView => {
  const lines = new Map(Object.entries(sources).map(([file, text]) => [file, text.split('\n')]));
  return {
    lineOf: (file, line) => lines.get(file)?.[line - 1],
    rules,
    version: '0.0.0',
    style: plain,
    all: true,
    css: 'body { margin: 0 }',
    script: 'void 0;',
  };
};

/** The same with the style and the script that the program brings along. */
export const realView = (given: GivenSources): ReportView => ({
  ...viewOf(given),
  css: readFileSync(join(ASSETS, 'report.css'), 'utf8'),
  script: readFileSync(join(ASSETS, 'report.js'), 'utf8'),
});
