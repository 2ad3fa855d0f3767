import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileStem, Identifier, typeName, valueName } from '../../generator/core/names.js';
import { isReservedTypeName, isReservedValueName } from '../../generator/core/reserved.js';
import { TypeNames } from '../../generator/model/file-scope.js';
import { modelOf } from '../unit/model/build.js';
import { documentWith, respondingWith } from '../unit/model/spec-of.js';

const RUNS = { numRuns: 100_000 };

const RESERVED = [
  'class',
  'await',
  'Array',
  '__proto__',
  'constructor',
  'default',
  'exports',
  '123',
  'CON',
  'prn',
  'Client',
  'createClient',
  'eval',
  'Record',
];
const raw = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.stringMatching(/^[A-Za-z0-9_ .-]{0,30}$/),
  fc.constantFrom(...RESERVED),
);

/** Whether the language itself takes it as a name at the top level of a module. */
const isDeclarable = (name: string): boolean => {
  new Function(`'use strict'; const ${name} = 1; return ${name};`);
  return true;
};

describe('a name made from any text', () => {
  it('is a valid name for a value, and not a reserved one', () => {
    fc.assert(
      fc.property(raw, (text) => {
        const name = valueName(text)?.text;
        return (
          name === undefined ||
          (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) &&
            name.length <= 100 &&
            !isReservedValueName(name) &&
            isDeclarable(name))
        );
      }),
      RUNS,
    );
  });

  it('is a valid name for a type, and not one of a global type', () => {
    fc.assert(
      fc.property(raw, (text) => {
        const name = typeName(text)?.text;
        return name === undefined || (/^[A-Z_][A-Za-z0-9_]*$/.test(name) && !isReservedTypeName(name));
      }),
      RUNS,
    );
  });

  it('stays what it is when it is made again', () => {
    const again = (name: Identifier | undefined, make: (text: string) => Identifier | undefined) =>
      name === undefined || make(name.text)?.text === name.text || name.text.startsWith('_');
    fc.assert(
      fc.property(raw, (text) => again(valueName(text), valueName) && again(typeName(text), typeName)),
      RUNS,
    );
  });

  it('gives a file name that every file system takes', () => {
    fc.assert(
      fc.property(raw, (text) => {
        const name = valueName(text);
        return (
          name === undefined || /^(?!(con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9_][a-z0-9_-]*$/.test(FileStem.for(name).text)
        );
      }),
      RUNS,
    );
  });

  it('exists for every text with an ASCII letter or digit that is not too long', () => {
    fc.assert(
      fc.property(raw, (text) =>
        /[A-Za-z0-9]/.test(text) && text.length < 60
          ? valueName(text) !== undefined && typeName(text) !== undefined
          : true,
      ),
      RUNS,
    );
  });
});

describe('the type names of a package', () => {
  it('are distinct, and the same whatever else was named before', () => {
    const entries = fc.uniqueArray(raw, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(entries, (texts) => {
        const names = new TypeNames();
        const given = texts.map((text) => names.fresh(text, `/seed/${text}`).text);
        return new Set(given).size === texts.length;
      }),
      { numRuns: 20_000 },
    );
  });

  it('of schemas do not depend on the order of the document', () => {
    const some = fc.uniqueArray(fc.oneof(fc.constantFrom('a_b', 'aB', 'AB', 'a-b', 'A b', 'Array', '借'), raw), {
      minLength: 2,
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        some.chain((names) => fc.tuple(fc.constant(names), fc.shuffledSubarray(names, { minLength: names.length }))),
        ([names, shuffled]) => {
          expect(namesOf(shuffled)).toEqual(namesOf(names));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  /** Generated names of all schemas, by their names in the document; every one is used, in the order of the names. */
  const namesOf = (schemas: readonly string[]): readonly (readonly [string, string])[] => {
    const sorted = [...schemas].sort();
    const ref = (name: string) => ({
      $ref: `#/components/schemas/${encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))}`,
    });
    const properties = Object.fromEntries(sorted.map((name, index) => [`p${index}`, ref(name)]));
    const components = {
      schemas: Object.fromEntries(
        schemas.map((name) => [name, { type: 'object', properties: { a: { type: 'string' } } }]),
      ),
    };
    const [operation] = modelOf(
      documentWith({ responses: respondingWith({ type: 'object', properties }) }, { components }),
    ).operations;
    const result = operation?.response.declarations[0];
    if (result?.kind !== 'interface') throw new Error('the result is no interface');
    return result.fields.map(({ type }, index) => [
      sorted[index] ?? '',
      type.kind === 'reference' ? type.name.text : '',
    ]);
  };
});

describe('an Identifier', () => {
  it('can be told from anything that looks like one', () => {
    const real = valueName('thing');
    expect(Identifier.is(real)).toBe(true);
    for (const fake of ['thing', { text: 'thing' }, Object.create(Identifier.prototype), null, undefined])
      expect(Identifier.is(fake)).toBe(false);
  });
});
