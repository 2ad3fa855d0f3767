import type { FileStem, Identifier } from '../core/names.js';
import type { DocText } from '../core/prose.js';
import type { OperationModel, ResponseKindModel, TypeModel } from './types.js';

/** One user-data stream: how it is opened, and which events come over it. */
export interface StreamModel {
  /** The standalone export: `marginRiskStream`. */
  readonly id: Identifier;
  readonly stem: FileStem;
  /** Names the events by the value of their `e`: `MarginRiskStreamEvents`. */
  readonly eventsType: Identifier;
  /** Any of the events: `MarginRiskStreamEvent`. */
  readonly eventType: Identifier;
  /** Where the client has its operations: `margin.riskStream`. */
  readonly name: string;
  readonly summary: DocText;
  readonly description: DocText;
  /** A checked http(s) address. */
  readonly docs: string | undefined;
  /** A checked wss address; a listen key is put at its end. */
  readonly url: string;
  /** How long the exchange keeps a connection. */
  readonly connectionMs: number;
  readonly access: ListenKeyModel | ListenTokenModel;
  /** In the order of the document; at least one. */
  readonly events: readonly StreamEventModel[];
}

/** A key at the end of the address, which lives as long as it is asked for. */
export interface ListenKeyModel {
  readonly kind: 'listenKey';
  readonly start: OperationModel;
  readonly keepAlive: OperationModel;
  readonly close: OperationModel;
  /** The field of what `start` answers. */
  readonly field: string;
  /** The parameter of `keepAlive` and `close` that takes the key, where one of them has it. */
  readonly parameter: string | undefined;
  readonly lifetimeMs: number;
  /** Codes by which the exchange says that there is no such key. */
  readonly gone: readonly number[];
}

/** A token with which a connection subscribes, and subscribes anew before it ends. */
export interface ListenTokenModel {
  readonly kind: 'listenToken';
  readonly create: OperationModel;
  /** The fields of what `create` answers: the token, and when it ends. */
  readonly field: string;
  readonly expires: string;
  /** The parameter of `create` that says how long it lives, and how long it lives by default. */
  readonly validity: string;
  readonly lifetimeMs: number;
  /** The method of the WebSocket API, and its parameter that takes the token. */
  readonly method: string;
  readonly parameter: string;
  /** Codes by which the exchange says that the token is none. */
  readonly invalid: readonly number[];
}

export interface StreamEventModel {
  /** The value of `e`. */
  readonly name: string;
  readonly type: TypeModel;
  readonly kind: ResponseKindModel;
  readonly description: DocText;
  readonly docs: string | undefined;
  /** Whether nothing comes after it. */
  readonly ends: boolean;
}
