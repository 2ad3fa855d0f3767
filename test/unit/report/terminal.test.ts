import { describe, expect, test } from 'vitest';
import { renderJsonReport } from '../../../generator/report/json-report.js';
import type { Report } from '../../../generator/report/model.js';
import { coloured } from '../../../generator/report/style.js';
import { renderTerminal } from '../../../generator/report/terminal.js';
import { hostileReport, hostileView, PAYLOADS } from './hostile-report.js';
import { viewOf } from './report-view.js';

/** Everything that a terminal acts on or that turns the direction of text, but for the line feed. */
const ACTIVE = /[\0-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
const OURS = /\u001b\[(?:1|2|22|3[1236]|39)m/g;

describe.each(Object.entries(PAYLOADS))('%s', (_, payload) => {
  test('in the terminal acts on nothing, in colour or without', () => {
    const view = hostileView(payload);
    expect(ACTIVE.exec(renderTerminal(hostileReport(payload), view).replaceAll('\n', ''))).toBeNull();
    const styled = renderTerminal(hostileReport(payload), { ...view, style: coloured });
    expect(ACTIVE.exec(styled.replace(OURS, '').replaceAll('\n', ''))).toBeNull();
  });

  test('in JSON is the same text, written without what a terminal acts on', () => {
    const report = hostileReport(payload);
    const text = renderJsonReport(report);
    expect(ACTIVE.exec(text.replaceAll('\n', ''))).toBeNull();
    expect(JSON.parse(text)).toMatchObject(JSON.parse(JSON.stringify(report)) as object);
  });
});

test('a text of several lines cannot pass for a finding of its own', () => {
  const lines = renderTerminal(hostileReport('x\nbreaks calls fake\nPOST /fake'), viewOf({})).split('\n');
  expect(lines.filter((line) => line.startsWith('breaks calls fake') || line.startsWith('POST'))).toEqual([]);
});

const REPORT: Report = {
  command: 'drift',
  title: 't',
  summary: 'no drift: 2 operations compared',
  findings: [],
  notes: [],
};

test('the verdict has the colour of the outcome', () => {
  const finding = { rule: 'r', severity: 'cosmetic', group: 'g', pointer: '/', message: 'm', sides: [] } as const;
  const last = (report: Report): string | undefined =>
    renderTerminal(report, { ...viewOf({}), style: coloured })
      .split('\n')
      .at(-1);
  expect(last(REPORT)).toBe('\u001b[32mno drift\u001b[39m: 2 operations compared');
  expect(last({ ...REPORT, summary: '1 finding: 2', findings: [finding] })).toMatch(/31m1 finding\u001b.*: 2$/);
});

test('JSON has the keys that its contract names, with counts of the open ones', () => {
  const finding = { rule: 'r', severity: 'refused', group: 'g', pointer: '/', message: 'm', sides: [] } as const;
  const waived = { ...finding, pointer: '/2', waived: { reason: 'r', at: { file: 'f', line: 1, col: 1 } } };
  const json = JSON.parse(renderJsonReport({ ...REPORT, findings: [finding, waived] })) as Record<string, unknown>;
  expect(Object.keys(json)).toEqual(['version', 'command', 'title', 'summary', 'counts', 'findings', 'notes']);
  expect(json).toMatchObject({
    version: 1,
    counts: { open: 1, waived: 1, bySeverity: { 'breaks-call': 0, refused: 1, mistyped: 0, cosmetic: 0 } },
    findings: [{ fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) as string }, { waived: { reason: 'r' } }],
  });
});

test('a line of a source is cut to fit a terminal of 80 columns, and says so, with the caret where it belongs', () => {
  const line = `${'a'.repeat(100)}HERE${'b'.repeat(100)}`;
  const [finding] = hostileReport('x').findings;
  if (finding === undefined) throw new Error('no finding');
  const side = { kind: 'docs', label: 'docs', at: { file: 'page.md', line: 1, col: 101 } } as const;
  const report = { ...REPORT, findings: [{ ...finding, sides: [side] }] };
  const lines = renderTerminal(report, viewOf({ sources: { 'page.md': line } })).split('\n');
  const shown = lines.find((each) => each.includes('HERE')) ?? '';
  expect(shown.length).toBeLessThanOrEqual(80);
  expect(shown).toMatch(/ …a+HEREb+…$/);
  expect(lines[lines.indexOf(shown) + 1]?.indexOf('^')).toBe(shown.indexOf('HERE'));
});
