import { describe, expect, test } from 'vitest';
import { facts } from '../../../generator/docs/facts.js';
import { readPage } from '../../../generator/docs/read-page.js';
import { compareSpec } from '../../../generator/drift/compare.js';
import type { DriftReport, Waiver } from '../../../generator/drift/types.js';
import type { MergedSpec } from '../../../generator/merge/types.js';
import { committedPages, committedSpec, overlayFiles, readText, waiverFiles } from '../../support/committed-tree.js';
import { waiversFrom } from '../../support/drift-case.js';

const documented = committedPages().flatMap((page) => facts(readPage(page)));
const waivers = waiverFiles().flatMap((file) => waiversFrom(readText(file)));

const drift = (spec: MergedSpec | undefined, kept: readonly Waiver[] = waivers): DriftReport => {
  if (!spec) throw new Error('the committed spec does not merge');
  return compareSpec(spec, { facts: documented }, kept);
};

const spec = committedSpec();

const checked = new Set(drift(spec).coverage.checked.map(({ operation }) => operation));

const pointersChecked = (spec?.operations ?? [])
  .filter(({ method, path }) => checked.has(`${method.toUpperCase()} ${path}`))
  .map(({ pointer }) => pointer);

/** The waivers that the committed pages can show to be needed; the others were judged on pages that are not here. */
const provable = waivers.filter((waiver) =>
  pointersChecked.some((pointer) => waiver.pointer.startsWith(`${pointer}/`)),
);

test('the committed spec and pages disagree nowhere beyond the waivers, and every waiver of a page is needed', () => {
  const report = drift(spec);
  expect(report.findings.filter((finding) => !finding.waived).map(({ message }) => message)).toEqual([]);
  expect(provable.length).toBeGreaterThan(0);
  expect(report.findings).toHaveLength(provable.length);
});

test('without pages an operation is not checked: the eight of upstream that came without one', () => {
  const { checked, notChecked, notInSpec } = drift(spec).coverage;
  expect(checked.map(({ operation }) => operation).sort()).toEqual([
    'POST /papi/v1/marginLoan',
    'POST /papi/v1/repayLoan',
    'POST /sapi/v1/margin/borrow-repay',
    'POST /sapi/v1/margin/loan-group/borrow',
  ]);
  expect(notChecked.map(({ operation }) => operation)).toContain('GET /sapi/v1/margin/borrow-repay');
  expect(notChecked.map(({ operation }) => operation)).toContain('POST /sapi/v1/margin/transfer');
  expect(notInSpec).toEqual([]);
});

test.each(
  provable.map((waiver) => [`${waiver.rule} at ${waiver.pointer.split('/').slice(-2).join('/')}`, waiver] as const),
)('without its waiver, %s is told', (_, waiver) => {
  const report = drift(
    spec,
    waivers.filter((other) => other !== waiver),
  );
  expect(report.findings.filter((finding) => !finding.waived)).toMatchObject([
    { rule: waiver.rule, pointer: waiver.pointer },
  ]);
});

/** Corrections of what the four pages speak of: the line of an overlay that holds one, and the rule that misses it. */
const CORRECTIONS = [
  [/^ +- code: -3045$/m, '        - code: -9999', 'error-code-missing'],
  [/^ +name: FEW_LIABILITY_LEFT$/m, '          name: OTHER', 'error-name'],
  [/^ +default: 'FALSE'$/m, "        default: 'TRUE'", 'parameter-default'],
  [/^ +maximum: 60000$/m, '        maximum: 6000', 'parameter-maximum'],
  [/\{ value: 1500, scope: UID \}/, '{ value: 15, scope: UID }', 'request-weight'],
  [/x-security-type: MARGIN/, 'x-security-type: TRADE', 'security-type'],
] as const;

describe('a correction that goes missing is told', () => {
  test.each(CORRECTIONS)('%s', (line, becomes, rule) => {
    const file = overlayFiles().find((each) => line.test(readText(each)));
    if (file === undefined) throw new Error(`no overlay has ${line}`);
    const report = drift(committedSpec({ [file]: readText(file).replace(line, becomes) }));
    expect(report.findings.filter((finding) => !finding.waived).map((finding) => finding.rule)).toContain(rule);
  });
});

test('without the condition on symbol, its row is told, whatever is waived about the same row', () => {
  const file = 'spec/overlays/borrow-repay.yaml';
  const condition = /^ +x-conditions:\n(?: +.*\n)*?(?=  - target:)/m;
  const { findings, unwaived } = drift(
    committedSpec({ [file]: readText(file).replace(condition, '      x-conditions: []\n') }),
  );
  expect(unwaived).toBe(1);
  expect(findings.filter((finding) => !finding.waived)).toMatchObject([
    {
      rule: 'parameter-condition',
      severity: 'refused',
      docs: { line: 28 },
      languages: ['en', 'zh'],
      message: expect.stringContaining('Only for Isolated margin') as string,
    },
  ]);
});

test('a waiver of a security type holds for the type that was judged, and for no other', () => {
  const file = 'spec/fragments/loan-group.yaml';
  const changed = readText(file).replace('x-security-type: TRADE', 'x-security-type: USER_DATA');
  const told = drift(committedSpec({ [file]: changed })).findings.filter((finding) => !finding.waived);
  expect(told.map(({ rule }) => rule).sort()).toEqual(['docs-inconsistent-languages', 'waiver-stale']);
  expect(told.find(({ rule }) => rule === 'waiver-stale')?.message).toMatch(/USER_DATA instead of TRADE\.$/);
});
