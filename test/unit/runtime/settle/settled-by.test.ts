import { describe, expect, test } from 'vitest';
import type { AnyOperation, Parameter } from '../../../../templates/runtime/call/request.js';
import type { Settlement } from '../../../../templates/runtime/operation.js';
import { findSettledBy } from '../../../../templates/runtime/settle/settled-by.js';
import { BORROW, RECORDS } from '../support.js';

const SENT_AT = 1_770_000_000_500.75;
const SETTLEMENT: Settlement = {
  operation: RECORDS,
  parameters: { asset: { from: 'asset' }, type: { value: 'BORROW' }, isolatedSymbol: { from: 'symbol' } },
};

const find = (changes: Partial<Settlement>, sent: readonly Parameter[], more: Partial<AnyOperation> = {}) =>
  findSettledBy({ ...BORROW, ...more, settlement: { ...SETTLEMENT, ...changes } } as AnyOperation, sent, SENT_AT);

const ASSET: Parameter = ['asset', 'USDT'];

describe('the query that settles a write', () => {
  test('is none where the spec names none', () => {
    expect(findSettledBy(BORROW, [ASSET], SENT_AT)).toBeUndefined();
  });

  test('asks for what the write asked for, and for fixed texts', () => {
    expect(find({}, [ASSET, ['symbol', 'BTCUSDT'], ['note', 'x']])).toStrictEqual({
      operation: 'margin.records',
      parameters: { asset: 'USDT', type: 'BORROW', isolatedSymbol: 'BTCUSDT' },
    });
    expect(find({}, [ASSET])?.parameters).toStrictEqual({ asset: 'USDT', type: 'BORROW' });
  });

  test('asks from three seconds before the write on, in whole milliseconds', () => {
    expect(find({ since: 'startTime' }, [])?.parameters).toStrictEqual({ type: 'BORROW', startTime: '1769999997500' });
    const operation = { ...BORROW, settlement: { ...SETTLEMENT, since: 'startTime' } };
    expect(findSettledBy(operation, [], undefined)?.parameters).toStrictEqual({ type: 'BORROW' });
  });

  test('is none if the write lacks what it needs', () => {
    const needing = { operation: { ...RECORDS, required: ['asset', 'type'] } as AnyOperation };
    expect(find(needing, [ASSET])).toBeDefined();
    expect(find(needing, [['note', 'x']])).toBeUndefined();
  });

  test('is none for an order without its id', () => {
    const named = { clientOrderId: 'newClientOrderId' };
    expect(find({}, [ASSET], named)).toBeUndefined();
    expect(find({}, [ASSET, ['newClientOrderId', 'o-1']], named)).toBeDefined();
  });
});

describe('a parameter that the others rule out', () => {
  const when = { parameter: 'isIsolated', in: ['FALSE', 'NO'] };
  const idle = { conditions: [{ when, forbid: ['symbol'] }, { atLeastOne: ['asset'] }] } as Partial<AnyOperation>;
  const other = { conditions: [{ when, else: { forbid: ['symbol'] } }] } as Partial<AnyOperation>;
  const sent = (isIsolated?: string): readonly Parameter[] => [
    ...[ASSET, ['symbol', 'BTCUSDT'] as const],
    ...(isIsolated === undefined ? [] : [['isIsolated', isIsolated] as const]),
  ];

  test.each<[string | undefined, boolean, boolean]>([
    ['FALSE', false, true],
    ['false', false, true],
    ['TRUE', true, false],
    [undefined, true, false],
  ])('is not asked for: %j', (isIsolated, withForbid, withElse) => {
    const asksFor = (more: Partial<AnyOperation>): boolean =>
      find({}, sent(isIsolated), more)?.parameters['isolatedSymbol'] !== undefined;
    expect([asksFor(idle), asksFor(other)]).toEqual([withForbid, withElse]);
  });

  test('by a condition that forbids nothing is asked for', () => {
    const more = { conditions: [{ when, require: ['symbol'] }] } as Partial<AnyOperation>;
    expect(find({}, sent('FALSE'), more)?.parameters['isolatedSymbol']).toBe('BTCUSDT');
  });
});
