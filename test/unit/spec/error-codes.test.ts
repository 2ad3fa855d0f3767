import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { EXTENSIONS } from '../../../generator/core/extensions.js';
import { own, type Json } from '../../../generator/core/json.js';
import { listOf, mergeCommitted } from './committed.js';

interface Entry {
  readonly code: number;
  readonly name: string;
  readonly message?: string;
  readonly description: string;
  readonly families: readonly string[];
}

const spec = mergeCommitted();
const fragment: Json = parse(readFileSync('spec/fragments/error-codes.yaml', 'utf8'));
const entries = listOf(own(fragment, EXTENSIONS.errorCatalogue)) as unknown as readonly Entry[];

/** Each entry once for every family that has it. */
const ofFamilies = entries.flatMap((entry) => entry.families.map((family) => ({ family, ...entry })));

const countBy = <Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
};

const repeated = (counts: ReadonlyMap<string, number>): readonly string[] =>
  [...counts].filter(([, count]) => count > 1).map(([key]) => key);

describe('the error catalogue', () => {
  it('stands in the merged spec', () => {
    expect(own(spec.document, EXTENSIONS.errorCatalogue)).toEqual(entries);
    expect(entries.length).toBeGreaterThan(300);
  });

  it('gives one name to a code and a message of one family', () => {
    const counts = countBy(ofFamilies, ({ family, code, message }) => `${family} ${code} ${message ?? ''}`);
    expect(repeated(counts)).toEqual([]);
  });

  it('tells the names of one code in one family apart by their messages', () => {
    const several = repeated(countBy(ofFamilies, ({ family, code }) => `${family} ${code}`));
    const silent = ofFamilies.filter(
      ({ family, code, message }) => several.includes(`${family} ${code}`) && message === undefined,
    );
    expect(silent).toEqual([]);
    expect(several.length).toBeGreaterThan(0);
  });

  it('has names that a program can write down', () => {
    expect(entries.filter(({ name }) => !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(name))).toEqual([]);
  });

  it('says of every code what it means, in other words than the message', () => {
    const poor = entries.filter(({ description, message }) => description.length < 15 || description === message);
    expect(poor).toEqual([]);
  });

  it('names the codes that operations list as they do', () => {
    const operations = spec.operations.map(({ path, method }) => own(own(own(spec.document, 'paths'), path), method));
    const listed = operations.flatMap((operation) => listOf(own(operation, EXTENSIONS.errorCodes)));
    const catalogued = new Set(entries.map(({ code }) => code));
    const strange = listed.filter(
      (error) =>
        own(error, 'name') !== undefined &&
        catalogued.has(Number(own(error, 'code'))) &&
        !entries.some(({ code, name }) => code === own(error, 'code') && name === own(error, 'name')),
    );
    expect(strange).toEqual([]);
    expect(listed.length).toBeGreaterThan(10);
  });

  it.each([
    ['margin', -3006, 'EXCEED_MAX_BORROWABLE'],
    ['loan-group', -3006, 'EXCEED_MAX_BORROWABLE'],
    ['portfolio-margin', -51007, 'HAS_PENDING_TRANSACTION'],
    ['portfolio-margin', -2018, 'BALANCE_NOT_SUFFICIENT'],
    ['margin', -2018, 'OTO_PENDING_SIDE_ERROR'],
    ['portfolio-margin', -1007, 'TIMEOUT'],
  ])('%s %d is %s', (family, code, name) => {
    const found = ofFamilies.filter((entry) => entry.family === family && entry.code === code);
    expect(found.map((entry) => entry.name)).toEqual([name]);
  });
});
