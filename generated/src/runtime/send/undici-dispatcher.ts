import { ConfigurationError } from '../errors/errors.js';
import type { Origin } from './wire.js';

/** What undici lets a handler do while a request is under way. */
export interface UndiciController {
  abort(reason: Error): void;
}

/** The answer's headers as undici reads them. */
export type UndiciHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The part of undici's `DispatchHandler` that is used here. */
export interface UndiciHandler {
  onRequestStart(controller: UndiciController): void;
  onResponseStart(controller: UndiciController, status: number, headers: UndiciHeaders): void;
  onResponseData(controller: UndiciController, chunk: Uint8Array): void;
  onResponseEnd(): void;
  onResponseError(controller: UndiciController, error: Error): void;
}

/** The part of undici's `DispatchOptions` that is used here. */
export interface UndiciRequest {
  readonly origin: string;
  readonly path: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers: Record<string, string>;
  readonly body: string | null;
  readonly idempotent: boolean;
  readonly headersTimeout: number;
  readonly bodyTimeout: number;
}

/** The part of undici's `Dispatcher` that is used here. From undici 7 on all of its dispatchers fit. */
export interface UndiciDispatcher {
  dispatch(request: UndiciRequest, handler: UndiciHandler): boolean;
}

/** What `createUndiciTransport` is given. */
export interface UndiciTransportOptions {
  /** Yours to make and to close. One for all origins, or a function that gives one for an origin, such as a `Pool`. */
  readonly dispatcher: UndiciDispatcher | ((origin: string) => UndiciDispatcher);
}

const refuse = (problem: string): never => {
  throw new ConfigurationError('dispatcher', `dispatcher ${problem}.`);
};

/** A `Pool` or `Client` sends to its own origin whatever it is asked for, and the API key would go along. */
const checkOrigin = (dispatcher: UndiciDispatcher, origin: Origin): void => {
  const key = Object.getOwnPropertySymbols(dispatcher).find(({ description }) => description === 'url');
  const own: unknown = key === undefined ? undefined : Reflect.get(dispatcher, key);
  if (own instanceof URL && own.origin !== origin.href) {
    const hint = 'Give an Agent, or a function (origin) => Pool';
    refuse(`is one for ${own.origin} and sends nothing to ${origin.href}. ${hint}`);
  }
};

const checkDispatcher = (dispatcher: unknown): UndiciDispatcher => {
  const isOne = typeof dispatcher === 'object' && dispatcher !== null && 'dispatch' in dispatcher;
  return isOne && typeof dispatcher.dispatch === 'function'
    ? (dispatcher as UndiciDispatcher)
    : refuse('must be a Dispatcher of undici 7 or later, such as new Agent()');
};

/** Finds the dispatcher for an origin, and looks at each only once. */
export const createFinder = ({ dispatcher }: UndiciTransportOptions): ((origin: Origin) => UndiciDispatcher) => {
  const known = new Map<string, UndiciDispatcher>();
  const given = typeof dispatcher === 'function' ? dispatcher : checkDispatcher(dispatcher);
  return (origin) => {
    const found = known.get(origin.href);
    if (found !== undefined) return found;
    const fresh = typeof given === 'function' ? checkDispatcher(given(origin.href)) : given;
    checkOrigin(fresh, origin);
    known.set(origin.href, fresh);
    return fresh;
  };
};
