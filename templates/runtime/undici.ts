/** The entry `marginalia-binance/undici`: sends by undici, for programs that have it. None of it is imported here. */
export { createUndiciTransport } from './send/node-undici.js';
export type {
  UndiciController,
  UndiciDispatcher,
  UndiciHandler,
  UndiciHeaders,
  UndiciRequest,
  UndiciTransportOptions,
} from './send/undici-dispatcher.js';
export type { AttemptLife, Origin, Transport, TransportFactory, WireRequest, WireResponse } from './send/wire.js';
