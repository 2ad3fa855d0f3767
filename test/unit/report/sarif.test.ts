import type { Log, Result } from 'sarif';
import { describe, expect, test } from 'vitest';
import { driftReport, RULES } from '../../../generator/drift/report.js';
import type { ReportFinding } from '../../../generator/report/model.js';
import { renderSarif } from '../../../generator/report/sarif.js';
import { driftOf, SEED_PAGES, seedWaivers } from '../../support/seed-pages.js';
import { hostileReport, hostileView, PAYLOADS } from './hostile-report.js';
import { viewOf } from './report-view.js';
import { sarifFaults } from './sarif-schema.js';

const sources = Object.fromEntries(SEED_PAGES.map(({ file, text }) => [file, text]));

const logOf = (findings: readonly ReportFinding[]): Log =>
  JSON.parse(
    renderSarif({ command: 'drift', title: 't', summary: 's', findings, notes: [] }, viewOf({ sources })),
  ) as Log;

const resultOf = (finding: ReportFinding): Result | undefined => logOf([finding]).runs[0]?.results?.[0];

const FINDING: ReportFinding = {
  rule: 'parameter-type',
  severity: 'mistyped',
  group: 'POST /lamp',
  pointer: '/paths/~1lamp',
  message: 'It differs.',
  sides: [
    { kind: 'docs', language: 'en', label: 'docs (English)', at: { file: 'docs/a b#1?ü.md', line: 3, col: 4 } },
    { kind: 'spec', label: 'spec', at: { file: 'spec/lamp.yaml', line: 7, col: 9 } },
  ],
};

describe('valid by the schema of SARIF 2.1.0', () => {
  test('the seed pages, with and without waivers', () => {
    for (const waivers of [[], seedWaivers()]) {
      const report = driftReport(driftOf(SEED_PAGES, waivers));
      expect(report.findings.length).toBeGreaterThan(5);
      const log = JSON.parse(renderSarif(report, viewOf({ sources, rules: RULES }))) as Log;
      expect(sarifFaults(log)).toEqual([]);
      const suppressed = log.runs[0]?.results?.filter(({ suppressions }) => suppressions !== undefined);
      expect(suppressed).toHaveLength(waivers.length === 0 ? 0 : report.findings.length);
    }
  });

  test.each(Object.entries(PAYLOADS))('%s in every text', (_, payload) => {
    const log = JSON.parse(renderSarif(hostileReport(payload), hostileView(payload))) as Log;
    expect(sarifFaults(log)).toEqual([]);
  });

  test('the schema is one that a log can fail', () => {
    expect(sarifFaults({ version: '2.1.0', runs: [{ tool: {}, results: 7 }] })).not.toEqual([]);
  });
});

test('the spec line comes first, the page is related and says which it is', () => {
  const result = resultOf(FINDING);
  expect(result?.locations?.[0]?.physicalLocation).toMatchObject({
    artifactLocation: { uri: 'spec/lamp.yaml', uriBaseId: 'SRCROOT' },
    region: { startLine: 7, startColumn: 9 },
  });
  expect(result?.relatedLocations).toMatchObject([
    {
      id: 1,
      message: { text: 'docs (English)' },
      physicalLocation: { artifactLocation: { uri: 'docs/a%20b%231%3F%C3%BC.md' } },
    },
  ]);
});

test('fingerprints follow rule and pointer, not lines or wording', () => {
  const finger = resultOf(FINDING)?.partialFingerprints;
  expect(Object.values(finger ?? {})).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
  expect(resultOf({ ...FINDING, message: 'other', sides: [] })?.partialFingerprints).toEqual(finger);
  expect(resultOf({ ...FINDING, pointer: '/paths/~1other' })?.partialFingerprints).not.toEqual(finger);
  expect(resultOf({ ...FINDING, rule: 'parameter-values' })?.partialFingerprints).not.toEqual(finger);
});

test('levels, suppressions, rules', () => {
  const log = logOf([
    { ...FINDING, severity: 'breaks-call' },
    { ...FINDING, severity: 'refused', rule: 'x' },
    { ...FINDING, severity: 'mistyped' },
    { ...FINDING, severity: 'cosmetic', waived: { reason: 'on purpose', at: { file: 'w.yaml', line: 2, col: 3 } } },
  ]);
  const results = log.runs[0]?.results ?? [];
  expect(results.map(({ level }) => level)).toEqual(['error', 'error', 'warning', 'note']);
  expect(results[3]?.suppressions).toMatchObject([{ kind: 'external', justification: 'on purpose' }]);
  const rules = log.runs[0]?.tool.driver.rules ?? [];
  for (const { ruleId, ruleIndex = -1 } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
});

test('no text of a page is a link or a placeholder', () => {
  const text = resultOf({ ...FINDING, message: '[click](https://evil.example) {0} {x}' })?.message.text ?? '';
  expect(text).not.toMatch(/\]\(/);
  expect(text.replaceAll('{{', '').replaceAll('}}', '')).not.toMatch(/[{}]/);
});

test('every address stays below the root of the repository', () => {
  for (const payload of ['javascript:alert(1)', '//evil.example/x', 'https://evil.example', 'a%2fb', 'C:\\x', '?q#f']) {
    const at = { file: payload, line: 1, col: 1 };
    const result = resultOf({ ...FINDING, sides: [{ kind: 'spec', label: 's', at }] });
    const uri = result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '';
    expect(new URL(uri, 'file:///project/')).toMatchObject({ protocol: 'file:', host: '', search: '', hash: '' });
  }
});

test('every rule has a title, a description and help, each a whole sentence', () => {
  const view = viewOf({ sources, rules: RULES });
  const log = JSON.parse(renderSarif(driftReport(driftOf(SEED_PAGES)), view)) as Log;
  const rules = log.runs[0]?.tool.driver.rules ?? [];
  expect(rules).toHaveLength(RULES.length);
  for (const { id, name, shortDescription, fullDescription, help } of rules) {
    expect(name, id).toMatch(/^(?:[A-Z][a-z]+)+$/);
    for (const text of [shortDescription?.text, fullDescription?.text, help?.text])
      expect(text, id).toMatch(/^[A-Z].*\.$/);
  }
});
