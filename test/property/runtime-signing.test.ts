import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeText, formatQuery, isWellFormed } from '../../templates/runtime/sign/encode.js';
import { collectParameters } from '../../templates/runtime/call/parameters.js';
import { formatPayload } from '../../templates/runtime/sign/signing.js';
import { type Exchange, startExchange } from '../exchange/exchange.js';
import { splitSignature } from '../exchange/verify.js';
import { ACCOUNT, BORROW, type BorrowParams, ENTRIES, ROUTES } from '../unit/runtime/support.js';

const RUNS = 50_000;

/** Text that is hard on encoders: all of Unicode, and plenty of what means something in a URL. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      ...`!'()*~-._ +%&=?#/\\;:@$,[]{}|^"<>\`\u0000\r\n`,
      '１',
      '杠',
      'é',
      '💶',
      '%2',
      '%41',
      '..',
      '//',
    ),
  }),
);

const params: fc.Arbitrary<BorrowParams> = fc.record(
  {
    asset: text,
    amount: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer().map(String)),
    note: text,
    orderId: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    at: fc.maxSafeInteger(),
    flag: fc.boolean(),
    assetNames: fc.array(
      fc.string({ minLength: 1 }).map((name) => name.replaceAll(',', ';')),
      { minLength: 1, maxLength: 4 },
    ),
  },
  { requiredKeys: ['asset', 'amount'] },
);

const asIs = (value: string): string => value;

/** What the other end reads, by rules that are not the encoder's. */
const decodeForm = (query: string): readonly (readonly [string, string])[] =>
  query === ''
    ? []
    : query.split('&').map((part) => part.split('=').map((side) => decodeURIComponent(side)) as [string, string]);

describe('signed bytes are sent bytes', () => {
  test(`in ${RUNS} random requests, through the steps that make them`, () => {
    fc.assert(
      fc.property(params, fc.integer({ min: 1, max: 60_000 }), (given, recvWindow) => {
        const collected = collectParameters(BORROW, given, asIs);
        const payload = formatPayload(formatQuery(collected), { recvWindow, timestamp: 1_700_000_000_000 });
        const target = `${payload}&signature=${createHmac('sha256', ACCOUNT.secret).update(payload).digest('hex')}`;
        // A URL parser, as every HTTP client has one, must not touch a byte.
        const { search } = new URL(`https://api.binance.com${BORROW.path}?${target}`);
        if (search !== `?${target}` || splitSignature(search.slice(1), '')?.payload !== payload)
          throw new Error('the bytes changed');
        const decoded = decodeForm(payload);
        if (JSON.stringify(decoded.slice(0, -2)) !== JSON.stringify(collected)) throw new Error('the values changed');
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: true },
    );
  }, 90_000);

  test('encoding is what decoding undoes, and uses no character that has a meaning', () => {
    fc.assert(
      fc.property(text.filter(isWellFormed), (value) => {
        expect(decodeURIComponent(encodeText(value))).toBe(value);
        expect(encodeText(value)).toMatch(/^(?:[A-Za-z0-9\-._~]|%[0-9A-F]{2})*$/);
      }),
      { numRuns: 5000 },
    );
  });

  test('well-formed text is what encodeURIComponent takes', () => {
    const anything = fc.string({
      unit: fc.integer({ min: 0xd700, max: 0xe100 }).map((code) => String.fromCharCode(code)),
    });
    fc.assert(
      fc.property(anything, (value) => {
        const encodes = (): boolean => {
          try {
            return encodeURIComponent(value) !== undefined;
          } catch {
            return false;
          }
        };
        expect(isWellFormed(value)).toBe(encodes());
      }),
      { numRuns: 5000 },
    );
  });
});

describe.each(ENTRIES)('over the wire, by the %s entry', (_, create) => {
  let exchange: Exchange;
  beforeAll(async () => {
    exchange = await startExchange({ accounts: [ACCOUNT], routes: ROUTES ?? [] });
  });
  afterAll(() => exchange.close());

  test('an independent check of the raw URL accepts 400 random requests and reads the same values', async () => {
    const caller = create({ ...ACCOUNT, baseUrl: exchange.origin });
    await fc.assert(
      fc.asyncProperty(params, async (given) => {
        exchange.reset();
        await caller(BORROW, { ...given, asset: `x${given.asset}` });
        const [request] = exchange.requests;
        expect(request?.refusal).toBeUndefined();
        expect(request?.parameters).toContainEqual(['asset', `x${given.asset}`]);
        if (given.note !== undefined) expect(request?.parameters).toContainEqual(['note', given.note]);
      }),
      { numRuns: 400, interruptAfterTimeLimit: 25_000 },
    );
    await caller.close();
  });
});
