import { type Mock, vi } from 'vitest';
import type { Call, Tools } from '../../../../templates/runtime/call/call.js';
import { CallLife } from '../../../../templates/runtime/call/life.js';
import type { AnyOperation, ApiRequest, ApiResponse } from '../../../../templates/runtime/call/request.js';
import { retryStep } from '../../../../templates/runtime/retry/retry-step.js';
import type { Origin, Origins } from '../../../../templates/runtime/send/wire.js';
import { RECORDS } from '../support.js';

export const NOW = 1_768_478_400_000;
export const DONE: ApiResponse = { status: 200, headers: {}, data: 'done', usage: [] };
export const USAGE = [{ scope: 'IP', interval: '1M', used: 7, header: 'x-mbx-used-weight-1m' }] as const;

const originOf = (host: string): Origin => {
  return { href: `https://${host}`, secure: true, host, port: 443, serverName: host };
};
export const ONE: Origin = originOf('one');
export const TWO: Origin = originOf('two');
export const THREE: Origin = originOf('three');

/** What one call meets; what is left out is as usual. */
export interface Given {
  readonly operation?: AnyOperation;
  readonly origins?: Origins;
  /** Where each attempt goes, if there is a choice. */
  readonly picks?: readonly Origin[];
  readonly attempts?: number;
  readonly deadline?: number;
  readonly corrects?: boolean;
  /** What each attempt comes to; done after that. What is to happen meanwhile is done by a function. */
  readonly failures: readonly (Error | ((life: CallLife) => unknown))[];
}

export interface Prepared {
  readonly life: CallLife;
  readonly clock: { readonly correct: Mock<(mark: number) => Promise<boolean>> };
  readonly pick: Mock<() => Origin>;
  readonly note: Mock;
  readonly tell: Mock;
  readonly next: Mock<(request: ApiRequest) => Promise<ApiResponse>>;
  readonly request: ApiRequest;
  readonly start: () => Promise<unknown>;
}

interface Outcome extends Prepared {
  readonly result: unknown;
  /** In milliseconds. */
  readonly took: number;
  readonly sent: number;
}

/** A call that can be started, and all that it has to do with. */
export const prepare = (given: Given): Prepared => {
  const { operation = RECORDS, origins = [ONE], picks = [], attempts = 3 } = given;
  const { deadline = Infinity, corrects = true } = given;
  const life = new CallLife([]);
  life.deadline = deadline;
  const plan = { origin: origins[0], origins, apiKey: true, signature: true };
  const call = { operation, plan, life, number: 9 } as unknown as Call;
  const clock = { correct: vi.fn(async (_mark: number) => corrects) };
  const [pick, note, tell] = [vi.fn(() => picks[life.attempt - 1] ?? ONE), vi.fn(), vi.fn()];
  const retry = { attempts, baseDelayMs: 200, maxDelayMs: 5000, attemptTimeoutMs: undefined };
  // Retries need no more of the tools.
  const tools = {
    settings: { retry },
    clockFor: () => clock,
    failover: { pick, note },
    watch: { tell },
    usage: { of: () => USAGE },
  } as unknown as Tools;
  const next = vi.fn(async (_request: ApiRequest) => {
    const failure = given.failures[next.mock.calls.length - 1];
    Object.assign(life, { asked: life.attempt, stampedAt: 100 * next.mock.calls.length });
    if (typeof failure === 'function') failure(life);
    else if (failure !== undefined) throw failure;
    return DONE;
  });
  const request: ApiRequest = { operation, origin: ONE.href, attempt: 1, usage: [], parameters: [], headers: {} };
  const start = (): Promise<unknown> => retryStep(call, tools)(request, next).catch((error: unknown) => error);
  return { life, clock, pick, note, tell, next, request, start };
};

/** What a call comes to, and when. */
export const run = async (given: Given): Promise<Outcome> => {
  const prepared = prepare(given);
  let took = -1;
  const running = prepared.start().finally(() => (took = Date.now() - NOW));
  await vi.advanceTimersByTimeAsync(20_000);
  const result = await running;
  return { ...prepared, result, took, sent: prepared.next.mock.calls.length };
};
