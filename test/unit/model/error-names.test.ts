import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../generator/core/json.js';
import { faultsOf, modelOf } from './build.js';
import { documentWith } from './spec-of.js';

const entry = (code: number, name: string, message?: string): JsonObject => ({
  code,
  name,
  ...(message === undefined ? {} : { message }),
  description: `The catalogue on ${name}.`,
  families: ['margin'],
});

const document = (catalogue: readonly JsonObject[], errors: readonly JsonObject[] = []): JsonObject =>
  documentWith({ 'x-error-codes': errors }, catalogue.length === 0 ? {} : { 'x-error-catalogue': catalogue });

const namesOf = (...given: Parameters<typeof document>) =>
  modelOf(document(...given)).errorNames.map(({ name, meanings }) => [
    name,
    ...meanings.map(({ code, message, description }) => `${code} ${message ?? '-'} ${description.text}`),
  ]);

describe('names of errors', () => {
  it('are none where nobody gives one', () => {
    expect(namesOf([], [{ code: -1, description: 'It has no name.' }])).toEqual([]);
  });

  it('are those of the catalogue and of the operations, sorted', () => {
    const errors = [{ code: -2, name: 'OWN', description: 'Of the operation.' }];
    expect(namesOf([entry(-1, 'THEIRS'), entry(-3, 'ANOTHER')], errors)).toEqual([
      ['ANOTHER', '-3 - The catalogue on ANOTHER.'],
      ['OWN', '-2 - Of the operation.'],
      ['THEIRS', '-1 - The catalogue on THEIRS.'],
    ]);
  });

  it('keep every code and message apart, in an order of their own', () => {
    expect(namesOf([entry(-5, 'ONE', 'b'), entry(-1, 'ONE'), entry(-5, 'ONE', 'a')])).toEqual([
      ['ONE', '-1 - The catalogue on ONE.', '-5 a The catalogue on ONE.', '-5 b The catalogue on ONE.'],
    ]);
  });

  it('say what the catalogue says where an operation knows no other meaning', () => {
    const errors = [
      { code: -1, name: 'ONE', description: 'Again, without the message.' },
      { code: -1, name: 'ONE', message: 'a', description: 'Again.' },
      { code: -1, name: 'ONE', message: 'c', description: 'Another message.' },
    ];
    expect(namesOf([entry(-1, 'ONE', 'a')], errors)).toEqual([
      ['ONE', '-1 a The catalogue on ONE.', '-1 c Another message.'],
    ]);
  });

  it('may belong to one code with several names', () => {
    expect(namesOf([entry(-1, 'A'), entry(-1, 'B')]).map(([name]) => name)).toEqual(['A', 'B']);
  });

  it.each([
    ['a code that is none', { ...entry(-1, 'A'), code: '-1' }],
    ['a fraction', { ...entry(-1, 'A'), code: -1.5 }],
    ['no name', { code: -1, description: 'x' }],
    ['no description', { code: -1, name: 'A' }],
  ])('are refused in the catalogue with %s', (_, wrong) => {
    expect(faultsOf(document([entry(-1, 'OTHER'), wrong as JsonObject]))).toEqual([
      'error model/error-catalogue /x-error-catalogue/1',
    ]);
  });

  it('are refused twice with one code and message', () => {
    const [first, again] = [entry(-1, 'A', 'm'), { ...entry(-1, 'A', 'm'), description: 'Differs.' }];
    expect(faultsOf(document([first, again]))).toEqual(['error model/error-catalogue /x-error-catalogue/1']);
  });
});
