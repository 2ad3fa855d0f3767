import type { Operation } from '../operation.js';
import { type Access, type Address, readSecret } from './access.js';
import type { Core } from './core.js';
import type { ListenKeyAccess } from './stream.js';

/** The listen key of an account: asked for, kept alive, and left to the account's other programs in the end. */
export class ListenKey implements Access {
  readonly #core: Core;
  readonly #access: ListenKeyAccess;
  readonly #onGone: () => void;
  /** When the present key and the one before it were last known to be good. */
  #proven: readonly (readonly [key: string, at: number])[] = [];
  #cancel: () => void = () => undefined;

  constructor(core: Core, access: ListenKeyAccess, onGone: () => void) {
    this.#core = core;
    this.#access = access;
    this.#onGone = onGone;
  }

  async prepare(): Promise<Address> {
    const { settings, secrets } = this.#core;
    const { start, field } = this.#access;
    const key = readSecret(await this.#core.ask(start, settings.params), field, start.name);
    secrets.add(key);
    this.#prove(key);
    return { url: settings.url + encodeURIComponent(key), key };
  }

  attach(): Promise<void> {
    return Promise.resolve();
  }

  answer(): boolean {
    return false;
  }

  provenAt(key: string): number {
    return this.#proven.find(([known]) => known === key)?.[1] ?? -Infinity;
  }

  async end(): Promise<void> {
    const [present] = this.#proven;
    if (!this.#core.settings.deleteKeyOnClose || present === undefined) return;
    const { close } = this.#access;
    try {
      await this.#core.ask(close, this.#parametersOf(close, present[0]), true);
    } catch (error) {
      this.#core.report(this.#core.errorOf('key', 'the listen key could not be given up.', error));
    }
  }

  #prove(key: string): void {
    const others = this.#proven.filter(([known]) => known !== key);
    this.#proven = [[key, this.#core.now()] as const, ...others].slice(0, 2);
    this.#keepAliveIn(this.#core.settings.keepAliveMs, 0);
  }

  #keepAliveIn(milliseconds: number, failures: number): void {
    this.#cancel();
    if (this.#core.isStopped) return;
    this.#cancel = this.#core.timers.after(milliseconds, () => void this.#keepAlive(failures));
  }

  async #keepAlive(failures: number): Promise<void> {
    const key = this.#proven[0]?.[0] ?? '';
    const { keepAlive } = this.#access;
    try {
      await this.#core.ask(keepAlive, this.#parametersOf(keepAlive, key));
      // Another key may have come meanwhile.
      if (this.#proven[0]?.[0] === key) this.#prove(key);
    } catch (error) {
      if (!this.#core.isStopped && this.#proven[0]?.[0] === key) this.#onFailure(error, key, failures + 1);
    }
  }

  #onFailure(error: unknown, key: string, failures: number): void {
    const { settings, report } = this.#core;
    const fault = this.#core.errorOf('key', 'the listen key could not be kept alive.', error);
    if (fault.code !== undefined && this.#access.gone.includes(fault.code)) return this.#onGone();
    report(fault);
    if (this.#core.now() - this.provenAt(key) > this.#access.lifetimeMs) this.#onGone();
    else this.#keepAliveIn(Math.min(settings.keepAliveMs, this.#core.delayAfter(failures, error)), failures);
  }

  #parametersOf({ parameters }: Operation<never, unknown>, key: string): Readonly<Record<string, string>> {
    const { parameter } = this.#access;
    return parameter !== undefined && Object.hasOwn(parameters, parameter) ? { [parameter]: key } : {};
  }
}
