/** Streams: events are told apart by their `e`, and nothing is passed over in silence. */
import {
  createClient,
  dispatchEvent,
  marginUserStream,
  openStream,
  portfolioMarginUserStream,
  type BalanceEvent,
  type OpenStream,
  type OrderEvent,
  type PortfolioMarginUserStreamEvent,
  type PortfolioMarginUserStreamEvents,
  type StreamGap,
  type WebSocketLike,
} from 'marginalia-binance';

const client = createClient({ apiKey: 'key', secret: 'secret' });
const told = { onGap: (gap: StreamGap) => gap.from, onError: () => undefined };

export const stream: OpenStream<PortfolioMarginUserStreamEvents> = openStream(client, portfolioMarginUserStream, {
  ...told,
  on: {
    ORDER_TRADE_UPDATE: ({ o, E }) => {
      const id: string = o.i;
      const time: number = E;
      const commission: string | undefined = o.n;
      return [id, time, commission, o.X === 'FILLED'];
    },
    balanceUpdate: async (event: BalanceEvent) => event.d,
  },
  onEvent: (event) => (event.e === 'balanceUpdate' ? event.d : event.o.q),
  onUnknown: (message) => message['e'],
  onStatus: (status) => (status.state === 'waiting' ? status.delayMs : status.at),
});

export const iterated = async (): Promise<string[]> => {
  const got: string[] = [];
  await stream.ready;
  for await (const event of stream) {
    switch (event.e) {
      case 'ORDER_TRADE_UPDATE':
        got.push(event.o.i);
        break;
      case 'balanceUpdate':
        got.push(event.d);
        break;
      default: {
        const never: never = event;
        got.push(never);
      }
    }
  }
  return got;
};

/** Each event of the union is one of its types. */
export const typeOf = (event: PortfolioMarginUserStreamEvent): OrderEvent | BalanceEvent => event;

export const byToken = openStream(client.call, marginUserStream, {
  ...told,
  params: { isIsolated: true, symbol: 'BTCUSDT', validity: 3_600_000 },
  signal: new AbortController().signal,
  webSocket: class implements WebSocketLike {
    send(): void {}
    close(): void {}
    addEventListener(): void {}
  },
});

dispatchEvent(portfolioMarginUserStream, '{}', { on: { balanceUpdate: ({ d }) => d } });

// @ts-expect-error gaps cannot be passed over
openStream(client, portfolioMarginUserStream, { onError: () => undefined });
// @ts-expect-error nor can errors
openStream(client, portfolioMarginUserStream, { onGap: () => undefined });
// @ts-expect-error an event that the stream does not have
openStream(client, portfolioMarginUserStream, { ...told, on: { ORDER_TRADE_UPDATES: () => undefined } });
// @ts-expect-error an event of another stream
openStream(client, marginUserStream, { ...told, on: { ORDER_TRADE_UPDATE: () => undefined } });
// @ts-expect-error an id is exact text and no number
openStream(client, portfolioMarginUserStream, { ...told, on: { ORDER_TRADE_UPDATE: ({ o }) => o.i * 2 } });
// @ts-expect-error not every event has an order
openStream(client, portfolioMarginUserStream, { ...told, onEvent: (event) => event.o.i });
// @ts-expect-error isolated margin needs a symbol here too
openStream(client, marginUserStream, { ...told, params: { isIsolated: true } });
// @ts-expect-error a stream that takes no parameters
openStream(client, portfolioMarginUserStream, { ...told, params: { symbol: 'BTCUSDT' } });
// @ts-expect-error a misspelt option
openStream(client, portfolioMarginUserStream, { ...told, keepaliveMs: 1 });
// @ts-expect-error an operation is no stream
openStream(client, client.call, told);
// @ts-expect-error a descriptor is data, and not to be changed
marginUserStream.url = 'wss://elsewhere.example/';
