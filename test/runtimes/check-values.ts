import { READ_PARAMS, secretsOf, WRITE_PARAMS } from './check-failures.js';
import { expectError, expectSame, expectTrue, failureOf } from './expecting.js';
import type { Bench, Check } from './world.js';

const LONGEST = 2n ** 63n - 1n;

const runLongIds = async (bench: Bench): Promise<void> => {
  const client = bench.client();
  for (const id of [LONGEST, -LONGEST - 1n, 2n ** 53n + 1n, 0n]) {
    await bench.control.script({ body: `{"orderId":${id}}` });
    const order = await client.margin.orders.get({ symbol: 'BTCUSDT', orderId: id });
    expectSame('the id that came back', order.orderId, String(id));
    const [request] = await bench.control.requests();
    expectSame('the id that arrived', Object.fromEntries(request?.parameters ?? []).orderId, String(id));
  }
};

const runDecimals = async (bench: Bench): Promise<void> => {
  const client = bench.client();
  const long = '123456789012345678901234567890.123456789012345678901234567890';
  await bench.control.script({ body: `{"price":${long}}` });
  expectSame('30 digits', (await client.margin.orders.get(READ_PARAMS)).price, long);
  await bench.control.script();
  await client.margin.orders.create({ ...WRITE_PARAMS, price: 1e-7, quantity: long });
  const [request] = await bench.control.requests();
  const { price, quantity } = Object.fromEntries(request?.parameters ?? []);
  expectSame('what arrived', [price, quantity], ['0.0000001', long]);
};

const AWKWARD = [
  '币安人生',
  '🚀 emoji',
  "it's (a) *test*!",
  'a+b&c=d%e',
  '~-._',
  'ü\u00df/?#[]@:;,$',
  '\u2028 "<>\\^`{|}',
];

/** The exchange has verified each signature over the raw bytes: had anything re-encoded them, it would refuse. */
const runEncoding = async (bench: Bench): Promise<void> => {
  const client = bench.client();
  for (const text of AWKWARD) {
    await bench.control.script({ json: { clientOrderId: text } });
    const order = await client.margin.orders.cancel({ symbol: 'BTCUSDT', origClientOrderId: text });
    expectSame('what came back', order.clientOrderId, text);
    const [request] = await bench.control.requests();
    expectSame('refusal', request?.refusal, undefined);
    expectSame('what arrived', Object.fromEntries(request?.parameters ?? []).origClientOrderId, text);
    expectTrue('nothing raw in the URL', /^[\w\-.~%&=]*$/.test(request?.query ?? ' '));
  }
};

const runPieces = async (bench: Bench): Promise<void> => {
  await bench.control.script({ body: '{"clientOrderId":"币安🚀"}', fault: 'drip' });
  const order = await bench.client().margin.orders.get(READ_PARAMS);
  expectSame('text cut within characters', order.clientOrderId, '币安🚀');
};

const runRefused = async (bench: Bench): Promise<void> => {
  await bench.control.script();
  const client = bench.client();
  for (const value of ['\ud800', Number.NaN, Number.POSITIVE_INFINITY]) {
    const params = typeof value === 'string' ? { newClientOrderId: value } : { price: value };
    const call = client.margin.orders.create({ ...WRITE_PARAMS, ...params });
    expectError(String(value), await failureOf(bench.packaged, call, secretsOf(bench)), { kind: 'validation' });
  }
  expectSame('how many arrived', (await bench.control.requests()).length, 0);
};

const runMany = async (bench: Bench): Promise<void> => {
  await bench.control.script();
  const client = bench.client();
  const numbers = Array.from({ length: 50 }, (_, index) => index);
  await Promise.all(numbers.map((number) => client.margin.orders.get({ symbol: 'BTCUSDT', orderId: String(number) })));
  const requests = await bench.control.requests();
  const ids = requests.map(({ parameters }) => Number(Object.fromEntries(parameters).orderId));
  expectSame(
    'every call arrived once',
    ids.sort((left, right) => left - right),
    numbers,
  );
  await client.close();
};

export const VALUE_CHECKS: readonly Check[] = [
  { name: '64-bit ids are exact both ways', run: runLongIds },
  { name: 'decimals are exact both ways', run: runDecimals },
  { name: 'any text arrives as it is, under a valid signature', run: runEncoding },
  { name: 'an answer in pieces is put together', run: runPieces },
  { name: 'what cannot be sent is refused before anything is', run: runRefused },
  { name: '50 calls at once', run: runMany },
];
