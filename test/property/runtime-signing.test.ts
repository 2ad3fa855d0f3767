import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeText, formatQuery, isWellFormed } from '../../templates/runtime/sign/encode.js';
import { collectParameters } from '../../templates/runtime/call/parameters.js';
import { formatPayload } from '../../templates/runtime/sign/signing.js';
import { createCaller } from '../../templates/runtime/node.js';
import { type RawRequest, startRawServer } from '../exchange/raw.js';
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

/** What went over the socket, looked at by rules that are not the client's: the raw bytes are signed anew. */
const checkBytes = ({ head, body }: RawRequest, place: 'query' | 'body'): readonly (readonly [string, string])[] => {
  const target = head.slice(head.indexOf(' ') + 1, head.indexOf(' HTTP/1.1\r\n'));
  const query = target.slice(BORROW.path.length + 1);
  const form = place === 'query' ? query : body;
  if (!target.startsWith(BORROW.path) || (place === 'query' ? body : query) !== '')
    throw new Error(`not in the ${place}`);
  const split = splitSignature(form, '');
  const expected = createHmac('sha256', ACCOUNT.secret)
    .update(split?.payload ?? '', 'latin1')
    .digest('hex');
  if (split?.signature !== expected) throw new Error(`signed is not what was sent: ${form}`);
  return decodeForm(split.payload);
};

const IN_QUERY = { ...BORROW, parametersIn: 'query' } as const;
const IN_BODY = { ...BORROW, parametersIn: 'body' } as const;

/** Operation, what the client chooses, and where the parameters have to be. */
const PLACES: readonly (readonly [operation: typeof BORROW, chosen: 'query' | 'body', place: 'query' | 'body'])[] = [
  [BORROW, 'query', 'query'],
  [BORROW, 'body', 'body'],
  [IN_BODY, 'query', 'body'],
  [IN_QUERY, 'body', 'query'],
  [{ ...IN_BODY, method: 'GET' }, 'body', 'query'],
  [{ ...BORROW, method: 'DELETE' }, 'body', 'body'],
  [{ ...BORROW, method: 'PUT' }, 'body', 'body'],
];

const BATCH = 250;

describe('through real sockets', () => {
  test(`the raw bytes of ${RUNS} random requests, in the query and in the body, are those that were signed`, async () => {
    const places = new Map<string, 'query' | 'body'>();
    const seen = new Map<string, readonly (readonly [string, string])[]>();
    const faults: unknown[] = [];
    const server = await startRawServer((socket, request) => {
      const id = /\r\nx-id: (\d+)\r\n/i.exec(`${request.head}\r\n`)?.[1] ?? '';
      try {
        seen.set(id, checkBytes(request, places.get(id) ?? 'query'));
      } catch (error) {
        faults.push(error);
      }
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 13\r\n\r\n{"tranId":17}');
    });
    const start = (parametersIn: 'query' | 'body') =>
      createCaller({ ...ACCOUNT, baseUrl: server.origin, parametersIn, timeoutMs: 60_000 });
    const callers = { query: start('query'), body: start('body') };
    for (let first = 0; first < RUNS; first += BATCH) {
      const batch = fc.sample(params, BATCH);
      await Promise.all(
        batch.map(async (given, at) => {
          const [operation, chosen, place] = PLACES[(first + at) % PLACES.length] ?? [BORROW, 'query', 'query'];
          const id = String(first + at);
          places.set(id, place);
          await callers[chosen](operation, given, { headers: { 'x-id': id } });
          const want = collectParameters(BORROW, given, asIs);
          const got = seen.get(id)?.slice(0, -2);
          if (JSON.stringify(got) !== JSON.stringify(want)) faults.push({ id, got, want });
          places.delete(id);
          seen.delete(id);
        }),
      );
      expect(faults).toEqual([]);
    }
    expect(server.requests).toHaveLength(RUNS);
    await Promise.all([callers.query.close(), callers.body.close()]);
    await server.close();
  }, 120_000);
});
