import { createRedact, type Redact } from '../errors/redact.js';

/** How many keys and tokens are remembered: a message that repeats one comes soon after. */
const REMEMBERED = 4;

/** The keys and tokens of one stream, kept where no inspection finds them. */
export class Secrets {
  #known: readonly string[] = [];
  #redact: Redact = createRedact([]);

  add(secret: string): void {
    if (this.#known.includes(secret)) return;
    this.#known = [secret, ...this.#known].slice(0, REMEMBERED);
    this.#redact = createRedact(this.#known);
  }

  /** Takes them out of a text. */
  readonly redact: Redact = (text) => this.#redact(text);

  /** The same for a message of the exchange, which mostly has none of them and then costs a look only. */
  hideIn(text: string): string {
    return this.#known.some((secret) => text.includes(secret)) ? this.#redact(text) : text;
  }
}
