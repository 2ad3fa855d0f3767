/**
 * Public names are stable. `names.txt` holds all that programs may use, as it was agreed on; a name that goes without an
 * entry in `gone.yaml` fails here, and so does a new one that nobody has written down:
 * UPDATE_NAMES=1 npx vitest run --project all test/api
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Project } from 'ts-morph';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { compareNames, namesIn, type Gone } from './compare-names.js';

const here = (name: string): URL => new URL(name, import.meta.url);
const generated = (name: string): URL => new URL(`../../generated/${name}`, import.meta.url);
const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

const current = namesIn(readFileSync(generated('api-report.md'), 'utf8'));
const gone = parse(readFileSync(here('gone.yaml'), 'utf8')) as readonly Gone[];

describe('public names', () => {
  it('are those that were agreed on', () => {
    const agreed = linesOf(readFileSync(here('names.txt'), 'utf8'));
    const { faults, added } = compareNames({ agreed, current, gone });
    expect(faults).toEqual([]);
    if (process.env['UPDATE_NAMES'] === '1') writeFileSync(here('names.txt'), `${current.join('\n')}\n`);
    else expect(added, 'new names: UPDATE_NAMES=1 npx vitest run --project all test/api').toEqual([]);
  });

  it('are all that the entries of the package export, as a compiler sees it', () => {
    const project = new Project({ tsConfigFilePath: 'generated/tsconfig.json' });
    for (const [entry, module] of [
      ['marginalia-binance', 'src/node.ts'],
      ['marginalia-binance/margin', 'src/areas/margin.ts'],
      ['marginalia-binance/error-codes', 'src/error-codes.ts'],
    ] as const) {
      const source = project.getSourceFileOrThrow((file) => file.getFilePath().endsWith(`generated/${module}`));
      const listed = current.filter((line) => line.startsWith(`${entry} `)).map((line) => line.split(' ')[2]);
      expect(listed.sort(), entry).toEqual([...source.getExportedDeclarations().keys()].sort());
    }
  }, 60_000);
});

describe('a name', () => {
  const names = { agreed: ['value a', 'value b'], current: ['value a', 'value c'], gone: [] as readonly Gone[] };
  const RENAMED: Gone = { name: 'value b', since: '0.2.0', instead: 'value c', why: 'The docs call it so.' };

  it('that goes unmarked is a fault', () => {
    expect(compareNames(names).faults).toEqual(['"value b" is gone: list it in test/api/gone.yaml']);
  });

  it('may go when it is listed, with what is there instead', () => {
    expect(compareNames({ ...names, gone: [RENAMED] })).toEqual({ faults: [], added: ['value c'] });
  });

  it.each([
    ['what is there instead is not there', { ...RENAMED, instead: 'value d' }, '"value d" is not there instead'],
    ['it is still there', { ...RENAMED, name: 'value a' }, '"value a" is not gone'],
    ['no release is named', { ...RENAMED, since: 'soon' }, '"soon" is no version'],
    ['nobody says why', { ...RENAMED, why: '' }, 'why is "value b" gone?'],
  ])('is listed wrongly where %s', (_name, entry, fault) => {
    expect(compareNames({ ...names, agreed: ['value a'], gone: [entry] }).faults).toEqual([fault]);
  });

  it('that now means another request has changed', () => {
    const agreed = ['client margin.orders.get marginOrdersGet GET /sapi/v1/margin/order'];
    const moved = ['client margin.orders.get marginOrdersGet GET /sapi/v2/margin/order'];
    expect(compareNames({ agreed, current: moved, gone: [] }).faults).toHaveLength(1);
  });
});
