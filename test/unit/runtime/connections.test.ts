import { Agent } from 'node:http';
import { describe, expect, test, vi } from 'vitest';
import { CallLife } from '../../../templates/runtime/call/life.js';
import { createCaller } from '../../../templates/runtime/node.js';
import type { ClientOptions, Interceptor } from '../../../templates/runtime/common.js';
import { startExchange } from '../../exchange/exchange.js';
import { ACCOUNT, BORROW, SINGLE_ENTRIES, failureOf, RATES, RECORDS, ROUTES, useExchange } from './support.js';

const PARAMS = { asset: 'USDT', amount: '1.5' };
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('kept connections of the node entry', () => {
  const exchange = useExchange();
  const start = (options: ClientOptions = {}) => createCaller({ ...ACCOUNT, baseUrl: exchange().origin, ...options });

  test('calls one after the other share a connection', async () => {
    const before = exchange().connections();
    const caller = start();
    for (let round = 0; round < 5; round += 1) await caller(BORROW, PARAMS);
    expect(exchange().connections() - before).toBe(1);
    await caller.close();
  });

  test('a read that runs into a dead connection is sent once more on a fresh one, signed anew', async () => {
    const look = vi.fn<Interceptor>((request, next) => next(request));
    let now = Date.now();
    const caller = createCaller({
      ...ACCOUNT,
      baseUrl: exchange().origin,
      interceptors: [look],
      now: () => (now += 1),
    });
    await caller(RECORDS, {});
    exchange().script({ fault: 'reset' });
    await caller(RECORDS, {});
    expect(look.mock.calls.map(([request]) => request.attempt)).toEqual([1, 1, 2]);
    expect(new Set(exchange().requests.map(({ query }) => query)).size).toBe(3);
    await caller.close();
  });

  test('but no more often than it may be', async () => {
    const caller = start({ retry: { attempts: 2 } });
    await Promise.all([caller(RECORDS, {}), caller(RECORDS, {}), caller(RECORDS, {})]);
    exchange().reset();
    exchange().script({ fault: 'reset' }, { fault: 'reset' });
    expect(await failureOf(caller(RECORDS, {}))).toMatchObject({ kind: 'network', sent: 'maybe', stale: false });
    expect(exchange().requests).toHaveLength(2);
    await caller.close();
  });

  test('a write is not sent again even then', async () => {
    const caller = start();
    await caller(BORROW, PARAMS);
    exchange().script({ fault: 'reset' });
    expect(await failureOf(caller(BORROW, PARAMS))).toMatchObject({ kind: 'unknown-outcome', cause: { stale: true } });
    expect(exchange().requests).toHaveLength(2);
    await caller.close();
  });

  test('idle connections are dropped after their time', async () => {
    const caller = createCaller({ ...ACCOUNT, baseUrl: exchange().origin, idleConnectionMs: 30 });
    const before = exchange().connections();
    await caller(RECORDS, {});
    await sleep(120);
    await caller(RECORDS, {});
    expect(exchange().connections() - before).toBe(2);
    await caller.close();
  });

  test('a server that gives up idle connections after two seconds gets no chance to do so under a write', async () => {
    const hasty = await startExchange({ accounts: [ACCOUNT], routes: ROUTES ?? [], keepAliveMs: 2000 });
    const caller = createCaller({ ...ACCOUNT, baseUrl: hasty.origin });
    await caller(BORROW, PARAMS);
    await sleep(1300);
    await caller(BORROW, PARAMS);
    expect(hasty.connections()).toBe(2);
    await caller.close();
    await hasty.close();
  });

  test('close waits for what is under way, then lets go, and takes no more', async () => {
    exchange().script({ delayMs: 100, json: { tranId: 1 } });
    const caller = start();
    const before = await exchange().openConnections();
    const call = caller(BORROW, PARAMS);
    await Promise.all([caller.close(), expect(call).resolves.toEqual({ tranId: '1' })]);
    await sleep(20);
    expect(await exchange().openConnections()).toBe(before);
    await Promise.all([caller.close(), caller.close()]);
    expect(await failureOf(caller(BORROW, PARAMS))).toMatchObject({ kind: 'configuration', option: 'close' });
  });

  test('a given agent is used and stays open', async () => {
    const agent = new Agent({ keepAlive: true });
    const destroy = vi.spyOn(agent, 'destroy');
    const caller = createCaller({ ...ACCOUNT, baseUrl: exchange().origin, agent });
    await caller(RECORDS, {});
    expect(Object.keys(agent.freeSockets)).toHaveLength(1);
    await caller.close();
    expect(destroy).not.toHaveBeenCalled();
    agent.destroy();
  });

  test('an agent for the wrong protocol fails before a byte is sent', async () => {
    const caller = createCaller({ ...ACCOUNT, baseUrl: 'https://127.0.0.1:1', agent: new Agent() });
    expect(await failureOf(caller(BORROW, PARAMS))).toMatchObject({
      kind: 'network',
      sent: 'never',
      code: 'ERR_INVALID_PROTOCOL',
    });
  });

  test('a failed, aborted, timed-out or oversize call leaves no socket behind', async () => {
    const agent = new Agent({ keepAlive: true });
    const caller = createCaller({
      ...ACCOUNT,
      baseUrl: exchange().origin,
      agent,
      timeoutMs: 60,
      maxResponseBytes: 100,
      retry: { attempts: 1 },
    });
    exchange().script(
      { fault: 'hang' },
      { fault: 'reset' },
      { json: 'x'.repeat(5000) },
      { fault: 'drip', json: 'x'.repeat(50) },
    );
    for (let round = 0; round < 4; round += 1) await failureOf(caller(RATES, {}));
    await sleep(50);
    expect(Object.keys(agent.sockets)).toHaveLength(0);
    agent.destroy();
  });
});

describe('the life of a call', () => {
  test('who no longer listens is not called, the others are', () => {
    const life = new CallLife([]);
    const [gone, still] = [vi.fn(), vi.fn()];
    const release = life.onCancel(gone);
    life.onCancel(still);
    release();
    life.cancel('timeout');
    life.cancel('aborted');
    expect([gone.mock.calls.length, still.mock.calls.length, life.cancelled]).toEqual([0, 1, 'timeout']);
  });

  test('an abort clears the timer even if the work never ends', async () => {
    const controller = new AbortController();
    const [set, clear] = [vi.spyOn(globalThis, 'setTimeout'), vi.spyOn(globalThis, 'clearTimeout')];
    const limits = { timeoutMs: 12_345, recvWindow: 1, signal: controller.signal, interceptors: [] };
    const run = new CallLife([]).run(
      limits,
      () => new Promise(() => undefined),
      (reason) => new Error(reason),
    );
    controller.abort();
    await expect(run).rejects.toThrow('aborted');
    const timer = set.mock.results[set.mock.calls.findIndex(([, ms]) => ms === 12_345)]?.value as unknown;
    expect(clear.mock.calls.some(([handle]) => handle === timer)).toBe(true);
    set.mockRestore();
    clear.mockRestore();
  });
});

describe.each(SINGLE_ENTRIES)('listeners, on the %s entry', (_, create) => {
  const exchange = useExchange();

  test('a signal used for many calls keeps none of their listeners', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const [add, remove] = [vi.spyOn(signal, 'addEventListener'), vi.spyOn(signal, 'removeEventListener')];
    const caller = create({ ...ACCOUNT, baseUrl: exchange().origin });
    await caller(RATES, {}, { signal });
    exchange().script({ status: 500 });
    await failureOf(caller(RATES, {}, { signal }));
    expect(add.mock.calls.length).toBe(2);
    expect(remove.mock.calls.length).toBe(2);
  });
});
