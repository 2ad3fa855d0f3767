import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../generator/core/json.js';
import { wholePattern } from '../../../generator/model/whole-pattern.js';
import { operationFaults, operationOf } from './build.js';

const parameters = (schema: JsonObject): JsonObject => ({
  parameters: [{ name: 'value', in: 'query', explode: false, schema }],
});

const limitsOf = (schema: JsonObject): unknown => operationOf(parameters(schema)).params.parameters[0]?.limits;

const TIME = { type: 'integer', format: 'int64', 'x-int64': 'time' };

describe('limits of parameters', () => {
  it.each([
    ['nothing where the schema says nothing', { type: 'string' }, {}],
    ['listed texts', { type: 'string', enum: ['A', 'B'] }, { values: ['A', 'B'] }],
    ['listed numbers as they are sent', { type: 'integer', enum: [5, 10] }, { values: ['5', '10'] }],
    ['a listed boolean as it is sent', { type: 'boolean', enum: [true] }, { values: ['true'] }],
    ['a const', { type: 'string', const: 'A' }, { values: ['A'] }],
    ['only the list where there is one', { type: 'string', enum: ['A'], minLength: 1 }, { values: ['A'] }],
    ['nothing for a boolean', { type: 'boolean' }, {}],
    ['bounds of an integer', { type: 'integer', minimum: 1, maximum: 500 }, { min: 1, max: 500 }],
    ['a bound of 0', { type: 'integer', minimum: 0 }, { min: 0 }],
    ['bounds of a time', { ...TIME, minimum: 5 }, { min: 5 }],
    ['bounds of a decimal text', { type: 'string', format: 'decimal', minimum: 0.5 }, { min: 0.5 }],
    [
      'whole numbers next to what is excluded',
      { type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 5 },
      { min: 1, max: 4 },
    ],
    [
      'the same beside a fraction',
      { type: 'integer', exclusiveMinimum: 0.5, exclusiveMaximum: 4.5 },
      { min: 1, max: 4 },
    ],
    ['the tighter lower bound', { type: 'integer', minimum: 1, exclusiveMinimum: 5 }, { min: 6 }],
    ['the tighter upper bound', { type: 'integer', maximum: 3, exclusiveMaximum: 9 }, { max: 3 }],
    [
      'no excluded bound of a decimal, which has no number next to it',
      { type: 'string', format: 'decimal', exclusiveMinimum: 0 },
      {},
    ],
    ['lengths', { type: 'string', minLength: 1, maxLength: 36 }, { minLength: 1, maxLength: 36 }],
    ['no lengths of what is no text', { type: 'integer', maxLength: 3 }, {}],
    ['no bounds of a text', { type: 'string', maximum: 3 }, {}],
    [
      'the number of items',
      { type: 'array', minItems: 1, maxItems: 3, items: { type: 'string' } },
      { minLength: 1, maxLength: 3 },
    ],
    [
      'what the items of a list are',
      { type: 'array', maxItems: 2, items: { type: 'string', enum: ['A'] } },
      { values: ['A'], maxLength: 2 },
    ],
    [
      'not how long the items of a list are',
      { type: 'array', items: { type: 'string', maxLength: 1, pattern: '^a$' } },
      { pattern: 'a' },
    ],
    ['a pattern with needless escapes', { type: 'string', pattern: '^[A-Z\\:]$' }, { pattern: '[A-Z\\:]' }],
    ['an anchored pattern without its anchors', { type: 'string', pattern: '^[a-z]+$' }, { pattern: '[a-z]+' }],
  ] as const)('are %s', (_, schema, want) => {
    expect(limitsOf(schema as unknown as JsonObject)).toEqual(want);
  });

  it('leave out a pattern that means nothing to JavaScript, and say so', () => {
    const schema = { type: 'string', pattern: '^[A-Z+$' };
    expect(operationFaults(parameters(schema))).toEqual(['warning model/pattern /parameters/0/schema/pattern']);
    expect(limitsOf(schema)).toEqual({});
  });
});

const isExpression = (pattern: string, flags: string): boolean => {
  try {
    return new RegExp(pattern, flags) instanceof RegExp;
  } catch {
    return false;
  }
};

describe('a pattern for the whole text', () => {
  it.each([
    ['^a$', 'a'],
    ['^$', ''],
    ['^(?:a|b)$', '(?:a|b)'],
    ['^[|]$', '[|]'],
    ['^\\|$', '\\|'],
    ['^a\\\\$', 'a\\\\'],
    ['a', '[\\s\\S]*(?:a)[\\s\\S]*'],
    ['^a', '[\\s\\S]*(?:^a)[\\s\\S]*'],
    ['^a|b$', '[\\s\\S]*(?:^a|b$)[\\s\\S]*'],
    ['^a\\$', '[\\s\\S]*(?:^a\\$)[\\s\\S]*'],
  ])('%j becomes %j', (pattern, want) => {
    expect(wholePattern(pattern)).toBe(want);
  });

  it.each(['(', '[', 'a{2,1}', '\\', '(?<=', '(?i:a', ')('])('is none for %j', (pattern) => {
    expect(wholePattern(pattern)).toBeUndefined();
  });

  it('finds what the pattern finds anywhere, whatever the text', () => {
    const part = fc.constantFrom(
      'a',
      'b',
      '^',
      '$',
      '|',
      '(?:',
      ')',
      '[ab]',
      '[^|]',
      '\\$',
      '\\|',
      '\\\\',
      '\\:',
      ']',
      '.',
      '*',
      '+',
      '\n',
    );
    const text = fc
      .array(fc.constantFrom('a', 'b', '|', '$', '\\', '\n'), { maxLength: 5 })
      .map((chars) => chars.join(''));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 7 }), text, (parts, given) => {
        const pattern = parts.join('');
        const whole = wholePattern(pattern);
        if (whole === undefined) return;
        for (const flags of ['u', '']) {
          if (isExpression(pattern, flags))
            expect(new RegExp(`^(?:${whole})$`, flags).test(given)).toBe(new RegExp(pattern, flags).test(given));
        }
      }),
      { numRuns: 20_000 },
    );
  });
});
