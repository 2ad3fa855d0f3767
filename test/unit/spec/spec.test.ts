import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { EXTENSIONS } from '../../../generator/core/extensions.js';
import { isObject, own, pointerTo, type Json } from '../../../generator/core/json.js';
import type { SourceFileRef, SourceRole } from '../../../generator/core/source.js';
import { loadSources } from '../../../generator/load/load-sources.js';
import { merge } from '../../../generator/merge/merge.js';
import type { MergedSpec, OperationRef } from '../../../generator/merge/types.js';
import { repair } from '../../../generator/repair/repair.js';

const FOLDERS: readonly (readonly [SourceRole, string])[] = [
  ['upstream', 'spec/upstream'],
  ['fragment', 'spec/fragments'],
  ['overlay', 'spec/overlays'],
];

const ADDED_BY_THE_CLIENT = new Set(['timestamp', 'signature']);

const filesOf = (role: SourceRole, folder: string): readonly SourceFileRef[] =>
  readdirSync(folder)
    .filter((name) => name !== 'source.yaml')
    .map((name) => ({ file: `${folder}/${name}`, role, bytes: readFileSync(`${folder}/${name}`) }));

const mergeCommitted = (): MergedSpec => {
  const loaded = loadSources(FOLDERS.flatMap(([role, folder]) => filesOf(role, folder)));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics, null, 2));
  const repaired = loaded.value.map((doc) => {
    const outcome = repair(doc);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics, null, 2));
    return outcome.value.doc;
  });
  const merged = merge(repaired);
  // An overlay action that matches nothing, an unknown extension, an int64 without its kind: each is told here.
  expect(merged.diagnostics).toEqual([]);
  if (!merged.ok) throw new Error('the committed spec does not merge');
  return merged.value;
};

const spec = mergeCommitted();

const operationAt = ({ path, method }: OperationRef): Json | undefined =>
  own(own(own(spec.document, 'paths'), path), method);

const serverOf = (ref: OperationRef): string => {
  const pathItem = own(own(spec.document, 'paths'), ref.path);
  const servers = own(operationAt(ref), 'servers') ?? own(pathItem, 'servers') ?? own(spec.document, 'servers');
  return String(own(list(servers)[0], 'url'));
};

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);

const weightInWords = (weights: readonly Json[]): string =>
  weights.map((weight) => `${String(own(weight, 'value'))} ${String(own(weight, 'scope'))}`).join(', ') || 'none';

const summaryOf = (operation: Json | undefined): Json => ({
  name: own(operation, EXTENSIONS.clientName) ?? null,
  security: own(operation, EXTENSIONS.securityType) ?? null,
  weight: weightInWords(list(own(operation, EXTENSIONS.requestWeight))),
  effect: own(operation, EXTENSIONS.effect) ?? null,
  required: list(own(operation, 'parameters'))
    .filter((parameter) => own(parameter, 'required') === true)
    .map((parameter) => String(own(parameter, 'name')))
    .filter((name) => !ADDED_BY_THE_CLIENT.has(name))
    .sort(),
});

/** Every value below one node, with its pointer. */
const everyNode = (value: Json, pointer = ''): readonly (readonly [string, Json])[] => {
  const members = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return [[pointer, value], ...members.flatMap(([key, member]) => everyNode(member as Json, pointerTo(pointer, key)))];
};

const nodes = everyNode(spec.document);

const isDescribable = (pointer: string, node: Json): boolean =>
  /\/parameters\/\d+$/.test(pointer) || (/\/properties\/[^/]+$/.test(pointer) && isObject(node));

describe('the committed spec', () => {
  it('has every operation as its documentation page has it', () => {
    const found = Object.fromEntries(
      spec.operations.map((ref) => [`${ref.method.toUpperCase()} ${ref.path}`, summaryOf(operationAt(ref))]),
    );
    expect(found).toEqual(parse(readFileSync('test/cases/spec/want-operations.yaml', 'utf8')));
  });

  it('asks for the API key and a signature on every operation', () => {
    for (const ref of spec.operations) {
      expect(own(operationAt(ref), 'security'), ref.pointer).toEqual([{ apiKey: [], hmacSignature: [] }]);
    }
  });

  it('sends portfolio margin operations, and no others, to their own server', () => {
    const families = spec.operations.map((ref) => `${ref.path.split('/')[1] ?? ''} at ${serverOf(ref)}`);
    expect([...new Set(families)].sort()).toEqual([
      'papi at https://papi.binance.com',
      'sapi at https://api.binance.com',
    ]);
  });

  it('links every operation to a page', () => {
    for (const ref of spec.operations) {
      const url = own(own(operationAt(ref), 'externalDocs'), 'url');
      expect(url, ref.pointer).toMatch(/^https:\/\/developers\.binance\.com\/docs\/\S+$/);
    }
  });

  it('types every response: no object without properties is left', () => {
    const bare = nodes.filter(([, node]) => own(node, 'type') === 'object' && own(node, 'properties') === undefined);
    expect(bare.map(([pointer]) => pointer)).toEqual([]);
  });

  it('describes every parameter and every field', () => {
    const described = nodes.filter(([pointer, node]) => isDescribable(pointer, node));
    expect(described.length).toBeGreaterThan(100);
    const silent = described.filter(([, node]) => own(node, 'description') === undefined);
    expect(silent.map(([pointer]) => pointer)).toEqual([]);
  });

  it('limits recvWindow to 60000 wherever it stands', () => {
    const windows = nodes.filter(([, node]) => own(node, 'name') === 'recvWindow');
    expect(windows).toHaveLength(spec.operations.length);
    expect(windows.filter(([, node]) => own(own(node, 'schema'), 'maximum') !== 60_000)).toEqual([]);
  });

  it('keeps the withdrawn transfer, marked as deprecated', () => {
    const deprecated = spec.operations.filter((ref) => own(operationAt(ref), 'deprecated') === true);
    expect(deprecated.map(({ method, path }) => `${method} ${path}`)).toEqual(['post /sapi/v1/margin/transfer']);
  });

  it('tells the two meanings of -3015 apart by their messages', () => {
    const paths = own(spec.document, 'paths');
    const borrowRepay = own(own(paths, '/sapi/v1/margin/borrow-repay'), 'post');
    const codes = list(own(borrowRepay, EXTENSIONS.errorCodes));
    const messages = codes.filter((entry) => own(entry, 'code') === -3015).map((entry) => own(entry, 'message'));
    expect(messages).toEqual([
      'Repay amount exceeds borrow amount.',
      'The unpaid debt is too small after this repayment.',
    ]);
  });
});

describe('the overlays', () => {
  const actions = readdirSync('spec/overlays').flatMap((name) => {
    const overlay: Json = parse(readFileSync(`spec/overlays/${name}`, 'utf8'));
    return list(own(overlay, 'actions')).map((action) => ({ name, action }));
  });

  it('give a reason for every action', () => {
    const silent = actions.filter(({ action }) => String(own(action, 'description') ?? '').length < 20);
    expect(silent).toEqual([]);
  });
});
