import type { WebSocketConstructor, WebSocketLike } from '../../../../templates/runtime/common.js';

type Listener = (event: unknown) => void;

/** A WebSocket without a network, for tests with a clock of their own. Like `ws` it shows pings. */
export class FakeSocket implements WebSocketLike {
  readonly sent: string[] = [];
  isClosed = false;
  /** Whether it answers that it is to be closed. */
  isAlive = true;
  readonly #listeners = new Map<string, Listener[]>();

  constructor(readonly url: string) {}

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  on(type: string, listener: () => void): void {
    this.addEventListener(type, listener);
  }

  emit(type: string, event: unknown = {}): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event);
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    if (this.isClosed || !this.isAlive) return;
    this.isClosed = true;
    queueMicrotask(() => this.emit('close', { wasClean: true }));
  }

  terminate(): void {
    this.isClosed = true;
  }
}

export interface FakeNetwork {
  readonly WebSocket: WebSocketConstructor;
  /** Every socket that was made. */
  readonly sockets: readonly FakeSocket[];
}

/** Sockets that open at once. */
export const createNetwork = (onSocket: (socket: FakeSocket) => void = () => undefined): FakeNetwork => {
  const sockets: FakeSocket[] = [];
  class Made extends FakeSocket {
    constructor(url: string) {
      super(url);
      sockets.push(this);
      queueMicrotask(() => {
        this.emit('open');
        onSocket(this);
      });
    }
  }
  return { WebSocket: Made, sockets };
};
