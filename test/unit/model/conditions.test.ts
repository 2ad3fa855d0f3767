import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../generator/core/json.js';
import type { Variant } from '../../../generator/model/types.js';
import { operationFaults, operationOf } from './build.js';

const query = (name: string, schema: JsonObject = { type: 'string' }, required = false): JsonObject => ({
  name,
  in: 'query',
  required,
  schema,
});

const ISOLATED = query('isIsolated', { type: 'string', enum: ['TRUE', 'FALSE'] });
const SYMBOL = query('symbol');
const TYPE = query('type', { type: 'string', enum: ['LIMIT', 'MARKET', 'STOP'] }, true);

const paramsOf = (parameters: readonly JsonObject[], conditions: readonly JsonObject[]) =>
  operationOf({ parameters, 'x-conditions': conditions }).params;

/** A variant as one would write it: `isIsolated=TRUE symbol !price`. */
const written = (variant: Variant): string =>
  variant.fields
    .map((field) => {
      if (field.presence === 'absent') return `!${field.name}`;
      const literals = field.type.kind === 'union' ? field.type.members : [field.type];
      const values = literals.flatMap((type) => (type.kind === 'literal' ? [type.value] : []));
      const given = `${field.name}${field.presence === 'optional' ? '?' : ''}`;
      return values.length > 0 ? `${given}=${values.join('|')}` : given;
    })
    .join(' ');

const groupsOf = (parameters: readonly JsonObject[], conditions: readonly JsonObject[]) =>
  paramsOf(parameters, conditions).groups.map((group) => group.map(written));

describe('conditions', () => {
  it('are kept as data, and nothing else that stands with them', () => {
    const when = { when: { parameter: 'isIsolated', in: ['TRUE'] }, require: ['symbol'], else: { forbid: ['symbol'] } };
    const given = [
      { ...when, note: 'x' },
      { atLeastOne: ['symbol', 'isIsolated'] },
      { exactlyOne: ['symbol', 'isIsolated'] },
    ];
    expect(paramsOf([ISOLATED, SYMBOL], given).conditions).toEqual([when, given[1], given[2]]);
    expect(paramsOf([ISOLATED, SYMBOL], []).conditions).toEqual([]);
  });

  it('are no data where they are wrong', () => {
    expect(operationFaults({ parameters: [SYMBOL], 'x-conditions': [{ atLeastOne: ['gone'] }] })).toHaveLength(1);
  });

  it('lets absence fall under "else"', () => {
    const condition = {
      when: { parameter: 'isIsolated', in: ['TRUE'] },
      require: ['symbol'],
      else: { forbid: ['symbol'] },
    };
    expect(groupsOf([ISOLATED, SYMBOL], [condition])).toEqual([
      ['isIsolated=TRUE symbol', 'isIsolated?=FALSE !symbol'],
    ]);
  });

  it('narrows nothing but the demanded when there is no "else"', () => {
    const condition = { when: { parameter: 'isIsolated', in: ['TRUE'] }, require: ['symbol'] };
    expect(groupsOf([ISOLATED, SYMBOL], [condition])).toEqual([['isIsolated=TRUE symbol', 'isIsolated?=FALSE']]);
  });

  it('joins several conditions on one parameter into one choice, values with the same demands together', () => {
    const parameters = [TYPE, query('price'), query('stopPrice')];
    const conditions = [
      { when: { parameter: 'type', in: ['LIMIT', 'STOP'] }, require: ['price'] },
      { when: { parameter: 'type', in: ['STOP'] }, require: ['stopPrice'], else: { forbid: ['stopPrice'] } },
    ];
    expect(groupsOf(parameters, conditions)).toEqual([
      ['type=LIMIT price !stopPrice', 'type=MARKET !stopPrice', 'type=STOP price stopPrice'],
    ]);
  });

  it('leaves out absence where absence would need the parameter itself', () => {
    const condition = {
      when: { parameter: 'isIsolated', in: ['TRUE', 'FALSE'] },
      require: ['symbol'],
      else: { require: ['isIsolated'] },
    };
    expect(groupsOf([ISOLATED, SYMBOL], [condition])).toEqual([['isIsolated=TRUE|FALSE symbol']]);
  });

  it('gives a parameter that must be absent for a value no place beside it', () => {
    const condition = { when: { parameter: 'flag', in: ['true'] }, forbid: ['symbol'] };
    expect(groupsOf([query('flag', { type: 'boolean' }), SYMBOL], [condition])).toEqual([
      ['flag=true !symbol', 'flag?=false'],
    ]);
  });

  it('offers each of "at least one", and each of "exactly one" without the others, the first one last', () => {
    const parameters = [query('a'), query('b')];
    expect(groupsOf(parameters, [{ atLeastOne: ['a', 'b'] }])).toEqual([['b', 'a']]);
    expect(groupsOf(parameters, [{ exactlyOne: ['a', 'b'] }])).toEqual([['b !a', 'a !b']]);
  });

  it('offers each of "at most one" as the lack of the others', () => {
    expect(groupsOf([query('a'), query('b'), query('c')], [{ atMostOne: ['a', 'b', 'c'] }])).toEqual([
      ['!a !b', '!a !c', '!b !c'],
    ]);
  });

  it('goes by presence alone where the case is that a parameter is given', () => {
    const parameters = [query('fromId'), query('startTime'), query('endTime')];
    const forbid = { when: { parameter: 'fromId', given: true }, forbid: ['startTime', 'endTime'] };
    expect(groupsOf(parameters, [forbid])).toEqual([['fromId !startTime !endTime', '!fromId']]);
    const both = { ...forbid, else: { require: ['startTime'] } };
    expect(groupsOf(parameters, [both])).toEqual([['fromId !startTime !endTime', '!fromId startTime']]);
    expect(paramsOf(parameters, [forbid]).optional).toBe(true);
    expect(paramsOf(parameters, [both]).optional).toBe(false);
  });

  it('takes presence and values of one parameter together', () => {
    const conditions = [
      { when: { parameter: 'isIsolated', given: true }, require: ['note'] },
      { when: { parameter: 'isIsolated', in: ['TRUE'] }, require: ['symbol'] },
    ];
    expect(groupsOf([ISOLATED, SYMBOL, query('note')], conditions)).toEqual([
      ['isIsolated=TRUE note symbol', 'isIsolated=FALSE note', '!isIsolated'],
    ]);
  });

  it('multiplies a case by its choices, and leaves out what the rest of the case settles', () => {
    const parameters = [TYPE, query('price'), query('priceMatch'), query('quantity')];
    const limit = {
      when: { parameter: 'type', in: ['LIMIT'] },
      require: ['quantity'],
      exactlyOne: ['price', 'priceMatch'],
    };
    const stop = { when: { parameter: 'type', in: ['STOP'] }, atLeastOne: ['price', 'priceMatch'] };
    expect(groupsOf(parameters, [limit, stop])).toEqual([
      [
        'type=LIMIT quantity priceMatch !price',
        'type=LIMIT quantity price !priceMatch',
        'type=MARKET',
        'type=STOP priceMatch',
        'type=STOP price',
      ],
    ]);
    const settled = { when: { parameter: 'type', in: ['STOP'] }, require: ['price'] };
    expect(groupsOf(parameters, [stop, settled])).toEqual([['type=LIMIT|MARKET', 'type=STOP price']]);
  });

  it('lets the params be left out only when some choice asks for nothing', () => {
    const parameters = [ISOLATED, SYMBOL];
    const isolated = { when: { parameter: 'isIsolated', in: ['TRUE'] }, require: ['symbol'] };
    expect(paramsOf(parameters, []).optional).toBe(true);
    expect(paramsOf(parameters, [isolated]).optional).toBe(true);
    expect(paramsOf(parameters, [{ atLeastOne: ['isIsolated', 'symbol'] }]).optional).toBe(false);
    expect(paramsOf([TYPE], []).optional).toBe(false);
  });

  it('says every condition in words too', () => {
    const condition = {
      when: { parameter: 'isIsolated', in: ['TRUE'] },
      require: ['symbol'],
      else: { forbid: ['symbol'] },
    };
    expect(
      paramsOf([ISOLATED, SYMBOL], [condition, { exactlyOne: ['isIsolated', 'symbol'] }]).rules.map(({ text }) => text),
    ).toEqual([
      'When `isIsolated` is `TRUE`, give `symbol`.',
      'When `isIsolated` is anything else or left out, leave out `symbol`.',
      'Give exactly one of `isIsolated` and `symbol`.',
    ]);
  });

  it('says choices and presence in words', () => {
    const conditions = [
      { when: { parameter: 'symbol', given: true }, atLeastOne: ['a', 'b'], else: { forbid: ['a'] } },
      { when: { parameter: 'isIsolated', in: ['TRUE'] }, require: ['symbol'], exactlyOne: ['a', 'b'] },
      { atMostOne: ['a', 'b'] },
    ];
    expect(paramsOf([ISOLATED, SYMBOL, query('a'), query('b')], conditions).rules.map(({ text }) => text)).toEqual([
      'When `symbol` is given, give at least one of `a` and `b`.',
      'When `symbol` is left out, leave out `a`.',
      'When `isIsolated` is `TRUE`, give `symbol`.',
      'When `isIsolated` is `TRUE`, give exactly one of `a` and `b`.',
      'Give at most one of `a` and `b`.',
    ]);
  });

  it('leaves to the run time what would be more combinations than a compiler takes, and says so', () => {
    const names = Array.from({ length: 16 }, (_, index) => `p${index}`);
    const pairs = names.flatMap((name, index) => names.slice(index + 1).map((other) => ({ atMostOne: [name, other] })));
    const triple = { exactlyOne: ['p0', 'p1', 'p2'] };
    const parameters = names.map((name) => query(name));
    const { groups, rules, conditions } = operationOf({ parameters, 'x-conditions': [...pairs, triple] }).params;
    expect(groups.reduce((product, { length }) => product * length, 1)).toBeLessThanOrEqual(128);
    expect(
      groups.some((group) => group.some(({ fields }) => fields.some(({ presence }) => presence === 'required'))),
    ).toBe(true);
    expect(conditions).toHaveLength(pairs.length + 1);
    expect(rules.map(({ text }) => text)).toContain('Give at most one of `p14` and `p15`. Checked at run time only.');
    expect(rules.map(({ text }) => text)).toContain('Give exactly one of `p0`, `p1` and `p2`.');
  });

  it('refuses one case with more ways to meet it than a compiler takes', () => {
    const names = Array.from({ length: 16 }, (_, index) => `p${index}`);
    const parameters = names.map((name) => query(name));
    const given = { parameter: 'p0', given: true };
    const list: readonly JsonObject[] = [0, 4, 8, 12].map((at) => ({
      when: given,
      atLeastOne: names.slice(at + 1, at + 4),
    }));
    expect(operationOf({ parameters, 'x-conditions': list.slice(0, 2) }).params.groups[0]).toHaveLength(10);
    expect(operationOf({ parameters, 'x-conditions': list }).params.groups[0]).toHaveLength(82);
    const more: readonly JsonObject[] = [...list, { when: given, atLeastOne: ['p4', 'p8', 'p12'] }];
    expect(operationFaults({ parameters, 'x-conditions': more })).toEqual(['error model/condition /x-conditions/0']);
  });

  it('warns, and keeps the words, where the values of the parameter are not listed', () => {
    const given = {
      parameters: [query('mode'), SYMBOL],
      'x-conditions': [{ when: { parameter: 'mode', in: ['A'] }, require: ['symbol'] }],
    };
    expect(operationFaults(given)).toEqual(['warning model/condition-untyped /x-conditions/0/when']);
    expect(operationOf(given).params.groups).toEqual([]);
    expect(operationOf(given).params.rules).toHaveLength(1);
  });

  it.each([
    ['a parameter that is not there', { atLeastOne: ['symbol', 'nobody'] }, '/x-conditions/0/atLeastOne/1'],
    ['what the client fills in itself', { atLeastOne: ['symbol', 'timestamp'] }, '/x-conditions/0/atLeastOne/1'],
    [
      'a value the parameter never has',
      { when: { parameter: 'isIsolated', in: ['true'] }, require: ['symbol'] },
      '/x-conditions/0/when/in/0',
    ],
    ['nothing at all', {}, '/x-conditions/0'],
    [
      'a demand that contradicts itself',
      { when: { parameter: 'isIsolated', in: ['TRUE'] }, require: ['symbol'], forbid: ['symbol'] },
      '/x-conditions/0',
    ],
    [
      'a required parameter that it refuses',
      { when: { parameter: 'isIsolated', in: ['TRUE'] }, forbid: ['type'] },
      '/x-conditions/0',
    ],
    ['a required parameter among "exactly one"', { exactlyOne: ['type', 'symbol'] }, '/x-conditions/0'],
    ['a required parameter among "at most one"', { atMostOne: ['type', 'symbol'] }, '/x-conditions/0'],
    ['demands without a case', { require: ['symbol'] }, '/x-conditions/0'],
    [
      'the presence of what is always given',
      { when: { parameter: 'type', given: true }, require: ['symbol'] },
      '/x-conditions/0/when',
    ],
    [
      'a case that refuses all it may choose from',
      { when: { parameter: 'isIsolated', in: ['TRUE'] }, atLeastOne: ['symbol'], forbid: ['symbol'] },
      '/x-conditions/0',
    ],
    [
      'a value whose case refuses the parameter itself',
      { when: { parameter: 'isIsolated', in: ['TRUE'] }, forbid: ['isIsolated'] },
      '/x-conditions/0',
    ],
    [
      'an unknown parameter in a choice of a case',
      { when: { parameter: 'symbol', given: true }, else: { atMostOne: ['symbol', 'nobody'] } },
      '/x-conditions/0/else/atMostOne/1',
    ],
  ])('refuses a condition on %s', (_name, condition, place) => {
    const parameters = [ISOLATED, SYMBOL, TYPE, query('timestamp', { type: 'integer' })];
    expect(operationFaults({ parameters, 'x-conditions': [condition as JsonObject] })).toContain(
      `error model/condition ${place}`,
    );
  });
});
