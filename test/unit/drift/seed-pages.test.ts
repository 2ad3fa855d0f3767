import { describe, expect, test } from 'vitest';
import { pointerTokens } from '../../../generator/core/json.js';
import type { Finding, RuleId } from '../../../generator/drift/types.js';
import { driftOf, factsOf, SEED_PAGES, seedSpec } from '../../support/seed-pages.js';
import { compareSpec } from '../../../generator/drift/compare.js';

const report = driftOf(SEED_PAGES);

const find = (rule: RuleId, ending: string): Finding => {
  const found = report.findings.find((finding) => finding.rule === rule && finding.pointer.endsWith(ending));
  if (!found) throw new Error(`no ${rule} at ${ending}`);
  return found;
};

describe('what the four given pages disagree about', () => {
  test.each(['isIsolated', 'symbol'])(
    '%s is mandatory YES and described as not always needed, in both languages',
    (name) => {
      const finding = find('docs-inconsistent-mandatory', `/post/parameters/${name}/required`);
      expect(finding.languages).toEqual(['en', 'zh']);
      expect(finding.docs?.line).toBe(name === 'symbol' ? 28 : 27);
    },
  );

  test('borrow-repay is MARGIN in English and has no security type in Chinese', () => {
    const finding = find('docs-inconsistent-languages', 'borrow-repay/post/x-security-type');
    expect(finding).toMatchObject({ severity: 'refused', docs: { line: 80 }, related: [{ at: { line: 8 } }] });
  });

  test('loan-group/borrow is TRADE in English and USER_DATA in Chinese', () => {
    const finding = find('docs-inconsistent-languages', 'loan-group~1borrow/post/x-security-type');
    expect(finding.message).toMatch(/TRADE.*USER_DATA/);
  });

  test('transactionId is a String in the table and a number in the example', () => {
    expect(find('docs-inconsistent-response-type', '/transactionId').message).toMatch(/String.*12317283617/);
  });

  test('"status":success is not JSON, and the finding points at the word', () => {
    expect(find('docs-example-not-json', '/responses').docs).toMatchObject({ line: 39, col: 14 });
  });

  test('-3015 stands twice', () => {
    expect(find('docs-duplicate-error-code', '/x-error-codes/-3015').related.length).toBeGreaterThan(0);
  });

  test('REPAY_EXCEED_LIABILITY stands over two errors, in Chinese only', () => {
    expect(find('docs-duplicate-error-name', '/REPAY_EXCEED_LIABILITY').languages).toEqual(['zh']);
  });

  test('and nothing else', () => {
    expect(report.findings).toHaveLength(8);
  });
});

test('every pointer leads into the spec, parameters and error codes by name', () => {
  for (const finding of report.findings) expect(pointerTokens(finding.pointer)[0]).toBe('paths');
});

test('operations without a page are not checked, and that is no finding', () => {
  expect(report.coverage.notChecked.map(({ operation }) => operation)).toEqual(['GET /sapi/v1/margin/borrow-repay']);
  expect(report.coverage.checked).toHaveLength(4);
});

test('a signed operation may list neither timestamp nor recvWindow', () => {
  const loan = factsOf(SEED_PAGES).filter(({ path }) => path.value.endsWith('loan-group/borrow'));
  expect(loan.flatMap(({ parameters }) => parameters?.rows.map(({ name }) => name) ?? [])).not.toContain('timestamp');
  expect(report.findings.map(({ pointer }) => pointer).join()).not.toMatch(/timestamp|recvWindow|signature/);
});

test('a recvWindow without its maximum, as upstream has it, is found and the correction is an overlay action', () => {
  const spec = seedSpec();
  const document = JSON.parse(JSON.stringify(spec.document).replaceAll(',"maximum":60000', '')) as typeof spec.document;
  const originOf = (): { file: string; line: number; col: number } => ({
    file: 'spec/upstream/api.yml',
    line: 9,
    col: 1,
  });
  const { findings } = compareSpec({ ...spec, document, originOf }, { facts: factsOf(SEED_PAGES) }, []);
  const missing = findings.filter(({ rule }) => rule === 'parameter-maximum');
  expect(missing.map(({ operation }) => operation)).toContain('POST /sapi/v1/margin/borrow-repay');
  expect(missing[0]?.change).toMatch(
    /^Set `schema.maximum` to 60000 by an action in spec\/overlays\/ on \$\.paths\[.*\[\?@\.name=='recvWindow'\]/,
  );
});
