import { Connection } from './connection.js';
import type { Address } from './access.js';
import type { Core } from './core.js';
import type { StreamGapReason } from './options.js';
import { readMessage, type StreamMessage } from './read-message.js';
import { StreamError } from './stream-error.js';

/** Why a link needs another in its place. */
export type LinkEnd = StreamGapReason | 'rollover';

/** Takes the messages of a link. */
export type Receiver = (message: StreamMessage, link: Link) => void;

const timeOf = (message: StreamMessage): number | undefined => {
  const time = message.type === 'event' ? message.event['E'] : undefined;
  return typeof time === 'number' ? time : undefined;
};

/** One connection over which events come, and what is known of it. */
export class Link {
  /** Resolves when it needs another in its place, which is not before it is over: it may still give events. */
  readonly ended: Promise<LinkEnd>;
  /** When it was opened and when it last showed a sign of life, or an event; by the exchange's clock. */
  openedAt: number = -Infinity;
  aliveAt: number = -Infinity;
  eventAt: number = -Infinity;
  /** Whether nothing comes over it any more. */
  isOver: boolean = false;
  /** The number of its subscription, where it has one. */
  subscription: unknown;
  readonly #core: Core;
  readonly #address: Address;
  readonly #receive: Receiver;
  readonly #connection: Connection;
  #seenAt: number = Date.now();
  #end: (reason: LinkEnd) => void = () => undefined;
  #cleanUp: (() => void)[] = [];

  constructor(core: Core, address: Address, receive: Receiver) {
    this.#core = core;
    this.#receive = receive;
    this.#address = address;
    this.ended = new Promise((resolve) => {
      this.#end = (reason) => {
        this.#stopTimers();
        resolve(reason);
      };
    });
    this.#connection = new Connection(core.settings.webSocket, address.url, {
      onText: (text) => this.#take(text),
      onAlive: () => this.#live(),
    });
  }

  /** Resolves when its connection is gone. */
  get over(): Promise<unknown> {
    return this.#connection.ended;
  }

  /** The key or token it was opened with. */
  get key(): string {
    return this.#address.key;
  }

  /** Resolves when it is open; rejects when it does not open in time. */
  async open(): Promise<void> {
    const { timers, settings, stream } = this.#core;
    const stopWaiting = timers.after(settings.openTimeoutMs, () => void this.close());
    const isOpen = await this.#connection.opened;
    stopWaiting();
    const operation = stream.name;
    if (!isOpen) throw new StreamError('connect', `${operation}: the connection could not be opened.`, { operation });
    void this.#connection.ended.then((isClean) => this.#over(isClean));
  }

  /** Watches over it from now on. */
  begin(): void {
    const { timers, settings } = this.#core;
    this.openedAt = this.#core.now();
    this.aliveAt = this.openedAt;
    this.eventAt = this.openedAt;
    if (this.isOver) return;
    this.until(timers.after(settings.connectionMs, () => this.fail('rollover')));
    this.#watchSilence(settings.idleMs);
  }

  /** What is to be done when it needs another in its place. */
  until(cleanUp: () => void): void {
    this.#cleanUp.push(cleanUp);
  }

  /** Says that it needs another in its place. Only the first reason counts. */
  fail(reason: LinkEnd): void {
    if (reason === 'expired') this.isOver = true;
    this.#end(reason);
  }

  send(text: string): void {
    this.#connection.send(text);
  }

  /** Ends it, and says whether it lived until then: nothing that was sent over it is missing. */
  close(): Promise<boolean> {
    this.#stopTimers();
    return this.#connection.close();
  }

  #live(): void {
    this.#seenAt = Date.now();
    this.aliveAt = this.#core.now();
  }

  #take(text: unknown): void {
    this.#live();
    const { secrets, stream, report } = this.#core;
    try {
      const message = readMessage(stream, typeof text === 'string' ? secrets.hideIn(text) : text);
      const time = timeOf(message);
      if (time !== undefined) this.aliveAt = time;
      if (message.type === 'event') this.eventAt = time ?? this.aliveAt;
      this.#receive(message, this);
    } catch (error) {
      report(this.#core.errorOf('message', 'a message could not be read.', error));
    }
  }

  #over(isClean: boolean): void {
    this.isOver = true;
    // All that was sent before a connection was ended by both sides has come.
    if (isClean) this.aliveAt = this.#core.now();
    this.fail('disconnected');
  }

  #watchSilence(milliseconds: number): void {
    const stop = this.#core.timers.after(milliseconds, () => {
      const left = this.#seenAt + this.#core.settings.idleMs - Date.now();
      if (left > 0) this.#watchSilence(left);
      else this.fail('silence');
    });
    this.until(stop);
  }

  #stopTimers(): void {
    for (const cleanUp of this.#cleanUp.splice(0)) cleanUp();
  }
}
