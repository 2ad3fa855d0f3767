import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderReport, REPORT_FORMATS } from '../../../generator/report/formats.js';
import type { Report } from '../../../generator/report/model.js';
import { viewOf, type GivenSources } from './report-view.js';

const ROOT = join(import.meta.dirname, '../../cases/report');
const ENDINGS = {
  text: 'txt',
  json: 'json',
  sarif: 'sarif',
  github: 'github.txt',
  markdown: 'md',
  html: 'html',
} as const;

type Given = GivenSources & { readonly report: Report };

const readGiven = (name: string): Given => JSON.parse(readFileSync(join(ROOT, name, 'given.json'), 'utf8')) as Given;

/** Each folder has a report with its sources, and what it looks like in every format. `UPDATE_CASES=1` writes those. */
describe.each(readdirSync(ROOT).sort())('%s', (name) => {
  const given = readGiven(name);

  test.each(REPORT_FORMATS)('as %s', (format) => {
    const file = join(ROOT, name, `want.${ENDINGS[format]}`);
    const rendered = renderReport(format, given.report, viewOf(given));
    if (process.env['UPDATE_CASES'] === '1') writeFileSync(file, rendered);
    expect(existsSync(file), 'UPDATE_CASES=1 writes it').toBe(true);
    expect(rendered).toBe(readFileSync(file, 'utf8'));
  });
});

test('the terminal shows waived findings and entries for the waivers file on request only', () => {
  const given = readGiven('drift');
  const brief = renderReport('text', given.report, { ...viewOf(given), all: false });
  const whole = renderReport('text', given.report, { ...viewOf(given), all: true });
  for (const part of ['kept because', 'or keep it on purpose', 'Not checked: no page given'])
    expect([brief.includes(part), whole.includes(part)], part).toEqual([false, true]);
  expect(brief).toContain('not in the spec.');
  expect(brief.split('\n').at(-1)).toBe(given.report.summary);
});
