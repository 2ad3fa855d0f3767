/**
 * Hostile text in every place of a stream: all that was accepted is type-checked and built by the real compiler, and
 * imported by a child process. Nothing of it may ever run.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { JsonObject } from '../../generator/core/json.js';
import { emit } from '../../generator/emit/emit.js';
import type { SourceFile } from '../../generator/emit/types.js';
import { buildModel } from '../../generator/model/build-model.js';
import { PAYLOADS } from '../hostile/emit-slots.js';
import { buildMany } from '../unit/emit/many-packages.js';
import { PROJECT_ROOT, SETTINGS, TEMPLATES } from '../unit/emit/package-of.js';
import { specFrom } from '../unit/model/spec-of.js';
import { eventSchemaIn, type Part, streamIn, streamsDocument, within } from './given.js';

/** An own property, also where the name is `__proto__`. */
const define = (target: Part, key: string, value: unknown): void => {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
};

const key = (document: JsonObject): Part => within(streamIn(document), 'listenKey');
const token = (document: JsonObject): Part => within(streamIn(document, 'lamps.tokenStream'), 'listenToken');
const answerOf = (document: JsonObject, path: string): Part =>
  within(document, 'paths', path, 'post', 'responses', '200', 'content', 'application/json', 'schema');

const renameField = (schema: Part, from: string, to: string): void => {
  const properties = within(schema, 'properties');
  define(properties, to, properties[from]);
  schema['required'] = [...(schema['required'] as string[]), to];
};

const SLOTS: readonly (readonly [string, (document: JsonObject, text: string) => void])[] = [
  ['name', (d, text) => define(within(d, 'x-streams'), text, streamIn(d))],
  ['summary', (d, text) => (streamIn(d)['summary'] = text)],
  ['description', (d, text) => (streamIn(d)['description'] = text)],
  ['page', (d, text) => (within(streamIn(d), 'externalDocs')['url'] = text)],
  ['end of the page', (d, text) => (within(streamIn(d), 'externalDocs')['url'] = `https://example.com/${text}`)],
  ['address', (d, text) => (streamIn(d)['url'] = text)],
  ['end of the address', (d, text) => (streamIn(d)['url'] = `wss://stream.example.com/${text}`)],
  ['operations', (d, text) => Object.assign(key(d), { start: text, keepAlive: text, close: text })],
  [
    'field of the key',
    (d, text) => {
      renameField(answerOf(d, '/sapi/v1/listen-key'), 'listenKey', text);
      key(d)['field'] = text;
    },
  ],
  [
    'parameter of the key',
    (d, text) => {
      within(d, 'paths', '/sapi/v1/listen-key', 'put', 'parameters', 0)['name'] = text;
      key(d)['parameter'] = text;
    },
  ],
  [
    'fields of the token',
    (d, text) => {
      renameField(answerOf(d, '/sapi/v1/token'), 'token', text);
      renameField(answerOf(d, '/sapi/v1/token'), 'expirationTime', `${text}2`);
      Object.assign(token(d), { field: text, expires: `${text}2` });
    },
  ],
  ['method and parameter', (d, text) => Object.assign(token(d), { method: text, parameter: text })],
  [
    'name of an event',
    (d, text) => {
      within(eventSchemaIn(d), 'properties', 'e')['enum'] = [text];
      for (const name of ['lamps.stream', 'lamps.tokenStream']) {
        const events = within(streamIn(d, name), 'events');
        define(events, text, { ...(events['LAMP_LIT'] as object), ends: true });
        delete events['LAMP_LIT'];
      }
    },
  ],
  [
    'name of a schema',
    (d, text) => {
      define(within(d, 'components', 'schemas'), text, eventSchemaIn(d));
      within(streamIn(d), 'events', 'LAMP_LIT')['schema'] = text;
    },
  ],
  ['page of an event', (d, text) => (within(streamIn(d), 'events', 'LAMP_LIT', 'externalDocs')['url'] = text)],
  ['description of an event', (d, text) => (eventSchemaIn(d)['description'] = text)],
  ['field of an event', (d, text) => define(within(eventSchemaIn(d), 'properties'), text, { type: 'string' })],
];

const folder = mkdtempSync(join(tmpdir(), 'marginalia-hostile-streams-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DESCRIPTOR: SourceFile = {
  path: 'src/runtime/stream/stream.ts',
  text: readFileSync(join(PROJECT_ROOT, 'templates/runtime/stream/stream.ts'), 'utf8'),
};

const IMPORT_ALL = `
import { readFileSync } from 'node:fs';
const executed = [];
for (const module of JSON.parse(readFileSync('modules.json', 'utf8'))) {
  await import(module);
  if ('PWNED' in globalThis) executed.push(module);
  delete globalThis.PWNED;
}
console.log(JSON.stringify({ executed, polluted: Object.keys(Object.prototype) }));`;

it('is only text, or is refused', async () => {
  const accepted: (readonly SourceFile[])[] = [];
  for (const [slot, put] of SLOTS) {
    for (const text of PAYLOADS) {
      const document = streamsDocument();
      put(document, text);
      const model = buildModel(specFrom(document));
      const files = model.ok ? await emit(model.value, TEMPLATES, SETTINGS) : model;
      const codes = files.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
      if (files.ok)
        accepted.push(files.value.filter(({ path }) => /^src\/(?:streams|schemas|operations)\//.test(path)));
      else expect(codes[0], `${slot} ${text.slice(0, 40)}`).toMatch(/^model\//);
    }
  }
  expect(accepted.length).toBeGreaterThan(150);
  const tsconfig = { path: 'tsconfig.json', text: readSettings() };
  expect(
    buildMany(
      folder,
      accepted.map((files) => [tsconfig, DESCRIPTOR, ...files]),
    ),
  ).toBe('');
  const modules = readdirSync(join(folder, 'built'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js'))
    .map((path) => join(folder, 'built', path));
  writeFileSync(join(folder, 'modules.json'), JSON.stringify(modules));
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', IMPORT_ALL], { cwd: folder });
  expect(JSON.parse(output.toString())).toEqual({ executed: [], polluted: [] });
}, 240_000);

/** Those of the generated package itself. */
const readSettings = (): string => readFileSync(join(PROJECT_ROOT, 'templates/code/tsconfig.hbs'), 'utf8');
