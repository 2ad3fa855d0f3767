import type { WebSocketConstructor, WebSocketLike } from './web-socket.js';

/** How long the other side may take to answer that a connection ends. */
const CLOSE_MS = 5000;

export interface ConnectionHooks {
  readonly onText: (text: unknown) => void;
  /** Any sign of life but a text. */
  readonly onAlive: () => void;
}

const fieldOf = (event: unknown, name: string): unknown =>
  typeof event === 'object' && event !== null ? Reflect.get(event, name) : undefined;

/** One WebSocket from start to end. */
export class Connection {
  /** Whether it is open. */
  isOpen: boolean = false;
  /** Resolves when it is over: whether both sides agreed, so that nothing that was sent can be missing. */
  readonly ended: Promise<boolean>;
  /** Resolves when it is open: whether it is. */
  readonly opened: Promise<boolean>;
  readonly #socket: WebSocketLike;
  #end: (isClean: boolean) => void = () => undefined;

  constructor(make: WebSocketConstructor, url: string, hooks: ConnectionHooks) {
    const socket = new make(url);
    this.#socket = socket;
    this.ended = new Promise((resolve) => {
      this.#end = (isClean) => {
        this.isOpen = false;
        resolve(isClean);
      };
    });
    this.opened = this.#open(hooks);
    socket.addEventListener('message', (event) => hooks.onText(fieldOf(event, 'data')));
    // Some follow an error by a close and some do not.
    socket.addEventListener('error', () => this.#end(false));
    socket.addEventListener('close', (event) => this.#end(fieldOf(event, 'wasClean') === true));
    if (typeof socket.on === 'function') socket.on('ping', hooks.onAlive);
  }

  #open({ onAlive }: ConnectionHooks): Promise<boolean> {
    return new Promise((resolve) => {
      this.#socket.addEventListener('open', () => {
        this.isOpen = true;
        onAlive();
        resolve(true);
      });
      void this.ended.then(() => resolve(false));
    });
  }

  send(text: string): void {
    this.#socket.send(text);
  }

  /** Ends it, and says whether both sides agreed. */
  async close(): Promise<boolean> {
    const timer = setTimeout(() => this.#end(false), CLOSE_MS);
    this.#quietly(() => this.#socket.close(1000));
    const isClean = await this.ended;
    clearTimeout(timer);
    if (!isClean) this.#quietly(() => this.#socket.terminate?.());
    return isClean;
  }

  /** A socket that did not open, or that is gone, may refuse to be closed. */
  #quietly(work: () => void): void {
    try {
      work();
    } catch {
      this.#end(false);
    }
  }
}
