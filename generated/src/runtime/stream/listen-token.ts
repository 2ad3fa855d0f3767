import { type Access, type Address, readSecret } from './access.js';
import type { Core } from './core.js';
import type { Link } from './link.js';
import { isFields, type UnknownEvent } from './read-message.js';
import type { ListenTokenAccess } from './stream.js';
import { StreamError } from './stream-error.js';

/** How long before its end a token is renewed at the latest, and at the earliest as a part of its life. */
const LEAD_MS = 300_000;
const LEAD_PART = 0.1;

const refusalOf = (answer: UnknownEvent): { readonly code: number | undefined; readonly msg: string } | undefined => {
  const { error } = answer;
  if (!isFields(error)) return undefined;
  const { code, msg } = error;
  return { code: typeof code === 'number' ? code : undefined, msg: typeof msg === 'string' ? msg : '' };
};

/** Tokens: each connection subscribes with one of its own, and with the next before that one ends. */
export class ListenToken implements Access {
  readonly #core: Core;
  readonly #access: ListenTokenAccess;
  readonly #waiting = new Map<string, (answer: UnknownEvent) => void>();
  #requests = 0;

  constructor(core: Core, access: ListenTokenAccess) {
    this.#core = core;
    this.#access = access;
  }

  async prepare(): Promise<Address> {
    const { settings, secrets } = this.#core;
    const { create, field, expires } = this.#access;
    const answer = await this.#core.ask(create, settings.params);
    const key = readSecret(answer, field, create.name);
    secrets.add(key);
    return { url: settings.url, key, lifeMs: this.#lifeOf(answer[expires]) };
  }

  async attach(link: Link, address: Address): Promise<void> {
    await this.#subscribe(link, address.key);
    this.#renewLater(link, address);
  }

  answer(id: string, answer: UnknownEvent): boolean {
    const take = this.#waiting.get(id);
    take?.(answer);
    return take !== undefined;
  }

  /** Whoever listens with a token sees it end: the last event tells. */
  provenAt(): number {
    return -Infinity;
  }

  end(): Promise<void> {
    return Promise.resolve();
  }

  /** By the clock of the exchange, unless that cannot be right; a clock of this machine that is wrong must not matter. */
  #lifeOf(expires: unknown): number {
    const { validity, lifetimeMs } = this.#access;
    const { [validity]: asked } = this.#core.settings.params;
    const life = typeof asked === 'number' ? asked : lifetimeMs;
    const left = typeof expires === 'number' ? expires - this.#core.now() : life;
    return left > 0 ? Math.min(left, life) : life;
  }

  #renewLater(link: Link, { lifeMs = this.#access.lifetimeMs }: Address): void {
    const lead = Math.min(LEAD_MS, lifeMs * LEAD_PART);
    const endsAt = Date.now() + lifeMs;
    link.until(this.#core.timers.after(lifeMs - lead, () => void this.#renew(link, endsAt, 0)));
  }

  async #renew(link: Link, endsAt: number, failures: number): Promise<void> {
    try {
      const address = await this.prepare();
      await this.#subscribe(link, address.key);
      this.#renewLater(link, address);
    } catch (error) {
      if (this.#core.isStopped || link.isOver) return;
      this.#core.report(this.#core.errorOf('key', 'the token could not be renewed.', error));
      if (Date.now() >= endsAt) return link.fail('expired');
      const again = (): void => void this.#renew(link, endsAt, failures + 1);
      link.until(this.#core.timers.after(this.#core.delayAfter(failures + 1, error), again));
    }
  }

  async #subscribe(link: Link, token: string): Promise<void> {
    const { method, parameter } = this.#access;
    this.#requests += 1;
    const id = String(this.#requests);
    const answered = this.#answerTo(id, link);
    link.send(JSON.stringify({ id, method, params: { [parameter]: token } }));
    const answer = await answered;
    this.#waiting.delete(id);
    const refusal = answer === undefined ? { code: undefined, msg: 'no answer came' } : refusalOf(answer);
    if (refusal === undefined)
      link.subscription = isFields(answer?.['result']) ? answer['result']['subscriptionId'] : 0;
    else throw this.#refused(refusal);
  }

  #refused({ code, msg }: { readonly code: number | undefined; readonly msg: string }): StreamError {
    const { name: operation } = this.#core.stream;
    const why = `${code ?? ''} ${this.#core.secrets.redact(msg)}`.trim();
    return new StreamError('connect', `${operation}: the subscription failed: ${why}`, { operation, code });
  }

  /** Undefined when none comes in time, or can come any more. */
  #answerTo(id: string, link: Link): Promise<UnknownEvent | undefined> {
    return new Promise((resolve) => {
      const stopWaiting = this.#core.timers.after(this.#core.settings.openTimeoutMs, () => resolve(undefined));
      const take = (answer: UnknownEvent | undefined): void => {
        stopWaiting();
        resolve(answer);
      };
      this.#waiting.set(id, take);
      void link.over.then(() => take(undefined));
    });
  }
}
