import type { Operation, ResponseKind } from '../operation.js';

/** A key at the end of the stream's address. All programs of one account share it. */
export interface ListenKeyAccess {
  /** Gives the key, a new one only where there was none. */
  readonly start: Operation<never, unknown>;
  readonly keepAlive: Operation<never, unknown>;
  /** Ends the key for everybody who listens with it. */
  readonly close: Operation<never, unknown>;
  /** The field with the key, in what `start` answers. */
  readonly field: string;
  /** The parameter that takes the key, of those operations that have it. */
  readonly parameter?: string;
  /** How long the key lives when nobody keeps it alive. */
  readonly lifetimeMs: number;
  /** Codes by which the exchange says that there is no such key. */
  readonly gone: readonly number[];
}

/** A token with which a connection subscribes, and subscribes anew before the token ends. */
export interface ListenTokenAccess {
  readonly create: Operation<never, unknown>;
  /** The fields with the token and with its end, in what `create` answers. */
  readonly field: string;
  readonly expires: string;
  /** The parameter of `create` that says for how many milliseconds the token lives. */
  readonly validity: string;
  /** How long it lives by default. */
  readonly lifetimeMs: number;
  /** The method of the WebSocket API, and its parameter that takes the token. */
  readonly method: string;
  readonly parameter: string;
  /** Codes by which the exchange says that the token is none. */
  readonly invalid: readonly number[];
}

declare const types: unique symbol;

/** One user-data stream as data: how it is opened, and how its events are read. Typed by its events and parameters. */
export interface EventStream<Events, Params> {
  /** As its operations in the client: `portfolioMargin.userStream`. */
  readonly name: string;
  /** Where it is; a listen key is put at the end. */
  readonly url: string;
  /** How long the exchange keeps a connection. */
  readonly connectionMs: number;
  /** How it is opened: one of the two. */
  readonly listenKey?: ListenKeyAccess;
  readonly listenToken?: ListenTokenAccess;
  /** How events are read, by the value of their `e`. */
  readonly events: Readonly<Record<string, ResponseKind>>;
  /** Those of the events after which nothing comes any more. */
  readonly ends: readonly string[];
  /** The documentation page. */
  readonly docs?: string;
  /** Never present at run time: carries the types. */
  readonly [types]?: (params: Params) => Events;
}
