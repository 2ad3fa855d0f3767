import type { AnyOperation, Parameter } from '../../../../templates/runtime/call/request.js';
import type { LimitedAttempt, LimitNews } from '../../../../templates/runtime/limits/types.js';
import type { RequestWeight } from '../../../../templates/runtime/operation.js';
import type { UsedWeight } from '../../../../templates/runtime/read/usage.js';

/** `GET /papi/v1/balance`, weighing what is given. */
export const operationOf = (line: string, ...weight: readonly RequestWeight[]): AnyOperation => {
  const [method = '', path = ''] = line.split(' ');
  return {
    name: path.split('/').at(-1) ?? '',
    method: method as AnyOperation['method'],
    path,
    server: 'https://api.binance.com',
    security: [['apiKey', 'signature']],
    securityType: 'USER_DATA',
    weight,
    effect: method === 'GET' ? 'read' : 'write',
    parameters: { symbol: 'string' },
    required: [],
    response: 'any',
    errors: [],
  };
};

export const ip = (value: number, when?: RequestWeight['when']): RequestWeight => ({
  scope: 'IP',
  value,
  ...(when === undefined ? {} : { when }),
});
export const uid = (value: number): RequestWeight => ({ scope: 'UID', value });
export const order = (value: number): RequestWeight => ({ scope: 'ORDER', value });

export interface AttemptOptions {
  readonly parameters?: readonly Parameter[];
  readonly timeoutMs?: number;
}

/** An attempt that remembers what it was told, and can be cancelled. */
export class TestAttempt implements LimitedAttempt {
  readonly origin: string;
  readonly parameters: readonly Parameter[];
  readonly deadline: number;
  readonly waits: (readonly [budget: string, delayMs: number])[] = [];
  readonly blocks: (readonly [budget: string, status: number, until: number])[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(
    readonly operation: AnyOperation,
    { parameters = [], timeoutMs = 15_000 }: AttemptOptions,
  ) {
    this.origin = operation.server;
    this.parameters = parameters;
    this.deadline = Date.now() + timeoutMs;
  }

  onCancel(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onWait(budget: string, delayMs: number): void {
    this.waits.push([budget, delayMs]);
  }

  onBlock(budget: string, status: 429 | 418, until: number): void {
    this.blocks.push([budget, status, until]);
  }

  cancel(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** How many listeners it still has. */
  listeners(): number {
    return this.#listeners.size;
  }
}

export const attemptOf = (operation: AnyOperation, options: AttemptOptions = {}): TestAttempt =>
  new TestAttempt(operation, options);

export const newsOf = (status: number, more: Partial<LimitNews> = {}): LimitNews => ({
  status,
  code: undefined,
  usage: [],
  retryAt: undefined,
  ...more,
});

export const usageOf = (header: string, used: number): UsedWeight => {
  const scope = header.includes('uid') ? 'UID' : header.includes('order') ? 'ORDER' : 'IP';
  return { scope, interval: (header.split('-').at(-1) ?? '').toUpperCase(), used, header };
};

/** What became of entering: `sent`, the error, or `undefined` while it waits. */
export const watch = (entering: Promise<void> | undefined): { readonly result: () => unknown } => {
  let result: unknown = entering === undefined ? 'sent' : undefined;
  entering?.then(
    () => (result = 'sent'),
    (error: unknown) => (result = error),
  );
  return { result: () => result };
};
