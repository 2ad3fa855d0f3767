import { channel } from 'node:diagnostics_channel';
import { context, trace } from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { describe, expect, test, vi } from 'vitest';
import { CHANNEL_NAME, createCaller } from '../../../../templates/runtime/node.js';
import { type ClientEvent, type ClientOptions, type Instrument, reportDrift } from '../../../../templates/runtime/common.js';
import { ACCOUNT, BORROW, ENTRIES, failureOf, RECORDS, useExchange } from '../support.js';

const PARAMS = { asset: 'USDT', amount: '1' };

describe.each(ENTRIES)('events, on the %s entry', (_, create) => {
  const exchange = useExchange();
  const watched = (options: Partial<ClientOptions> = {}) => {
    const events: ClientEvent[] = [];
    const onEvent = (event: ClientEvent): void => void events.push(event);
    return { events, caller: create({ ...ACCOUNT, baseUrl: exchange().origin, retry: { baseDelayMs: 1 }, onEvent, ...options }) };
  };

  test('tell of a call that goes well', async () => {
    const { events, caller } = watched();
    exchange().script({ body: '{"tranId":1}', headers: { 'x-sapi-used-uid-weight-1m': '1500' } });
    await caller(BORROW, PARAMS);
    const place = { operation: 'margin.borrow', call: 1, attempt: 1 };
    expect(events).toMatchObject([
      { type: 'request', ...place, method: 'POST', path: BORROW.path, origin: exchange().origin },
      { type: 'response', ...place, status: 200, code: undefined, usage: [{ scope: 'UID', used: 1500 }] },
    ]);
    expect(events[1]).toHaveProperty('durationMs', expect.any(Number));
    expect(Math.abs((events[0]?.at ?? 0) - Date.now())).toBeLessThan(5000);
    await caller.close();
  });

  test('tell of failures, of retries, and of which call and attempt they are about', async () => {
    const { events, caller } = watched();
    exchange().script({ fault: 'reset' }, { status: 500, json: { code: -1000, msg: 'Unknown.' } });
    await caller(RECORDS, {});
    await caller(RECORDS, {});
    expect(events.map(({ type, call, attempt }) => [type, call, attempt])).toEqual([
      ['request', 1, 1],
      ['failure', 1, 1],
      ['retry', 1, 1],
      ['request', 1, 2],
      ['response', 1, 2],
      ['retry', 1, 2],
      ['request', 1, 3],
      ['response', 1, 3],
      ['request', 2, 1],
      ['response', 2, 1],
    ]);
    expect(events[4]).toMatchObject({ status: 500, code: -1000 });
    expect(events[1]).toMatchObject({ error: { kind: 'network' } });
    await caller.close();
  });

  test('tell the code of a write whose outcome is unknown', async () => {
    const { events, caller } = watched();
    exchange().script({ status: 504, json: { code: -1007, msg: 'Timeout.' } });
    await failureOf(caller(BORROW, PARAMS));
    expect(events[1]).toMatchObject({ type: 'response', status: 504, code: -1007 });
    await caller.close();
  });

  test('hold neither key, nor signature, nor parameters', async () => {
    const { events, caller } = watched();
    exchange().script({ fault: 'reset' });
    await failureOf(caller(BORROW, { ...PARAMS, note: 'my own business' }));
    await caller(RECORDS, { symbol: 'BTCUSDT' });
    const shown = JSON.stringify(events.filter(({ type }) => type !== 'failure'));
    expect(shown).not.toMatch(/BTCUSDT|my own business|signature/);
    expect(shown).not.toContain(ACCOUNT.apiKey);
    expect(shown).not.toContain(ACCOUNT.secret);
    await caller.close();
  });

  test('an observer that throws changes nothing', async () => {
    const { caller } = watched({
      onEvent: () => {
        throw new Error('mine');
      },
    });
    expect(await caller(BORROW, PARAMS)).toEqual({ tranId: '351637150141315861' });
    await caller.close();
  });

  test('in strict mode tell of fields that the spec does not know, and the call is none the worse', async () => {
    const { events, caller } = watched({ strict: reportDrift });
    exchange().script({ body: '{"rows":[{"id":1,"amount":"2","note":"x"}],"total":5}' });
    expect(await caller(RECORDS, {})).toEqual({ rows: [{ id: '1', amount: '2', note: 'x' }], total: 5 });
    const drift = events.filter(({ type }) => type === 'drift');
    expect(drift).toMatchObject([{ operation: 'margin.records', missing: [] }]);
    expect(JSON.stringify(drift)).toMatch(/note.*total|total.*note/);
    await caller.close();
  });

  test('the whole answer is there for who wants it', async () => {
    const { caller } = watched();
    const headers = { 'x-sapi-used-ip-weight-1m': '7' };
    exchange().script({ body: '{"rows":[]}', headers }, { body: '{"rows":[]}', headers });
    expect(await caller.withResponse(RECORDS, {})).toMatchObject({ status: 200, data: { rows: [] }, usage: [{ used: 7 }] });
    const onResponse = vi.fn();
    expect(await caller(RECORDS, {}, { onResponse })).toEqual({ rows: [] });
    expect(onResponse).toHaveBeenCalledTimes(1);
    expect(onResponse.mock.calls[0]?.[0]).toMatchObject({ usage: [{ scope: 'IP', interval: '1M', used: 7 }] });
    await caller.close();
  });

  test('interceptors see what was counted when the operation was last answered; those of a call run within the client\'s', async () => {
    const seen: unknown[] = [];
    const order: string[] = [];
    const { caller } = watched({ interceptors: [(request, next) => (order.push('client'), next(request))] });
    exchange().script({ body: '{"rows":[]}', headers: { 'x-sapi-used-ip-weight-1m': '7' } });
    await caller(RECORDS, {});
    await caller(RECORDS, {}, {
      interceptors: [
        (request, next) => {
          seen.push(request.usage);
          order.push('call');
          return next(request);
        },
      ],
    });
    expect(seen).toMatchObject([[{ used: 7 }]]);
    expect(order).toEqual(['client', 'client', 'call']);
    await caller.close();
  });
});

describe('tracing', () => {
  const exchange = useExchange();

  test('by OpenTelemetry: a span for each call, with its attributes and its failure', async () => {
    const exporter = new InMemorySpanExporter();
    const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    const tracer = provider.getTracer('test');
    const instrument: Instrument = async (call, run) => {
      const span = tracer.startSpan(call.name, { attributes: call.attributes });
      try {
        return await context.with(trace.setSpan(context.active(), span), run);
      } catch (error) {
        span.recordException(error as Error);
        throw error;
      } finally {
        span.end();
      }
    };
    const caller = createCaller({ ...ACCOUNT, baseUrl: exchange().origin, instrument });
    exchange().script({ body: '{"tranId":1}' }, { status: 400, json: { code: -3006, msg: 'Too much.' } });
    expect(await caller(BORROW, PARAMS)).toEqual({ tranId: '1' });
    await failureOf(caller(BORROW, PARAMS));
    const [good, bad] = exporter.getFinishedSpans();
    expect(good?.name).toBe('margin.borrow');
    expect(good?.attributes).toEqual({
      'http.request.method': 'POST',
      'server.address': '127.0.0.1',
      'server.port': Number(new URL(exchange().origin).port),
      'url.path': BORROW.path,
      'rpc.method': 'margin.borrow',
    });
    expect(bad?.events[0]?.attributes).toMatchObject({ 'exception.type': '-3006' });
    expect(JSON.stringify(exporter.getFinishedSpans().map(({ attributes, events }) => [attributes, events]))).not.toMatch(
      new RegExp(`${ACCOUNT.apiKey}|${ACCOUNT.secret}|signature=`),
    );
    await caller.close();
  });

  test('by node:diagnostics_channel: every client of the process, and nothing when nobody listens', async () => {
    const events: unknown[] = [];
    const listen = (event: unknown): void => void events.push(event);
    const caller = createCaller({ ...ACCOUNT, baseUrl: exchange().origin });
    await caller(RECORDS, {});
    expect(channel(CHANNEL_NAME).hasSubscribers).toBe(false);
    channel(CHANNEL_NAME).subscribe(listen);
    await caller(RECORDS, {});
    channel(CHANNEL_NAME).unsubscribe(listen);
    await caller(RECORDS, {});
    expect(events).toMatchObject([{ type: 'request', call: 2 }, { type: 'response', call: 2, status: 200 }]);
    await caller.close();
  });
});
