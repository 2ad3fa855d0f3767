import { describe, expect, test } from 'vitest';
import { formatPosition } from '../../../generator/core/position.js';
import type { Outcome } from '../../../generator/core/diagnostic.js';
import { readWaivers } from '../../../generator/drift/read-waivers.js';
import type { Waiver } from '../../../generator/drift/types.js';
import { waiverEntry } from '../../../generator/drift/waiver-entry.js';
import { loadSources } from '../../../generator/load/load-sources.js';
import { driftOf, SEED_PAGES } from '../../support/seed-pages.js';

const read = (text: string): Outcome<readonly Waiver[]> => {
  const loaded = loadSources([{ file: 'spec/waivers.yaml', role: 'waivers', bytes: new TextEncoder().encode(text) }]);
  const doc = loaded.ok ? loaded.value[0] : undefined;
  if (!doc) throw new Error(JSON.stringify(loaded.diagnostics));
  return readWaivers(doc);
};

const said = (text: string): readonly string[] =>
  read(text).diagnostics.map(
    ({ code, at, hint }) => `${code} ${at ? formatPosition(at) : '?'}${hint ? '' : ' without hint'}`,
  );

const GOOD = `waivers:
  - rule: security-type
    pointer: /paths/~1a/post/x-security-type
    reason: Both kinds of key work.
    docs: Title (TRADE)
`;

test('a waiver has a rule, a pointer, a reason and the text it was judged on', () => {
  expect(read(GOOD)).toMatchObject({
    ok: true,
    value: [{ rule: 'security-type', docs: ['Title (TRADE)'], at: { file: 'spec/waivers.yaml', line: 2 } }],
  });
});

test('a waiver may name the value of the spec, as it is written', () => {
  expect(read(`${GOOD}    spec: TRADE\n`)).toMatchObject({ ok: true, value: [{ spec: 'TRADE' }] });
  expect(read(`${GOOD}    spec: 60000\n`)).toMatchObject({ ok: true, value: [{ spec: '60000' }] });
});

test.each(['', 'waivers: []\n', 'waivers:\n', '# nothing yet\n'])('%j holds no waivers', (text) => {
  expect(read(text)).toMatchObject({ ok: true, value: [] });
});

describe('what is wrong with a waiver is said with its place', () => {
  test.each([
    ['unknown rule', GOOD.replace('security-type\n', 'securty-type\n'), 'drift/waiver-rule spec/waivers.yaml:2:11'],
    [
      'a rule nobody can waive',
      GOOD.replace('rule: security-type', 'rule: waiver-unused'),
      'drift/waiver-rule spec/waivers.yaml:2:11',
    ],
    ['missing reason', GOOD.replace(/ {4}reason.*\n/, ''), 'drift/waiver-reason spec/waivers.yaml:2:5'],
    ['empty reason', GOOD.replace(/reason: .*/, "reason: ''"), 'drift/waiver-reason spec/waivers.yaml:4:13'],
    ['missing pointer', GOOD.replace(/ {4}pointer.*\n/, ''), 'drift/waiver-pointer spec/waivers.yaml:2:5'],
    ['missing docs', GOOD.replace(/ {4}docs.*\n/, ''), 'drift/waiver-docs spec/waivers.yaml:2:5'],
    ['docs that are no text', GOOD.replace('Title (TRADE)', '[{ a: b }]'), 'drift/waiver-docs spec/waivers.yaml:5:11'],
    ['a spec value with parts', `${GOOD}    spec: [TRADE]\n`, 'drift/waiver-spec spec/waivers.yaml:6:5'],
    ['an empty spec value', `${GOOD}    spec:\n`, 'drift/waiver-spec spec/waivers.yaml:6:5'],
    ['unknown field', `${GOOD}    until: 2027\n`, 'drift/waiver-field spec/waivers.yaml:6:5'],
    ['unknown key of the file', `${GOOD}version: 1\n`, 'drift/waiver-field spec/waivers.yaml:6:1'],
    ['no list', 'waivers: all of them\n', 'drift/waiver-list spec/waivers.yaml:1:10'],
    ['an entry that is a text', 'waivers:\n  - everything\n', 'drift/waiver-rule spec/waivers.yaml:2:5'],
  ])('%s', (_, text, want) => {
    expect(said(text)).toContain(want);
    expect(said(text).join()).not.toContain('without hint');
    expect(read(text).ok).toBe(false);
  });

  test('two waivers for one finding', () => {
    expect(said(GOOD + GOOD.slice('waivers:\n'.length))).toEqual(['drift/waiver-twice spec/waivers.yaml:6:5']);
  });
});

test('the entry offered for a finding waives that finding once it has a reason', () => {
  const { findings } = driftOf(SEED_PAGES);
  const text = `waivers:\n${findings.map((finding) => waiverEntry(finding).replace("''", 'kept')).join('')}`;
  const waivers = read(text);
  expect(waivers.ok && driftOf(SEED_PAGES, waivers.value).unwaived).toBe(0);
  const bound = waivers.ok ? waivers.value.filter(({ spec }) => spec !== undefined) : [];
  expect(bound.map(({ pointer, spec }) => `${pointer.split('/').slice(-1).join()} ${spec}`)).toContain(
    'x-security-type MARGIN',
  );
});

test.each([
  ['/x-security-type', 'MARGIN', []],
  ['/x-security-type', 'TRADE', ['MARGIN instead of TRADE.']],
  ['/parameters/isIsolated/required', 'false', ['nothing instead of false.']],
])('%s judged as %s: stale where the spec has something else', (ending, spec, want) => {
  const { findings } = driftOf(SEED_PAGES);
  const about = findings.find(({ pointer }) => pointer.endsWith(`borrow-repay/post${ending}`));
  if (!about) throw new Error(`no finding at ${ending}`);
  const { rule, pointer, quotes } = about;
  const at = { file: 'spec/waivers.yaml', line: 2, col: 5 };
  const told = driftOf(SEED_PAGES, [{ rule, pointer, reason: 'kept', docs: quotes, spec, at }]).findings;
  const stale = told.filter((finding) => finding.rule === 'waiver-stale');
  expect(stale.map(({ message }) => message.split(' was written: ')[1])).toEqual(want);
  expect(told.some((finding) => finding.waived)).toBe(want.length === 0);
});
