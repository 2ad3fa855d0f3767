import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lastClient, openOn, setStage, type Stage, until } from './stage.js';
import { keyStream, trade } from './streams.js';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.close());

describe('iterating over a stream', () => {
  it('gives events one by one, waits for each to be done, and ends when the stream is closed', async () => {
    const { stream } = openOn(stage, keyStream);
    await stream.ready;
    const got: number[] = [];
    const done = (async () => {
      for await (const event of stream) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        got.push(event.E);
      }
    })();
    for (const E of [1, 2, 3]) lastClient(stage).send(trade(E));
    await until('all of them', () => got.length === 3);
    await stream.close();
    await done;
    expect(got).toEqual([1, 2, 3]);
    for await (const event of stream) got.push(event.E);
    expect(got).toHaveLength(3);
  });

  it('ends with an error rather than lose an event unseen, and the stream goes on', async () => {
    const { stream, seen } = openOn(stage, keyStream, { maxBuffered: 2 });
    await stream.ready;
    const iterator = stream[Symbol.asyncIterator]();
    for (const E of [1, 2, 3, 4]) lastClient(stage).send(trade(E));
    await until('all of them by handler', () => seen.events.length === 4);
    expect(await iterator.next()).toMatchObject({ value: { E: 1 } });
    expect(await iterator.next()).toMatchObject({ value: { E: 2 } });
    await expect(iterator.next()).rejects.toMatchObject({ kind: 'stream', fault: 'overflow' });
    expect(await iterator.next()).toEqual({ value: undefined, done: true });
    expect(stream.status.state).toBe('open');
    await stream.close();
  });

  it('can be left, and keeps nothing from then on', async () => {
    const { stream, seen } = openOn(stage, keyStream, { maxBuffered: 1 });
    await stream.ready;
    setTimeout(() => lastClient(stage).send(trade(1)), 5);
    for await (const event of stream) {
      expect(event.E).toBe(1);
      break;
    }
    for (const E of [2, 3, 4]) lastClient(stage).send(trade(E));
    await until('all of them', () => seen.events.length === 4);
    expect(seen.errors).toEqual([]);
    await stream.close();
  });

  it('ends with the error of a stream that can never open', async () => {
    stage.answers.set('POST', () => ({ status: 401, json: { code: -2015, msg: 'Invalid API-key.' } }));
    const { stream } = openOn(stage, keyStream);
    await expect(stream[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: -2015 });
  });
});
