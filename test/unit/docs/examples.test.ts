import fc from 'fast-check';
import { jsonrepair } from 'jsonrepair';
import { expect, test } from 'vitest';
import { parseExamples } from '../../../generator/docs/example-parser.js';
import type { ExampleNode } from '../../../generator/docs/example-scanner.js';

/** The value a parser of JSON would give, except that numbers stay the text they are. */
const valueOf = (node: ExampleNode): unknown => {
  if (node.kind === 'array') return node.items.map(valueOf);
  if (node.kind === 'object') return Object.fromEntries(node.members.map(({ key, value }) => [key, valueOf(value)]));
  if (node.kind === 'string') return node.token;
  if (node.kind === 'integer' || node.kind === 'decimal') return `number ${node.token}`;
  if (node.kind === 'missing') return undefined;
  return node.token === 'null' ? null : node.token === 'true';
};

const word = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_]{0,8}$/).filter((text) => text !== '__proto__');
const number = fc.oneof(
  fc.bigInt().map(String),
  fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => `${a}.${b}`),
);

/** Examples as JSON text, with numbers of any length. */
const { example } = fc.letrec<{ value: string; example: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    number,
    word.map((text) => JSON.stringify(text)),
    fc.constantFrom('true', 'false', 'null'),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    tie('example'),
  ),
  example: fc
    .uniqueArray(fc.tuple(word, tie('value')), { selector: ([key]) => key, minLength: 1, maxLength: 4 })
    .map((members) => `{\n${members.map(([key, value]) => `  "${key}": ${value}`).join(',\n')}\n}`),
}));

const single = (text: string): { value: unknown; repairs: readonly string[] } => {
  const [first, ...others] = parseExamples(text);
  if (!first || others.length > 0) throw new Error(`not one example: ${text}`);
  return { value: valueOf(first.node), repairs: first.repairs.map((repair) => repair.kind) };
};

const exact = (text: string): unknown => {
  const quoted = text.replace(/(?<=[:[,]\s*)-?\d[\d.]*/g, (token) => `"number ${token}"`);
  return JSON.parse(quoted) as unknown;
};

test('JSON is read as it is, to the last digit, and nothing is called a repair', () => {
  fc.assert(
    fc.property(example, (text) => {
      expect(single(text)).toEqual({ value: exact(text), repairs: [] });
    }),
    { numRuns: 1000 },
  );
});

const DAMAGE: readonly [string, (text: string) => string][] = [
  ['comment', (text) => text.replaceAll('\n', ' // a remark, with "quotes" {\n')],
  ['trailing-comma', (text) => text.replace(/\n}$/, ',\n}')],
  ['missing-comma', (text) => text.replace(/,\n/, '\n')],
  ['full-width', (text) => text.replaceAll(',\n', '，\n')],
  ['quotes', (text) => text.replaceAll(/"(\w+)":/g, "'$1':")],
  ['unquoted-key', (text) => text.replaceAll(/"(\w+)":/g, '$1:')],
];

test.each(DAMAGE)('an example with %s says the same, and says what had to be repaired', (kind, damage) => {
  fc.assert(
    fc.property(example, (text) => {
      const damaged = damage(text);
      const read = single(damaged);
      expect(read.value).toEqual(exact(text));
      expect(new Set(read.repairs)).toEqual(new Set(damaged === text ? [] : [kind]));
    }),
    { numRuns: 300 },
  );
});

test('where jsonrepair reads a damaged example too, both read the same', () => {
  const readable = DAMAGE.filter(([kind]) => kind !== 'full-width');
  fc.assert(
    fc.property(example, fc.constantFrom(...readable), (text, [, damage]) => {
      expect(single(damage(text)).value).toEqual(exact(jsonrepair(damage(text))));
    }),
    { numRuns: 300 },
  );
});

test('a cut-off example keeps what it has and says that it stays open', () => {
  const [cut] = parseExamples('{ "rows": [ { "id": 12317283617123456789, "sta');
  expect(cut && valueOf(cut.node)).toEqual({ rows: [{ id: 'number 12317283617123456789' }] });
  expect(cut?.repairs.map(({ kind }) => kind)).toContain('unclosed');
});
