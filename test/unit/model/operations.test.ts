import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../generator/core/json.js';
import { buildModel } from '../../../generator/model/build-model.js';
import type { AreaModel } from '../../../generator/model/types.js';
import { faultsOf, modelOf, operationFaults, operationOf } from './build.js';
import { documentWith, PLAIN_OPERATION, specFrom } from './spec-of.js';

/** A document with one operation at each path; each entry overrides parts of the plain one. */
const documentOf = (paths: Readonly<Record<string, JsonObject>>): JsonObject => ({
  ...documentWith({}),
  paths: Object.fromEntries(
    Object.entries(paths).map(([path, operation]) => [path, { get: { ...PLAIN_OPERATION, ...operation } }]),
  ),
});

const outline = ({ path, operations, areas }: AreaModel): object => ({
  path,
  operations: operations.map(({ member }) => member),
  areas: areas.map(outline),
});

const named = (client: string): JsonObject => ({ operationId: client, 'x-client-name': client });

const collision = (left: string, right: string) => faultsOf(documentOf({ '/a': named(left), '/b': named(right) }));

describe('operations', () => {
  it('get all their names from x-client-name', () => {
    const { id, stem, paramsType, resultType, area, member } = operationOf({
      operationId: 'Get UM-order!',
      'x-client-name': 'portfolioMargin.um.orders.get',
    });
    expect([id, stem, paramsType, resultType].map(String)).toEqual([
      'portfolioMarginUmOrdersGet',
      'portfolio-margin-um-orders-get',
      'PortfolioMarginUmOrdersGetParams',
      'PortfolioMarginUmOrdersGetResult',
    ]);
    expect([area, member]).toEqual(['portfolioMargin.um.orders', 'get']);
  });

  it.each([
    ['margin.borrowRepay', 'marginBorrowRepay'],
    ['margin.delete', 'marginDelete'],
    ['create.client', 'createClientOperation'],
    ['uM.order', 'uMOrder'],
    ['a.b1.c', 'aB1C'],
  ])('are exported as the client has them, without dots: %s as %s', (client, id) => {
    expect(operationOf(named(client)).id.text).toBe(id);
  });

  it.each([undefined, '', 5])('need an operationId, not %j', (operationId) => {
    expect(operationFaults({ operationId: operationId as never })[0]).toMatch(/^error model\/operation-id/);
  });

  it('may have any operationId: upstream keeps those that it has', () => {
    expect(operationFaults({ operationId: '借贷' })).toEqual([]);
  });

  it('refuse a name that no file could have', () => {
    const long = ['a', 'b', 'c'].map((letter) => letter.repeat(40)).join('.');
    expect(operationFaults({ 'x-client-name': long })).toContain('error model/client-name /x-client-name');
  });

  it.each([
    ['the same client name', 'a.same', 'a.same'],
    ['one export', 'a.bC.d', 'a.b.cD'],
    ['an export that differs by case alone', 'a.bcd', 'a.bCd'],
    ['an export that gives the same file', 'a.getUMOrder', 'a.getUmOrder'],
    ['an area that differs by case alone', 'fooBar.x', 'foobar.y'],
    ['areas of one module', 'a.bC.d', 'aB.c.e'],
    ['the name of a facade', 'create.thingsArea', 'things.y'],
    ['an operation and an area in one place', 'margin.orders', 'margin.orders.create'],
  ])('are refused when two have %s, naming both places', (_name, left, right) => {
    const faults = collision(left, right).filter((fault) => fault.startsWith('error model/name-collision'));
    expect(faults.length).toBeGreaterThan(0);
  });

  it('say where the operation is that stands in the place of an area', () => {
    const document = documentOf({ '/a': named('margin.orders'), '/b': named('margin.orders.create') });
    const [fault] = buildModel(specFrom(document)).diagnostics;
    expect(fault).toMatchObject({
      message: '"margin.orders" is an operation, so it cannot hold "margin.orders.create"',
      at: { file: '/paths/~1b/get' },
      related: [{ at: { file: '/paths/~1a/get' } }],
    });
  });

  it('stand in areas within areas, beside each other, sorted', () => {
    const names = ['b.list', 'b.orders.get', 'b.orders.cancel', 'b.um.orders.get', 'a.x'];
    const { areas } = modelOf(documentOf(Object.fromEntries(names.map((name, index) => [`/${index}`, named(name)]))));
    expect(areas.map(outline)).toEqual([
      { path: 'a', operations: ['x'], areas: [] },
      {
        path: 'b',
        operations: ['list'],
        areas: [
          { path: 'b.orders', operations: ['cancel', 'get'], areas: [] },
          { path: 'b.um', operations: [], areas: [{ path: 'b.um.orders', operations: ['get'], areas: [] }] },
        ],
      },
    ]);
    expect(areas[1]?.areas[1]?.areas[0]).toMatchObject({ member: 'orders' });
    expect(String(areas[1]?.areas[1]?.areas[0]?.factory)).toBe('createBUmOrdersArea');
  });

  it.each([
    'margin',
    'Margin.borrow',
    'margin.um.orders.all.create',
    'margin.',
    'margin..create',
    'margin.then',
    'margin.constructor',
    'margin.then.create',
    'then.orders.create',
    'margin.toString.create',
    'call.me',
    'close.it',
    'a.b-c',
    'reconcile.a',
    'errorCodes.a',
    'lean.a',
    'redis.a',
    'undici.a',
    '',
  ])('refuse the client name %j', (name) => {
    expect(operationFaults({ 'x-client-name': name })).toEqual(['error model/client-name /x-client-name']);
  });

  it.each(['stream.delete', 'stream.get', 'userStream.close', 'a.call.me', 'a.b.reconcile', 'a.close.delete'])(
    'may be called %s: only the client itself has members of its own, and a property may be a reserved word',
    (name) => {
      const { area, member } = operationOf({ 'x-client-name': name });
      expect(`${area}.${member}`).toBe(name);
    },
  );

  it('are sorted by name, whatever the order of the document', () => {
    const [one, two] = [named('z.a'), named('y.a')];
    const models = [documentOf({ '/1': one, '/2': two }), documentOf({ '/2': two, '/1': one })].map(modelOf);
    expect(models.map((model) => model.operations.map(({ id }) => id.text))).toEqual([
      ['yA', 'zA'],
      ['yA', 'zA'],
    ]);
    expect(models.map((model) => model.areas.map(({ member }) => member))).toEqual([
      ['y', 'z'],
      ['y', 'z'],
    ]);
  });

  it.each([
    '/a/{id}',
    '/a/../b',
    '/a//b',
    '/a%2e',
    '/a?b=c',
    '/a#b',
    'a',
    '/',
    '/a b',
    '/a\n',
    '//evil.example/a',
    '/.hidden',
  ])('refuse the path %j', (path) => {
    expect(faultsOf(documentOf({ [path]: {} }))[0]).toMatch(/^error model\/path /);
  });

  it.each([
    'http://api.example.com',
    'https://api.example.com/v1',
    'https://user:pass@api.example.com',
    'https://{host}.example.com',
    'https://api.example.com?x=1',
    'javascript:alert(1)',
    '/relative',
    '',
  ])('refuse the server %j', (url) => {
    expect(operationFaults({ servers: [{ url }] })).toEqual(['error model/server /servers/0/url']);
  });

  it('take the server nearest to them', () => {
    expect(operationOf({ servers: [{ url: 'https://papi.example.com/' }] }).server).toBe('https://papi.example.com');
    expect(operationOf({}).server).toBe('https://api.example.com');
    expect(operationFaults({}, { servers: [] })).toEqual(['error model/server ']);
  });

  it('refuse methods that the client does not send', () => {
    const document = { ...documentWith({}), paths: { '/a': { patch: PLAIN_OPERATION } } };
    expect(faultsOf(document)).toEqual(['error model/method /paths/~1a/patch']);
  });

  it('keep weights as they are, with the parameters they depend on', () => {
    const parameters = [{ name: 'symbol', in: 'query', schema: { type: 'string' } }];
    const weight = [
      { value: 40, scope: 'IP', when: { symbol: [] } },
      { value: 1, scope: 'IP' },
    ];
    expect(operationOf({ parameters, 'x-request-weight': weight }).weight).toEqual(weight);
    expect(operationOf({ 'x-request-weight': [] }).weight).toEqual([]);
  });

  it.each([
    ['x-request-weight', 5, '/x-request-weight'],
    ['x-request-weight', [{ value: 1 }], '/x-request-weight/0'],
    ['x-request-weight', [{ value: 1.5, scope: 'IP' }], '/x-request-weight/0'],
    ['x-request-weight', [{ value: 1, scope: 'IP', when: { nobody: [] } }], '/x-request-weight/0/when/nobody'],
    ['x-effect', 'sometimes', '/x-effect'],
    ['x-error-codes', [{ code: 'x', description: '' }], '/x-error-codes/0'],
  ])('refuse %s: %j', (name, value, place) => {
    expect(operationFaults({ [name]: value as never })[0]).toMatch(new RegExp(`^error model/\\S+ ${place}$`));
  });

  it('keep two meanings of one error code', () => {
    const errors = [
      { code: -3015, message: 'a', description: 'A' },
      { code: -3015, message: 'b', description: 'B' },
    ];
    expect(operationOf({ 'x-error-codes': errors }).errors.map(({ code, message }) => [code, message])).toEqual([
      [-3015, 'a'],
      [-3015, 'b'],
    ]);
  });

  it('give a link only when it is one, and warn when it is not', () => {
    expect(operationOf({ externalDocs: { url: 'https://developers.example.com/docs/a' } }).docs).toBe(
      'https://developers.example.com/docs/a',
    );
    expect(operationFaults({ externalDocs: { url: 'javascript:alert(1)' } })).toEqual([
      'warning model/docs-link /externalDocs/url',
    ]);
  });

  it('say once what is wrong with something they share', () => {
    const broken = {
      ...documentOf({ '/a': named('a.one'), '/b': named('a.two') }),
      servers: [{ url: 'ftp://x' }],
    };
    expect(faultsOf(broken)).toEqual(['error model/server /servers/0/url']);
  });
});

describe('schema names', () => {
  const namesOf = (...names: readonly string[]): readonly string[] => {
    const properties = Object.fromEntries(
      names.map((name, index) => [`p${index}`, { $ref: `#/components/schemas/${encodeURIComponent(name)}` }]),
    );
    const responses = {
      '200': { description: 'OK', content: { 'application/json': { schema: { type: 'object', properties } } } },
    };
    const schemas = Object.fromEntries(
      names.map((name) => [name, { type: 'object', properties: { a: { type: 'string' } } }]),
    );
    const model = modelOf(documentWith({ responses }, { components: { schemas } }));
    const result = model.operations[0]?.response.declarations[0];
    const fields = result?.kind === 'interface' ? result.fields : [];
    return fields.map(({ type }) => (type.kind === 'reference' ? type.name.text : ''));
  };

  it('never take the place of a global type or of the package', () => {
    expect(namesOf('Array', 'Record', 'Promise', 'Operation', 'string', 'Client')).toEqual([
      'ArraySchema',
      'RecordSchema',
      'PromiseSchema',
      'OperationSchema',
      'StringSchema',
      'ClientSchema',
    ]);
  });

  it('stay distinct after case conversion; the one that is written so keeps its name', () => {
    const [snake, exact, kebab] = namesOf('margin_order', 'MarginOrder', 'margin-order');
    expect(exact).toBe('MarginOrder');
    expect(snake).toMatch(/^MarginOrder_[0-9a-f]{6}$/);
    expect(kebab).toMatch(/^MarginOrder_[0-9a-f]{6}$/);
    expect(snake).not.toBe(kebab);
  });

  it('do not depend on the order of the document', () => {
    const names = ['margin_order', 'MarginOrder', 'margin-order', 'FOOBar', 'FooBar', '借', 'ThingsGetResult'];
    const forward = new Map(namesOf(...names).map((name, index) => [names[index], name]));
    const reversed = [...names].reverse();
    const backward = new Map(namesOf(...reversed).map((name, index) => [reversed[index], name]));
    expect(backward).toEqual(new Map([...forward].reverse()));
    expect(new Set(forward.values()).size).toBe(names.length);
  });

  it('give way to the types of operations', () => {
    expect(namesOf('ThingsGetParams')[0]).toMatch(/^ThingsGetParams_[0-9a-f]{6}$/);
  });
});
