import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dispatchEvent, StreamError } from '../../../../templates/runtime/common.js';
import { Overlap, type Side } from '../../../../templates/runtime/stream/overlap.js';
import { keyStream, tokenStream, trade } from '../../../streams/streams.js';

describe('dispatching events of a connection of one’s own', () => {
  it('gives an event to its own handler and to that of all, exact', () => {
    const got: unknown[] = [];
    const handlers = {
      on: { TRADE: ({ i }: { i: string }) => got.push(i) },
      onEvent: ({ e }: { e: string }) => got.push(e),
    };
    dispatchEvent(keyStream, trade(1, '-9223372036854775808'), handlers);
    dispatchEvent(keyStream, '{"e":"listenKeyExpired","E":1}', handlers);
    expect(got).toEqual(['-9223372036854775808', 'TRADE', 'listenKeyExpired']);
  });

  it('unwraps what a subscription has around it, and only there', () => {
    const got: unknown[] = [];
    const handlers = {
      onEvent: ({ e }: { e: string }) => got.push(e),
      onUnknown: (message: object) => got.push(message),
    };
    const wrapped = `{"subscriptionId":0,"event":${trade(1)}}`;
    dispatchEvent(tokenStream, wrapped, handlers);
    dispatchEvent(keyStream, wrapped, handlers);
    expect(got).toMatchObject(['TRADE', { subscriptionId: 0, event: { e: 'TRADE' } }]);
  });

  it('throws for what cannot be read, without its text, and what a handler throws', () => {
    expect(() => dispatchEvent(keyStream, 'no JSON at all', {})).toThrow(StreamError);
    expect(() => dispatchEvent(keyStream, 'no JSON at all', {})).not.toThrow(/at all/);
    const onEvent = (): never => {
      throw new TypeError('mine');
    };
    expect(() => dispatchEvent(keyStream, trade(1), { onEvent })).toThrow(TypeError);
  });

  it('keeps every decimal and every id as it was written', () => {
    const digits = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    const decimal = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.stringMatching(/^\d{1,20}$/));
    fc.assert(
      fc.property(digits, decimal, fc.boolean(), (id, [whole, part], quoted) => {
        const price = `${whole}.${part}`;
        const quote = (text: string): string => (quoted ? `"${text}"` : text);
        const got: unknown[] = [];
        dispatchEvent(keyStream, trade(1, quote(String(id)), quote(price)), { onEvent: (event) => got.push(event) });
        expect(got).toEqual([{ e: 'TRADE', E: 1, i: String(id), p: price }]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('two connections side by side', () => {
  /** All ways to mix two sequences, each in its own order. */
  const mixed = fc
    .tuple(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 30 }), fc.array(fc.boolean(), { maxLength: 60 }))
    .map(([events, choices]) => {
      const left: Record<Side, string[]> = { old: [...events], new: [...events] };
      const order: [Side, string][] = [];
      const take = (side: Side): void => {
        const event = left[side].shift();
        if (event !== undefined) order.push([side, event]);
      };
      for (const choice of choices) take(choice ? 'old' : 'new');
      while (left.old.length + left.new.length > 0) take(left.old.length > 0 ? 'old' : 'new');
      return { events, order };
    });

  it('give every event once and in order, however they are mixed, twins included', () => {
    fc.assert(
      fc.property(mixed, ({ events, order }) => {
        const overlap = new Overlap();
        expect(order.filter(([side, text]) => overlap.isFirst(side, text)).map(([, text]) => text)).toEqual(events);
      }),
      { numRuns: 5000 },
    );
  });

  it('lose nothing that only one of them gives', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom<Side>('old', 'new'), fc.constantFrom('a', 'b', 'c'))), (order) => {
        const overlap = new Overlap();
        const passed = order.filter(([side, text]) => overlap.isFirst(side, text));
        for (const text of ['a', 'b', 'c']) {
          const count = (side: Side): number => order.filter(([by, what]) => by === side && what === text).length;
          expect(passed.filter(([, what]) => what === text).length).toBeGreaterThanOrEqual(
            Math.max(count('old'), count('new')),
          );
        }
      }),
      { numRuns: 5000 },
    );
  });
});
