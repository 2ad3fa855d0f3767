import type { Access } from './access.js';
import type { Core } from './core.js';
import { isFinal } from './is-final.js';
import { Link, type LinkEnd } from './link.js';
import type { StreamGap, StreamStatus } from './options.js';
import { Overlap } from './overlap.js';
import type { StreamMessage } from './read-message.js';
import { StreamError } from './stream-error.js';

/** Events are made before they are sent: those of the last seconds before a connection died may not have come. */
const LAG_MS = 5000;

/** What a supervisor tells: messages, gaps, and how it goes. */
export interface Audience {
  readonly onMessage: (message: StreamMessage) => void;
  readonly onGap: (gap: StreamGap) => void;
  readonly onStatus: (status: StreamStatus) => void;
}

/** Keeps one connection open: replaces it when it ends, and before it would. */
export class Supervisor {
  readonly #core: Core;
  readonly #access: Access;
  readonly #audience: Audience;
  readonly #links = new Set<Link>();
  #current: Link | undefined;
  /** While two connections run side by side, or may soon: the new one, and what both gave. */
  #overlap: { readonly next: Link; readonly given: Overlap } | undefined;

  constructor(core: Core, makeAccess: (onGone: () => void) => Access, audience: Audience) {
    this.#core = core;
    this.#audience = audience;
    this.#access = makeAccess(() => this.#current?.fail('expired'));
  }

  /** Runs until it is stopped. Rejects when the first connection can never come about. */
  async run(onOpen: () => void): Promise<void> {
    let failures = 0;
    let reason: LinkEnd = 'rollover';
    while (!this.#core.isStopped) {
      const old = this.#current;
      const next = await this.#connect(failures);
      if (next === undefined) return;
      this.#current = next;
      this.#tell('open');
      if (old === undefined) onOpen();
      else this.#replace(old, next, reason);
      const openedAt = Date.now();
      reason = await next.ended;
      // A connection that ends as soon as it is open must not be opened over and over.
      const wasSettled = Date.now() - openedAt >= this.#core.settings.reconnect.maxDelayMs;
      failures = wasSettled || !next.isOver ? 0 : failures + 1;
    }
  }

  /** Ends all that is open. */
  async stop(): Promise<void> {
    this.#core.stop();
    await Promise.all([...this.#links].map((link) => link.close()));
    await this.#access.end();
    this.#tell('closed');
  }

  async #connect(before: number): Promise<Link | undefined> {
    let delayMs = before === 0 ? 0 : this.#core.delayAfter(before);
    for (let failures = before; !this.#core.isStopped;) {
      if (failures > 0) {
        this.#audience.onStatus({ state: 'waiting', at: this.#core.now(), delayMs });
        await this.#core.timers.pause(delayMs);
        if (this.#core.isStopped) return undefined;
      }
      try {
        this.#tell('connecting');
        return await this.#open();
      } catch (error) {
        if (this.#core.isStopped) return undefined;
        if (this.#current === undefined && isFinal(error)) throw this.#errorOf(error);
        failures += 1;
        delayMs = this.#core.delayAfter(failures, error);
        this.#core.report(this.#errorOf(error));
      }
    }
    return undefined;
  }

  #errorOf(error: unknown): StreamError {
    return this.#core.errorOf('connect', 'no connection.', error);
  }

  async #open(): Promise<Link> {
    const address = await this.#access.prepare();
    const link = new Link(this.#core, address, (message, from) => this.#receive(message, from));
    this.#links.add(link);
    if (this.#current?.isOver === false) this.#overlap = { next: link, given: new Overlap() };
    try {
      await link.open();
      await this.#access.attach(link, address);
      link.begin();
      if (!this.#core.isStopped) return link;
      throw new StreamError('closed', 'The stream was closed while it connected.');
    } catch (error) {
      await this.#retire(link);
      throw error;
    }
  }

  async #retire(link: Link): Promise<boolean> {
    const isClean = await link.close();
    this.#links.delete(link);
    return isClean;
  }

  #replace(old: Link, next: Link, reason: LinkEnd): void {
    const isKeyLost = reason === 'expired' || this.#isOfOtherKey(old, next);
    const why = isKeyLost ? 'expired' : reason === 'silence' ? reason : 'disconnected';
    if (!isKeyLost && !old.isOver) return void this.#handOver(old, next, why);
    this.#overlap = undefined;
    this.#tellGap(old, next, why);
    void this.#retire(old);
  }

  /** Lets both run for a while. That the old one closes as it should shows that it lived: then nothing is missing. */
  async #handOver(old: Link, next: Link, reason: StreamGap['reason']): Promise<void> {
    const overlap = this.#overlap;
    await this.#core.timers.pause(this.#core.settings.overlapMs);
    const isClean = await this.#retire(old);
    if (this.#overlap === overlap) this.#overlap = undefined;
    if (!isClean && !this.#core.isStopped) this.#tellGap(old, next, reason);
  }

  #isOfOtherKey(old: Link, next: Link): boolean {
    return this.#core.stream.listenKey !== undefined && old.key !== next.key;
  }

  #tellGap(old: Link, next: Link, reason: StreamGap['reason']): void {
    const to = next.openedAt;
    // Without its key a connection may live on and give nothing.
    const proven = reason === 'expired' ? Math.max(old.eventAt, this.#access.provenAt(old.key)) : Infinity;
    this.#audience.onGap({ from: Math.min(old.aliveAt, proven, to) - LAG_MS, to, reason });
  }

  #receive(message: StreamMessage, link: Link): void {
    if (message.type === 'answer' && this.#access.answer(message.id, message.answer)) return;
    if (message.type === 'event') {
      if (!this.#isFirst(message.event, link)) return;
      const isOwn = link.subscription === undefined || link.subscription === message.subscription;
      if (this.#core.stream.ends.includes(message.name) && isOwn) link.fail('expired');
    }
    this.#audience.onMessage(message);
  }

  #isFirst(event: object, link: Link): boolean {
    if (this.#overlap === undefined) return true;
    const { next, given } = this.#overlap;
    return given.isFirst(link === next ? 'new' : 'old', JSON.stringify(event));
  }

  #tell(state: 'connecting' | 'open' | 'closed'): void {
    this.#audience.onStatus({ state, at: this.#core.now() });
  }
}
