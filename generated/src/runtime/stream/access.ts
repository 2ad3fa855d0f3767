import type { Link } from './link.js';
import type { UnknownEvent } from './read-message.js';
import { StreamError } from './stream-error.js';

/** Where to connect, and with what. */
export interface Address {
  readonly url: string;
  /** The listen key or token: a secret. */
  readonly key: string;
  /** For how many milliseconds it is good, where that has to be minded by connection. */
  readonly lifeMs?: number;
}

/** How one stream is opened and kept open. */
export interface Access {
  /** Gets the key or token for a connection. */
  prepare(): Promise<Address>;
  /** Does what an open connection needs before events come over it. */
  attach(link: Link, address: Address): Promise<void>;
  /** Takes the answer to a request of its own; false when it is none. */
  answer(id: string, answer: UnknownEvent): boolean;
  /** When this key was last known to be good, by the exchange's clock. */
  provenAt(key: string): number;
  /** Gives up what it has. */
  end(): Promise<void>;
}

/** The key or token in an answer. */
export const readSecret = (answer: UnknownEvent, field: string, operation: string): string => {
  const { [field]: value } = answer;
  if (typeof value === 'string' && /[^.]/.test(value)) return value;
  throw new StreamError('key', `${operation}: the answer has no ${field}.`, { operation });
};
