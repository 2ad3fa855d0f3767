import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ACCOUNT, BORROW, useExchange } from '../support.js';

/** The judge of all forms is tried itself: a lenient one would prove nothing. */
describe('the exchange of the tests', () => {
  const exchange = useExchange();
  const FORM = 'application/x-www-form-urlencoded';

  const post = async (note: string, type: string = FORM, query = ''): Promise<unknown> => {
    const form = `asset=USDT&amount=1&note=${note}&timestamp=${Date.now()}`;
    const signature = createHmac('sha256', ACCOUNT.secret).update(query + form).digest('hex');
    const response = await fetch(`${exchange().origin}${BORROW.path}${query === '' ? '' : `?${query}`}`, {
      method: 'POST',
      headers: { 'X-MBX-APIKEY': ACCOUNT.apiKey, 'Content-Type': type },
      body: `${form}&signature=${signature}`,
    });
    return response.json();
  };

  test('takes a strict form, with and without a query before it', async () => {
    expect(await post('a%20b%27')).toHaveProperty('tranId');
    expect(await post('a', FORM, 'symbol=BTCUSDT')).toHaveProperty('tranId');
  });

  test.each(['a+b', "a'b", 'a%2fb', 'a%zz', 'a*b', 'a(b', 'a!b', 'a b', 'é'])(
    'refuses a form that is not strict, though it is well signed: %s',
    async (note) => {
      expect(await post(note)).toMatchObject({ code: -1100, msg: 'Illegal characters found in the body.' });
    },
  );

  test('refuses a form that says to be something else', async () => {
    expect(await post('a', 'text/plain')).toMatchObject({ code: -1 });
    expect(await post('a', `${FORM};charset=UTF-8`)).toMatchObject({ code: -1 });
  });

  test('refuses a parameter that stands in both', async () => {
    expect(await post('a', FORM, 'asset=BTC')).toMatchObject({ code: -1101 });
  });
});
