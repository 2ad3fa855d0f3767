import { createHistogram } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Library } from '../runtimes/world.js';
import type { Outcome } from './ledger.js';
import { seededRandom } from './random.js';
import type { LoadFigures, LoadOptions, Message, Sample } from './report.js';

type Client = ReturnType<Library['createClient']>;

const ORDER = {
  symbol: 'BTCUSDT',
  side: 'BUY',
  type: 'LIMIT',
  quantity: '1',
  price: '0.1',
  timeInForce: 'GTC',
} as const;

/** Calls that change something, by the number they carry; each gives what has to come back with it. */
const WRITES: readonly ((client: Client, number: number) => Promise<unknown>)[] = [
  async ({ margin }, number) => {
    const id = `soak-${number}`;
    const { clientOrderId } = await margin.orders.create({ ...ORDER, newClientOrderId: id });
    if (clientOrderId !== id) throw new TypeError(`${id} was answered for ${clientOrderId}`);
  },
  ({ margin }, number) => margin.borrowRepay({ asset: 'BNB', amount: `${number}.5`, type: 'BORROW' }),
  ({ margin }, number) => margin.orders.cancel({ symbol: 'BTCUSDT', origClientOrderId: `soak-${number}` }),
  ({ portfolioMargin }, number) => portfolioMargin.borrow({ asset: 'USDT', amount: `${number}.5` }),
  ({ portfolioMargin }, number) => portfolioMargin.repay({ asset: 'USDT', amount: `${number}.5` }),
];

const READS: readonly ((client: Client, number: number) => Promise<unknown>)[] = [
  async ({ margin }, number) => {
    const { orderId } = await margin.orders.get({ symbol: 'BTCUSDT', orderId: String(number) });
    if (orderId !== String(number)) throw new TypeError(`${number} was answered for ${orderId}`);
  },
  ({ margin }) => margin.orders.open(),
  ({ margin }) => margin.account.get(),
  ({ margin }) => margin.borrowRepayRecords({ type: 'BORROW' }),
];

/**
 * How much this process computes between two turns of a timer, in microseconds. By the processor's clock: on the wall's
 * a machine that others keep busy looks like a loop that is held up.
 */
const timeTurns = (turns: ReturnType<typeof createHistogram>): NodeJS.Timeout => {
  let before = process.cpuUsage();
  return setInterval(() => {
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    turns.record(Math.max(1, user + system));
  }, 20);
};

/** Keeps calls in flight until the time is over, and counts what becomes of them. */
export class Load {
  readonly #library: Library;
  readonly #options: LoadOptions;
  readonly #client: Client;
  readonly #random: () => number;
  readonly #outcomes = new Map<string, number>();
  readonly #oddities: string[] = [];
  readonly #samples: Sample[] = [];
  #told: [number, Outcome][] = [];
  #calls = 0;
  #writes = 0;

  constructor(library: Library, options: LoadOptions) {
    const { account, origin, seed } = options;
    this.#library = library;
    this.#options = options;
    this.#random = seededRandom(seed + 1);
    this.#client = library.createClient({ ...account, baseUrl: origin, timeoutMs: 1500 });
  }

  async run(): Promise<LoadFigures> {
    const { durationMs, inFlight } = this.#options;
    const [start, turns] = [performance.now(), createHistogram()];
    const timing = timeTurns(turns);
    const share = (): number => (performance.now() - start) / durationMs;
    const telling = setInterval(() => this.#tell(), 100);
    const sampling = setInterval(() => this.#sample(share()), durationMs / 50);
    await Promise.all(Array.from({ length: inFlight }, () => this.#work(() => share() < 1)));
    clearInterval(telling);
    clearInterval(sampling);
    clearInterval(timing);
    this.#sample(1);
    await this.#client.close();
    this.#tell();
    await sleep(100);
    // The channel to the other process and the output are pipes; all else would be the client's.
    const held = process.getActiveResourcesInfo().filter((name) => !/^(?:Pipe|TTY|FS|Immediate)/.test(name));
    return {
      calls: this.#calls,
      outcomes: Object.fromEntries([...this.#outcomes].sort()),
      samples: this.#samples,
      turns: { p99: turns.percentile(99) / 1000, max: turns.max / 1000 },
      held,
      oddities: this.#oddities,
    };
  }

  async #work(goesOn: () => boolean): Promise<void> {
    while (goesOn()) {
      this.#calls += 1;
      await (this.#random() < 0.6 ? this.#write() : this.#read());
    }
  }

  async #write(): Promise<void> {
    const number = this.#writes;
    this.#writes += 1;
    const write = WRITES[Math.floor(this.#random() * WRITES.length)];
    const outcome = await this.#settle('write', () => write?.(this.#client, number) ?? Promise.resolve(), number);
    this.#told.push([number, outcome]);
  }

  async #read(): Promise<void> {
    const read = READS[Math.floor(this.#random() * READS.length)];
    await this.#settle('read', () => read?.(this.#client, this.#calls) ?? Promise.resolve());
  }

  async #settle(effect: string, call: () => Promise<unknown>, number = -1): Promise<Outcome> {
    try {
      await call();
      this.#count(`${effect} resolved`);
      return 'resolved';
    } catch (error) {
      // Who is told to wait, waits: calls that fail at once, again and again, would leave the event loop no turn.
      if (error instanceof this.#library.RateLimitError) await sleep(50);
      return this.#judge(effect, error, number);
    }
  }

  #judge(effect: string, error: unknown, number: number): Outcome {
    const { MarginaliaError, UnknownOutcomeError } = this.#library;
    if (!(error instanceof MarginaliaError)) {
      this.#oddities.push(String(error));
      return 'refused';
    }
    if (!(error instanceof UnknownOutcomeError)) {
      this.#count(`${effect} ${error.kind}`);
      return 'refused';
    }
    const { cause, parameters } = error;
    this.#count(`${effect} ${error.kind}: ${cause instanceof MarginaliaError ? cause.kind : 'other'}`);
    if (!Object.values(parameters).some((value) => value === `soak-${number}` || value === `${number}.5`)) {
      this.#oddities.push(`a doubt does not name write ${number}`);
    }
    return 'unknown';
  }

  #count(outcome: string): void {
    this.#outcomes.set(outcome, (this.#outcomes.get(outcome) ?? 0) + 1);
  }

  #tell(): void {
    tell({ type: 'outcomes', outcomes: this.#told });
    this.#told = [];
  }

  #sample(at: number): void {
    globalThis.gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    this.#samples.push({ at, heap: heapUsed, rss });
  }
}

const tell = (message: Message): void => void process.send?.(message);

/** What the process does: it takes its orders, works, reports, and then has to end by itself. */
export const serve = (library: Library): void => {
  process.once('message', async (options: LoadOptions) => {
    tell({ type: 'end', figures: await new Load(library, options).run() });
    process.disconnect();
  });
};
