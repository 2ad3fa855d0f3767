/** Results that depend on parameters: by what the compiler knows of them, and never more than that. */
import {
  marginOrdersCreate,
  withClientOrderId,
  type AnyOperation,
  type Caller,
  type Client,
  type MarginOrdersCreateParams,
  type MarginOrdersCreateResult,
  type Operation,
  type OrderAck,
  type OrderFull,
  type OrderResult,
} from 'marginalia-binance';

declare const client: Client;
declare const call: Caller;
declare const flag: boolean;
declare const respType: 'ACK' | 'RESULT' | 'FULL';

/** Compiles only when both types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;
const same = <A, B>(_proof: Same<A, B>): void => undefined;

type Any = OrderAck | OrderResult | OrderFull;

const stop = { symbol: 'BTCUSDT', type: 'STOP_LOSS', quantity: '1' } as const;
const market = { symbol: 'BTCUSDT', type: 'MARKET', quantity: '1' } as const;

export const facade = async (params: MarginOrdersCreateParams): Promise<void> => {
  const { orders } = client.margin;
  const ack = await orders.create({ symbol: 'B', type: 'MARKET', quantity: '1', newOrderRespType: 'ACK' });
  same<typeof ack, OrderAck>(true);
  // @ts-expect-error an acknowledgement has no status
  ack.status;
  const full = await orders.create({ ...stop, newOrderRespType: 'FULL' });
  same<typeof full, OrderFull>(true);
  same<Awaited<ReturnType<typeof result>>, OrderResult>(true);

  // Left out: by the type.
  const byMarket = await orders.create({ symbol: 'B', type: 'MARKET', quantity: '1' });
  same<typeof byMarket, OrderFull>(true);
  const byLimit = await orders.create({ symbol: 'B', type: 'LIMIT', quantity: '1', price: '1', timeInForce: 'GTC' });
  same<typeof byLimit, OrderFull>(true);
  const byStop = await orders.create(stop);
  same<typeof byStop, OrderAck>(true);

  // Not known before the call: all that it can be.
  const either = await orders.create({ ...stop, newOrderRespType: respType });
  same<typeof either, Any>(true);
  const named = await orders.create(params);
  same<typeof named, Any>(true);
  const two = await orders.create({ ...market, newOrderRespType: flag ? 'ACK' : 'RESULT' });
  same<typeof two, OrderAck | OrderResult>(true);
  const maybe = await orders.create({ ...market, ...(flag ? ({ newOrderRespType: 'ACK' } as const) : {}) });
  same<typeof maybe, OrderAck | OrderFull>(true);
  const choice = await orders.create(flag ? market : { ...stop, newOrderRespType: 'RESULT' });
  same<typeof choice, OrderFull | OrderResult>(true);
  const withId = await orders.create(withClientOrderId(marginOrdersCreate, { ...market, newOrderRespType: 'ACK' }));
  same<typeof withId, Any>(true);
};

const result = () => client.margin.orders.create({ ...market, newOrderRespType: 'RESULT' }, { timeoutMs: 1000 });

export const standalone = async (params: MarginOrdersCreateParams): Promise<void> => {
  const ack = await call(marginOrdersCreate, { ...market, newOrderRespType: 'ACK' });
  same<typeof ack, OrderAck>(true);
  const inPlace = await call(marginOrdersCreate, {
    symbol: 'B',
    type: 'MARKET',
    quantity: '1',
    newOrderRespType: 'RESULT',
  });
  same<typeof inPlace, OrderResult>(true);
  const byMarket = await client.call(marginOrdersCreate, { symbol: 'B', type: 'MARKET', quantity: 1 });
  same<typeof byMarket, OrderFull>(true);
  const byStop = await call(marginOrdersCreate, stop);
  same<typeof byStop, OrderAck>(true);
  const either = await call(marginOrdersCreate, { ...stop, newOrderRespType: respType });
  same<typeof either, Any>(true);
  const named = await call(marginOrdersCreate, params);
  same<typeof named, Any>(true);
  const maybe = await call(marginOrdersCreate, { ...market, ...(flag ? { newOrderRespType: 'ACK' } : {}) });
  same<typeof maybe, OrderAck | OrderFull>(true);
  const { data } = await call.withResponse(marginOrdersCreate, { ...market, newOrderRespType: 'ACK' });
  same<typeof data, OrderAck>(true);
};

// The names of results: all of them, or those of some params.
same<MarginOrdersCreateResult, Any>(true);
same<MarginOrdersCreateResult<{ readonly type: 'STOP_LOSS' }>, OrderAck>(true);
same<
  MarginOrdersCreateResult<{ readonly type: 'MARKET'; readonly newOrderRespType?: 'RESULT' }>,
  OrderFull | OrderResult
>(true);

// What is wrong stays wrong.
// @ts-expect-error a misspelt parameter
client.margin.orders.create({ ...market, simbol: 'B' });
// @ts-expect-error and here
call(marginOrdersCreate, { ...market, simbol: 'B' });
// @ts-expect-error also in one that is written out
client.margin.orders.create({ symbol: 'B', type: 'MARKET', quantity: '1', simbol: 'B' });
// @ts-expect-error no such answer
client.margin.orders.create({ ...market, newOrderRespType: 'ALL' });
// @ts-expect-error no such answer here either
call(marginOrdersCreate, { ...market, newOrderRespType: 'ALL' });
// @ts-expect-error conditions hold: a limit order needs its price
client.margin.orders.create({ symbol: 'B', type: 'LIMIT', quantity: '1', newOrderRespType: 'ACK' });
// @ts-expect-error and here
call(marginOrdersCreate, { symbol: 'B', type: 'LIMIT', quantity: '1', newOrderRespType: 'ACK' });
// @ts-expect-error one quantity, not two
call(marginOrdersCreate, { ...market, quoteOrderQty: '1' });
// @ts-expect-error the symbol is missing
client.margin.orders.create({ type: 'MARKET', quantity: '1' });
// @ts-expect-error the params are missing
client.margin.orders.create();

// Elsewhere it is an operation like any other.
export const plain: Operation<MarginOrdersCreateParams, MarginOrdersCreateResult> = marginOrdersCreate;
export const any: AnyOperation = marginOrdersCreate;
