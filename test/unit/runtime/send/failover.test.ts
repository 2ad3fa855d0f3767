import { describe, expect, test } from 'vitest';
import {
  ApiError,
  BannedError,
  DecodeError,
  RateLimitError,
  UnknownOutcomeError,
} from '../../../../templates/runtime/errors/response-errors.js';
import { AbortedError, NetworkError, TimeoutError } from '../../../../templates/runtime/errors/transport-errors.js';
import { Failover, judgeOrigin } from '../../../../templates/runtime/send/failover.js';
import { API_ORIGINS, createOrigins } from '../../../../templates/runtime/send/origins.js';
import type { Origins } from '../../../../templates/runtime/send/wire.js';

const SERVER = 'https://api.binance.com';
const operation = 'margin.rates';

const network = (details: Partial<ConstructorParameters<typeof NetworkError>[1]> = {}): NetworkError =>
  new NetworkError('x', { operation, sent: 'maybe', ...details });
const answer = (status: number, code?: number): ApiError =>
  new ApiError('x', { operation, status, code, msg: '', documented: [], usage: [] });
const LIMIT = { operation, code: -1003, msg: '', documented: [], usage: [], retryAt: 1 };
const limited = (answered: boolean): RateLimitError => new RateLimitError('x', { ...LIMIT, status: 429, answered });
const banned = (answered: boolean): BannedError => new BannedError('x', { ...LIMIT, status: 418, answered });
const UNREADABLE = new DecodeError('x', { operation, status: 200, excerpt: '', usage: [] });
const doubt = (cause: Error): UnknownOutcomeError => new UnknownOutcomeError('x', { operation, parameters: {}, cause });

describe('what a failure says of the origin', () => {
  test.each<[string, string, unknown]>([
    ['no connection', 'fails', network({ sent: 'never', code: 'ECONNREFUSED' })],
    ['a connection that broke off', 'fails', network({ code: 'ECONNRESET' })],
    ['a call that was cancelled for its deadline', 'fails', 'timeout'],
    ['a call that was cancelled by its caller', 'nothing', 'aborted'],
    ['a redirect', 'fails', network({ code: 'REDIRECT' })],
    ['no answer in time', 'fails', new TimeoutError('x', { operation, sent: 'maybe', timeoutMs: 1 })],
    ['the HTML of a gateway', 'fails', answer(502)],
    ['a 500 without a code', 'fails', answer(500)],
    ['a 408 without a code', 'fails', answer(408)],
    ['a write of which nobody knows, for the same reasons', 'fails', doubt(answer(504))],
    ['a kept connection that had been closed', 'nothing', network({ stale: true })],
    ['an abort', 'nothing', new AbortedError('x', { operation, sent: 'maybe' })],
    ['an answer that cannot be read', 'nothing', UNREADABLE],
    ['an error of somebody else', 'nothing', new Error('x')],
    ['a call held back by the client', 'nothing', limited(false)],
    ['a call held back by a ban', 'nothing', banned(false)],
    ['"not modified"', 'answers', network({ code: 'NOT_MODIFIED' })],
    ['a 5xx with a code of the exchange', 'answers', answer(503, -1008)],
    ['a 408 with a code of the exchange', 'answers', answer(408, -1007)],
    ['a 499 without a code', 'answers', answer(499)],
    ['a refusal', 'answers', answer(400, -3006)],
    ['a limit that was reached', 'answers', limited(true)],
    ['a ban', 'answers', banned(true)],
    ['a write of which nobody knows, by the word of the exchange', 'answers', doubt(answer(503, -1007))],
  ])('%s: it %s', (_, verdict, error) => {
    expect(judgeOrigin(error)).toBe(verdict);
  });
});

const DOWN = network({ code: 'ECONNREFUSED', sent: 'never' });

const setUp = (count = 3, returnAfterMs?: number) => {
  const clock = { now: 1000 };
  const [first, ...rest] = API_ORIGINS.slice(0, count);
  const origins: Origins = createOrigins([first ?? '', ...rest], false)(SERVER);
  const failover = new Failover(() => clock.now, returnAfterMs);
  const [a, b = a, c = a] = origins;
  const fail = (origin = a): void => failover.note(origins, origin, DOWN);
  return { clock, origins, failover, a, b, c, fail, pick: (before?: typeof a) => failover.pick(origins, before) };
};

describe('failover', () => {
  test('begins with the first, and stays there while it answers', () => {
    const { pick, a, failover, origins } = setUp();
    expect(pick()).toBe(a);
    failover.note(origins, a);
    failover.note(origins, a, answer(400, -1102));
    failover.note(origins, a, limited(true));
    expect(pick(a)).toBe(a);
  });

  test('goes to the next after a failure, and so do the calls after it', () => {
    const { pick, fail, a, b, c } = setUp();
    fail();
    expect([pick(a), pick()]).toEqual([b, b]);
    fail(b);
    expect([pick(b), pick()]).toEqual([c, c]);
  });

  test('goes round', () => {
    const { pick, fail, a, b } = setUp(2);
    fail(a);
    fail(b);
    expect([pick(b), pick()]).toEqual([a, a]);
  });

  test('many calls that fail together move on by one', () => {
    const { pick, fail, b } = setUp();
    for (let call = 0; call < 50; call += 1) fail();
    expect(pick()).toBe(b);
  });

  test('what says nothing of the origin changes nothing', () => {
    const { pick, failover, origins, a, b, fail } = setUp();
    failover.note(origins, a, network({ stale: true }));
    expect(pick(a)).toBe(a);
    fail();
    failover.note(origins, a, new AbortedError('x', { operation, sent: 'maybe' }));
    expect(pick()).toBe(b);
  });

  test('a call does not go again to where it has just failed, even if others went back there', () => {
    const { pick, fail, a, b } = setUp(2);
    fail(a);
    fail(b);
    expect([pick(), pick(a)]).toEqual([a, b]);
  });

  test('it does when it failed for a reason of its own', () => {
    const { pick, failover, origins, a, b, fail } = setUp(2);
    fail(a);
    fail(b);
    failover.note(origins, a);
    expect(pick(a)).toBe(a);
    expect(pick(b)).toBe(a);
  });

  test('an origin that answers again counts as fit', () => {
    const { pick, failover, origins, b, fail } = setUp(3);
    fail();
    fail(b);
    failover.note(origins, b);
    fail(origins[2]);
    fail();
    expect(pick(b)).toBe(b);
  });

  test('after a minute one attempt tries the first, the others stay', () => {
    const { pick, clock, fail, a, b } = setUp();
    fail();
    clock.now += 59_999;
    expect(pick()).toBe(b);
    clock.now += 1;
    expect([pick(), pick(), pick()]).toEqual([a, b, b]);
    clock.now += 60_000;
    expect([pick(), pick()]).toEqual([a, b]);
  });

  test('when that is answered, all go back', () => {
    const { pick, clock, fail, failover, origins, a } = setUp();
    fail();
    clock.now += 60_000;
    failover.note(origins, pick());
    expect([pick(), pick()]).toEqual([a, a]);
  });

  test('when it fails, its call goes on where the others are, for another minute', () => {
    const { pick, clock, fail, a, b } = setUp();
    fail();
    clock.now += 60_000;
    fail(pick());
    expect([pick(a), pick()]).toEqual([b, b]);
    clock.now += 59_999;
    expect(pick()).toBe(b);
    clock.now += 1;
    expect(pick()).toBe(a);
  });

  test('an answer of another origin does not bring the first back', () => {
    const { pick, fail, failover, origins, b } = setUp();
    fail();
    failover.note(origins, b);
    expect(pick()).toBe(b);
  });

  test('after how long, the caller can say', () => {
    const { pick, clock, fail, a, b } = setUp(2, 5);
    fail();
    clock.now += 4;
    expect(pick()).toBe(b);
    clock.now += 1;
    expect(pick()).toBe(a);
  });

  test('back at the first by going round, nothing is tried out', () => {
    const { pick, clock, fail, a, b } = setUp(2);
    fail(a);
    fail(b);
    clock.now += 60_000;
    expect([pick(), pick()]).toEqual([a, a]);
    fail(a);
    clock.now += 59_999;
    expect(pick()).toBe(b);
  });

  test('lists are apart, and so are clients', () => {
    const { fail, failover } = setUp();
    const others = setUp();
    fail();
    expect(failover.pick(others.origins)).toBe(others.a);
    expect(others.pick()).toBe(others.a);
  });

  test('a list of one stays what it is', () => {
    const { pick, fail, a, clock } = setUp(1);
    fail();
    expect([pick(a), pick()]).toEqual([a, a]);
    clock.now += 60_000;
    expect(pick(a)).toBe(a);
  });

});
