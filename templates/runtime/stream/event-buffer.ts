import { StreamError } from './stream-error.js';

interface Taker<Event> {
  readonly resolve: (result: IteratorResult<Event>) => void;
  readonly reject: (error: Error) => void;
}

/** The events that wait for one `for await`. It ends with an error when they become too many: none is lost unseen. */
export class EventBuffer<Event> implements AsyncIterableIterator<Event> {
  readonly #max: number;
  readonly #onReturn: (buffer: EventBuffer<Event>) => void;
  #events: Event[] = [];
  #takers: Taker<Event>[] = [];
  #isOver = false;
  #error: Error | undefined;

  constructor(max: number, onReturn: (buffer: EventBuffer<Event>) => void) {
    this.#max = max;
    this.#onReturn = onReturn;
  }

  push(event: Event): void {
    if (this.#isOver) return;
    const taker = this.#takers.shift();
    if (taker !== undefined) taker.resolve({ value: event, done: false });
    else if (this.#events.length < this.#max) this.#events.push(event);
    else this.end(new StreamError('overflow', `More than ${this.#max} events waited to be taken from the stream.`));
  }

  /** Nothing more comes; what waits is still given, and then the error. */
  end(error?: Error): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#error = error;
    this.#onReturn(this);
    const [first, ...others] = this.#takers.splice(0);
    if (first !== undefined) this.#finish(first);
    for (const taker of others) taker.resolve({ value: undefined, done: true });
  }

  next(): Promise<IteratorResult<Event>> {
    return new Promise((resolve, reject) => {
      const event = this.#events.shift();
      if (event !== undefined) resolve({ value: event, done: false });
      else if (this.#isOver) this.#finish({ resolve, reject });
      else this.#takers.push({ resolve, reject });
    });
  }

  return(): Promise<IteratorResult<Event>> {
    this.#events = [];
    this.end();
    this.#error = undefined;
    return Promise.resolve({ value: undefined, done: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** An error is told once. */
  #finish({ resolve, reject }: Taker<Event>): void {
    const error = this.#error;
    this.#error = undefined;
    if (error === undefined) resolve({ value: undefined, done: true });
    else reject(error);
  }
}
