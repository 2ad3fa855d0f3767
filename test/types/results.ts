/** What a caller gets. */
import type { Client, MarginOrdersOpenResult, Order, SystemPingResult } from 'marginalia-binance';

declare const client: Client;

/** Compiles only when both types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;
const same = <A, B>(_proof: Same<A, B>): void => undefined;

export const check = async (): Promise<void> => {
  const { tranId } = await client.margin.borrowRepay({ asset: 'USDT', amount: 1, type: 'REPAY' });
  same<typeof tranId, string>(true);

  const orders = await client.margin.orders.open();
  same<typeof orders, Order[]>(true);
  same<MarginOrdersOpenResult, Order[]>(true);

  const [order] = orders;
  // @ts-expect-error the list may be empty
  order.price;
  if (order === undefined) return;
  same<typeof order.orderId, string>(true);
  same<typeof order.price, string>(true);
  same<typeof order.time, number>(true);
  same<typeof order.side, 'BUY' | 'SELL'>(true);
  same<Order['note'], string | null | undefined>(true);
  same<Order['more'], unknown>(true);
  // @ts-expect-error an optional field may be missing
  order.fills[0];
  same<NonNullable<NonNullable<Order['fills']>[number]['price']>, string>(true);

  // Nothing is `any`.
  // @ts-expect-error unknown has no members
  (await client.system.ping()).pong;
  same<SystemPingResult, void>(true);
};
