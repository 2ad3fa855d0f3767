import { describe, expect, it } from 'vitest';
import { emit } from '../../../generator/emit/emit.js';
import type { TemplateSet } from '../../../generator/emit/types.js';
import { modelOf } from '../model/build.js';
import { documentWith, PLAIN_OPERATION } from '../model/spec-of.js';
import { SETTINGS, TEMPLATES } from './package-of.js';

/** The project's templates, with more text at the end of one. */
const withMore = (template: string, more: string): TemplateSet =>
  TEMPLATES.map(({ file, text }) => ({ file, text: file.endsWith(`/${template}.hbs`) ? `${text}\n${more}` : text }));

const faultsOf = async (templates: TemplateSet) => {
  const outcome = await emit(modelOf(documentWith({})), templates, SETTINGS);
  expect(outcome.ok).toBe(outcome.diagnostics.length === 0);
  return outcome.diagnostics.map(({ code, at }) => `${code} ${at?.file}:${at?.line}`);
};

describe('emitting', () => {
  it('gives nothing when a template has a hole without a helper', async () => {
    expect((await faultsOf(withMore('schema', '{{name}}')))[0]).toMatch(
      /^emit\/template templates\/code\/schema\.hbs:/,
    );
  });

  it('gives nothing when a template is missing', async () => {
    expect(await faultsOf(TEMPLATES.filter(({ file }) => !file.endsWith('/readme.hbs')))).toEqual([
      'emit/template undefined:undefined',
    ]);
  });

  it('gives nothing when what came out is no TypeScript, and says where', async () => {
    expect((await faultsOf(withMore('client', 'const = ;')))[0]).toMatch(/^emit\/syntax src\/client\.ts:\d+$/);
  });

  it.each([
    'globalThis.PWNED = 1;',
    'console.log();',
    'export const a = globalThis;',
    'export const a = [b];',
    'export const a = { b: c };',
    'export const a = { [b]: 1 };',
    'export const a = { b };',
    'export const a = { b() {} };',
    'export const a = { get b() { return 1; } };',
    'export const a = { ...b };',
    'export const a = `${b}`;',
    'export const a = b as const;',
    'export const a = 1 as number;',
    'export const a = -b;',
    'export const a = (() => 1)();',
    'export const a = new Date();',
    'export class A {}',
    'export function a() {}',
    "import './elsewhere.js';",
    "import { a } from './elsewhere.js';",
    "import { type A } from './elsewhere.js';",
    'if (1) {}',
    'export { a } from "./b.js";',
    'export * from "./b.js";',
    'export default 1;',
    'export const a = import("x");',
    'export enum A { B }',
    'declare const a: typeof globalThis;',
  ])('finds that a module of data would do something: %s', async (code) => {
    expect((await faultsOf(withMore('operation', code)))[0]).toMatch(
      /^emit\/shape src\/operations\/things-get\.ts:\d+$/,
    );
  });

  const SETTLED = {
    ...PLAIN_OPERATION,
    operationId: 'makeThing',
    'x-client-name': 'things.make',
    'x-effect': 'write',
    'x-settled-by': { operation: 'things.get', parameters: {} },
  };

  const withSettled = async (code: string) => {
    const document = documentWith({}, { paths: { '/sapi/v1/thing': { get: PLAIN_OPERATION, post: SETTLED } } });
    const outcome = await emit(modelOf(document), withMore('operation', code), SETTINGS);
    return outcome.diagnostics.filter(({ at }) => at?.file.includes('things-make')).map(({ code: said }) => said);
  };

  it('lets a module of data hold another that it imports on purpose, as a value and in no other way', async () => {
    expect(await withSettled('export const a = { b: thingsGet };')).toEqual([]);
    expect(await withSettled('export const a = [thingsGet];')).toEqual(['emit/shape']);
    expect(await withSettled('export const a = thingsGet;')).toEqual(['emit/shape']);
    expect(await withSettled('export const a = { [thingsGet]: 1 };')).toEqual(['emit/shape']);
    expect(await withSettled('export const a = { b: thingsGet() };')).toEqual(['emit/shape']);
    expect(await withSettled('export const a = { b: getOther };')).toEqual(['emit/shape']);
    expect(await withSettled('export const a = { b: thingsGet.name };')).toEqual(['emit/shape']);
    expect(await withSettled("import { thingsGet as c } from './things-get.js';")).toEqual(['emit/shape']);
    expect(await withSettled("import * as c from './things-get.js';")).toEqual(['emit/shape']);
    expect(await withSettled("import c from './things-get.js';")).toEqual(['emit/shape']);
    expect(await withSettled("import './things-get.js';")).toEqual(['emit/shape']);
    expect(await withSettled("import { thingsGet } from './elsewhere.js';")).toEqual(['emit/shape']);
  });

  it('finds nothing in data', async () => {
    const data = `export type { A } from './a.js';
export const a = { b: [-1, 'c', true, { ['__proto__']: 'd' }] } as const;`;
    expect(await faultsOf(withMore('operation', data))).toEqual([]);
  });
});
