/** What the generated description of an order does with each of its answers: the runtime knows no variants. */
import { describe, expect, it } from 'vitest';
import { marginOrdersCreate } from '../../../generated/src/operations/margin-orders-create.js';
import { decode } from '../../../templates/runtime/read/decode.js';
import { reportDrift } from '../../../templates/runtime/read/strict.js';

const ACK =
  '"symbol":"BTCUSDT","orderId":6769853000000000017,"clientOrderId":"mine","isIsolated":false,"transactTime":1';
const RESULT = `${ACK},"price":"1.00","origQty":10.123456789012345678,"status":"NEW","type":"LIMIT","side":"BUY"`;
const FULL = `${RESULT},"fills":[{"tradeId":7,"price":"1","qty":"2","commission":"0.000000000000000001","commissionAsset":"BNB"}]`;

const read = (body: string): unknown => decode(marginOrdersCreate.response, `{${body}}`, () => undefined);

describe('an answer that depends on a parameter', () => {
  it.each([
    ['ACK', ACK, { orderId: '6769853000000000017', transactTime: 1 }],
    ['RESULT', RESULT, { orderId: '6769853000000000017', origQty: '10.123456789012345678' }],
    ['FULL', FULL, { fills: [{ tradeId: '7', price: '1', qty: '2', commission: '0.000000000000000001' }] }],
  ])('is read to the last digit: %s', (_name, body, wanted) => {
    expect(read(body)).toMatchObject(wanted);
  });

  it.each([
    ['ACK', ACK],
    ['RESULT', RESULT],
    ['FULL', FULL],
  ])('is no drift: %s', (_name, body) => {
    expect(reportDrift(marginOrdersCreate.response, read(body))).toEqual({ unknown: [], missing: [] });
  });

  it('is drift where it lacks what all of them have', () => {
    const { missing } = reportDrift(marginOrdersCreate.response, read('"symbol":"BTCUSDT","transactTime":1'));
    expect(missing).toContain('$.orderId');
  });
});
