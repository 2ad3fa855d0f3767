/** Operations without the facade, and parts of it. */
import {
  createCaller,
  createClient,
  createFacade,
  marginOrdersOpen,
  marginBorrowRepay,
  systemPing,
  type Caller,
  type Client,
  type MarginBorrowRepayResult,
  type Operation,
  type SystemPingParams,
} from 'marginalia-binance';
import { createMarginArea, type MarginArea } from 'marginalia-binance/margin';

const call: Caller = createCaller({ apiKey: 'key', secret: 'secret' });
const area: MarginArea = createMarginArea(call);
const client: Client = createFacade(call);
const same: Client = createClient({ apiKey: 'key', privateKey: 'pem' });

export const loan: Promise<MarginBorrowRepayResult> = call(marginBorrowRepay, {
  asset: 'USDT',
  amount: '1',
  type: 'BORROW',
});
export const closed: Promise<void> = client.close();
export const described: Operation<SystemPingParams, unknown> = systemPing;
export const calls = [client.call(systemPing, {}), same.call(systemPing, {}, { timeoutMs: 1 }), area.orders.open()];

// @ts-expect-error isolated margin needs a symbol here too
call(marginBorrowRepay, { asset: 'USDT', amount: '1', type: 'BORROW', isIsolated: 'TRUE' });
// @ts-expect-error and a required parameter is required
call(marginBorrowRepay, { asset: 'USDT' });
// @ts-expect-error and a misspelt one is refused, though all are optional
call(marginOrdersOpen, { symbol: 'X', strtTime: 1 });
// @ts-expect-error a descriptor is data, and not to be changed
marginBorrowRepay.path = '/elsewhere';
// @ts-expect-error params of one operation are not those of another
const mixed: Operation<SystemPingParams, unknown> = marginBorrowRepay;
export { mixed };
