import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RULE_IDS } from '../../../generator/drift/types.js';
import { condenseFinding, runDriftCase } from '../../support/drift-case.js';

const ROOT = join(import.meta.dirname, '../../cases/drift');

test('every rule has a case of its own', () => {
  expect(readdirSync(ROOT).sort()).toEqual([...RULE_IDS].sort());
});

/** Each folder has a page that disagrees (`differs.md`), one that only looks different (`agrees.md`), and findings. */
describe.each(readdirSync(ROOT).sort())('%s', (name) => {
  test('is found where the page disagrees, with the place on both sides and what to change', () => {
    const report = runDriftCase(join(ROOT, name), 'differs');
    const unwaived = report.findings.filter((finding) => !finding.waived);
    const want: unknown = JSON.parse(readFileSync(join(ROOT, name, 'want.json'), 'utf8'));
    expect(JSON.parse(JSON.stringify(unwaived.map(condenseFinding)))).toEqual(want);
    expect(unwaived.map((finding) => finding.rule)).toContain(name);
    expect(report.unwaived).toBe(unwaived.length);
  });

  test('is not found where the page says the same in other words', () => {
    const report = runDriftCase(join(ROOT, name), 'agrees');
    expect(report.coverage.checked).toHaveLength(1);
    expect(report.findings.filter((finding) => !finding.waived).map((finding) => finding.message)).toEqual([]);
  });
});
