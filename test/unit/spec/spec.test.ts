import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { EXTENSIONS } from '../../../generator/core/extensions.js';
import { isObject, own, pointerTo, type Json } from '../../../generator/core/json.js';
import type { OperationRef } from '../../../generator/merge/types.js';
import { listOf, mergeCommitted, operationAt, parameterOf, parametersOf, resolve } from './committed.js';

const ADDED_BY_THE_CLIENT = new Set(['timestamp', 'signature']);

const spec = mergeCommitted();

/** What a request carries, where that is not both the API key and a signature. */
const LIGHTER: Readonly<Record<string, readonly Json[]>> = {
  NONE: [],
  MARKET_DATA: [{ apiKey: [] }],
  USER_STREAM: [{ apiKey: [] }],
};

const securityOf = (operation: Json | undefined): readonly Json[] =>
  LIGHTER[String(own(operation, EXTENSIONS.securityType))] ?? [{ apiKey: [], hmacSignature: [] }];

/** What its page shows as answered with `{}`. */
const EMPTY = [
  'delete /papi/v1/listenKey',
  'delete /sapi/v1/margin/apiKey',
  'delete /sapi/v1/margin/listen-key',
  'get /papi/v1/ping',
  'post /sapi/v1/margin/exit-special-key-mode',
  'put /papi/v1/listenKey',
  'put /sapi/v1/margin/apiKey/ip',
  'put /sapi/v1/margin/listen-key',
];

const serverOf = (ref: OperationRef): string => {
  const pathItem = own(own(spec.document, 'paths'), ref.path);
  const servers = own(operationAt(spec, ref), 'servers') ?? own(pathItem, 'servers') ?? own(spec.document, 'servers');
  return String(own(listOf(servers)[0], 'url'));
};

const weightInWords = (weights: readonly Json[]): string =>
  weights.map((weight) => `${String(own(weight, 'value'))} ${String(own(weight, 'scope'))}`).join(', ') || 'none';

const summaryOf = (operation: Json | undefined): Json => ({
  name: own(operation, EXTENSIONS.clientName) ?? null,
  security: own(operation, EXTENSIONS.securityType) ?? null,
  weight: weightInWords(listOf(own(operation, EXTENSIONS.requestWeight))),
  effect: own(operation, EXTENSIONS.effect) ?? null,
  required: parametersOf(spec, operation)
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
      spec.operations.map((ref) => [`${ref.method.toUpperCase()} ${ref.path}`, summaryOf(operationAt(spec, ref))]),
    );
    expect(found).toEqual(parse(readFileSync('test/cases/spec/want-operations.yaml', 'utf8')));
  });

  it('asks for the API key and a signature, but for what is public or a key alone opens', () => {
    for (const ref of spec.operations) {
      const operation = operationAt(spec, ref);
      expect(own(operation, 'security'), ref.pointer).toEqual(securityOf(operation));
    }
    const open = spec.operations.filter((ref) => securityOf(operationAt(spec, ref)).length === 0);
    expect(open.map(({ path }) => path)).toEqual(['/papi/v1/ping']);
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
      const url = own(own(operationAt(spec, ref), 'externalDocs'), 'url');
      expect(url, ref.pointer).toMatch(/^https:\/\/developers\.binance\.com\/docs\/\S+$/);
    }
  });

  it('types every response: an object without properties is a table, or the whole of an empty answer', () => {
    const bare = nodes.filter(
      ([, node]) =>
        own(node, 'type') === 'object' &&
        own(node, 'properties') === undefined &&
        !isObject(own(node, 'additionalProperties')),
    );
    const answers = bare.map(([pointer]) =>
      /^\/paths\/([^/]+)\/([a-z]+)\/responses\/200\/[^/]+\/[^/]+\/schema$/.exec(pointer),
    );
    const named = answers.map((found) => `${found?.[2]} ${found?.[1]?.replaceAll('~1', '/')}`);
    expect(named.sort()).toEqual(EMPTY);
  });

  it('describes every parameter and every field', () => {
    const described = nodes.filter(([pointer, node]) => isDescribable(pointer, node));
    expect(described.length).toBeGreaterThan(100);
    // What a reference leads to may speak for itself.
    const silent = described.filter(([, node]) =>
      [node, resolve(spec, node)].every((place) => own(place, 'description') === undefined),
    );
    expect(silent.map(([pointer]) => pointer)).toEqual([]);
  });

  it('limits recvWindow to 60000 wherever it stands, which is wherever a request is signed', () => {
    for (const ref of spec.operations) {
      const operation = operationAt(spec, ref);
      const recvWindow = parameterOf(spec, operation, 'recvWindow');
      const isSigned = own(securityOf(operation)[0], 'hmacSignature') !== undefined;
      if (isSigned) expect(recvWindow, ref.pointer).toBeDefined();
      if (recvWindow !== undefined) expect(own(own(recvWindow, 'schema'), 'maximum'), ref.pointer).toBe(60_000);
    }
  });

  it('keeps what was withdrawn or replaced, marked as deprecated', () => {
    const deprecated = spec.operations.filter((ref) => own(operationAt(spec, ref), 'deprecated') === true);
    expect(deprecated.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'delete /papi/v1/um/conditional/allOpenOrders',
      'delete /papi/v1/um/conditional/order',
      'get /papi/v1/um/conditional/allOrders',
      'get /papi/v1/um/conditional/openOrder',
      'get /papi/v1/um/conditional/openOrders',
      'get /papi/v1/um/conditional/orderHistory',
      'get /sapi/v1/margin/leverageBracket',
      'post /papi/v1/um/conditional/order',
      'post /sapi/v1/margin/transfer',
    ]);
  });

  it('tells the two meanings of -3015 apart by their messages', () => {
    const paths = own(spec.document, 'paths');
    const borrowRepay = own(own(paths, '/sapi/v1/margin/borrow-repay'), 'post');
    const codes = listOf(own(borrowRepay, EXTENSIONS.errorCodes));
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
    return listOf(own(overlay, 'actions')).map((action) => ({ name, action }));
  });

  it('give a reason for every action', () => {
    const silent = actions.filter(({ action }) => String(own(action, 'description') ?? '').length < 20);
    expect(silent).toEqual([]);
  });
});
