import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RULES } from '../../../generator/drift/rule-catalogue.js';
import { CHANGE_RULE_IDS, RULE_IDS } from '../../../generator/drift/types.js';
import { CHANGE_WORDING } from '../../../generator/drift/wording-changes.js';
import { WORDING } from '../../../generator/drift/wording.js';
import {
  condenseDocsFinding,
  condenseFinding,
  isDocsCase,
  runDocsCase,
  runDriftCase,
} from '../../support/drift-case.js';

const ROOT = join(import.meta.dirname, '../../cases/drift');
const CASES = readdirSync(ROOT).sort();
const ALL_IDS = [...RULE_IDS, ...CHANGE_RULE_IDS].sort();

const wanted = (name: string): unknown => JSON.parse(readFileSync(join(ROOT, name, 'want.json'), 'utf8'));
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('every rule of every mode', () => {
  test('has a case of its own, with a page that differs and one that only looks different', () => {
    expect(CASES).toEqual(ALL_IDS);
    for (const name of CASES) {
      const files = readdirSync(join(ROOT, name));
      expect(files, name).toEqual(expect.arrayContaining(['agrees.md', 'differs.md', 'want.json']));
    }
  });

  test('is in the list that reports print, once, with a sentence of its own', () => {
    expect(RULES.map(({ id }) => id).sort()).toEqual(ALL_IDS);
    expect(new Set(RULES.map(({ summary }) => summary)).size).toBe(RULES.length);
    for (const { id, summary } of RULES) expect(summary, id).toMatch(/^[A-Z].{15,}\.$/);
  });

  test('has its words apart from what it checks', () => {
    expect([...Object.keys(WORDING), ...Object.keys(CHANGE_WORDING)].sort()).toEqual(ALL_IDS);
  });

  test('has a file of its own', () => {
    const files = readdirSync(join(ROOT, '../../../generator/drift/rules')).map((file) => file.replace(/\.ts$/, ''));
    expect(files.filter((file) => !['index', 'changes'].includes(file)).sort()).toEqual(ALL_IDS);
  });
});

/** Each folder has a page that disagrees (`differs.md`), one that only looks different (`agrees.md`), and findings. */
describe.each(CASES.filter((name) => !isDocsCase(join(ROOT, name))))('%s', (name) => {
  test('is found where the page disagrees, with the place on both sides and what to change', () => {
    const report = runDriftCase(join(ROOT, name), 'differs');
    const unwaived = report.findings.filter((finding) => !finding.waived);
    expect(asJson(unwaived.map(condenseFinding))).toEqual(wanted(name));
    expect(unwaived.map((finding) => finding.rule)).toContain(name);
    expect(report.unwaived).toBe(unwaived.length);
  });

  test('is not found where the page says the same in other words', () => {
    const report = runDriftCase(join(ROOT, name), 'agrees');
    expect(report.coverage.checked).toHaveLength(1);
    expect(report.findings.filter((finding) => !finding.waived).map((finding) => finding.message)).toEqual([]);
  });
});

/** Those with an `older.md` hold it against both. */
describe.each(CASES.filter((name) => isDocsCase(join(ROOT, name))))('%s', (name) => {
  test('is found between the captures, with the places in both and what to do', () => {
    const report = runDocsCase(join(ROOT, name), 'differs');
    expect(asJson(report.findings.map(condenseDocsFinding))).toEqual(wanted(name));
    expect(report.findings.map((finding) => finding.rule)).toContain(name);
  });

  test('is not found where the newer capture says the same in other words', () => {
    const report = runDocsCase(join(ROOT, name), 'agrees');
    const { endpoints, events, definitions } = report.compared;
    expect(endpoints + events + definitions).toBeGreaterThan(0);
    expect(report.findings.map((finding) => finding.message)).toEqual([]);
  });
});
