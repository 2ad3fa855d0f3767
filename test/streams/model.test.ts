import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../generator/core/json.js';
import { loadSources } from '../../generator/load/load-sources.js';
import { merge } from '../../generator/merge/merge.js';
import { repair } from '../../generator/repair/repair.js';
import { checkSchema } from '../../generator/validate/check-schema.js';
import { faultsOf, modelOf } from '../unit/model/build.js';
import { specFrom } from '../unit/model/spec-of.js';
import { eventSchemaIn, type Part, streamIn, streamsDocument, within } from './given.js';

const changed = (change: (document: JsonObject) => void): JsonObject => {
  const document = streamsDocument();
  change(document);
  return document;
};

/** What a change makes of a correct spec. */
const faultsAfter = (change: (document: JsonObject) => void): readonly string[] => faultsOf(changed(change));

const AT = '/x-streams/lamps.stream';
const TOKEN = '/x-streams/lamps.tokenStream/listenToken';
const token = (document: JsonObject): Part => within(streamIn(document, 'lamps.tokenStream'), 'listenToken');

describe('the model of streams', () => {
  it('is sorted by name, with what their operations and schemas say', () => {
    const streams = modelOf(streamsDocument()).streams;
    expect(streams.map(({ id, eventType, eventsType }) => [id.text, eventType.text, eventsType.text])).toEqual([
      ['lampsStream', 'LampsStreamEvent', 'LampsStreamEvents'],
      ['lampsTokenStream', 'LampsTokenStreamEvent', 'LampsTokenStreamEvents'],
    ]);
    expect(streams[0]?.access).toMatchObject({ kind: 'listenKey', start: { member: 'start' }, parameter: 'listenKey' });
    expect(streams[0]?.events.map(({ name, ends }) => [name, ends])).toEqual([
      ['LAMP_LIT', false],
      ['listenKeyExpired', true],
    ]);
  });

  it('gives a type another name where a schema has it', () => {
    const document = changed((given) => {
      const schemas = within(given, 'components', 'schemas');
      schemas['LampsStreamEvent'] = schemas['KeyExpired'];
      within(streamIn(given), 'events', 'listenKeyExpired')['schema'] = 'LampsStreamEvent';
    });
    const [stream] = modelOf(document).streams;
    expect(stream?.eventType.text).toMatch(/^LampsStreamEvent_/);
  });

  it.each<[string, (document: JsonObject) => void, string]>([
    [
      'an operation that is not there',
      (d) => (within(streamIn(d), 'listenKey')['start'] = 'lamps.on'),
      `${AT}/listenKey/start`,
    ],
    [
      'a field that the answer does not have',
      (d) => (within(streamIn(d), 'listenKey')['field'] = 'key'),
      `${AT}/listenKey/field`,
    ],
    [
      'a parameter that no operation has',
      (d) => (within(streamIn(d), 'listenKey')['parameter'] = 'key'),
      `${AT}/listenKey/parameter`,
    ],
    ['no codes', (d) => (within(streamIn(d), 'listenKey')['gone'] = []), `${AT}/listenKey/gone`],
    ['codes that are none', (d) => (within(streamIn(d), 'listenKey')['gone'] = [1.5]), `${AT}/listenKey/gone`],
    ['no length of life', (d) => (within(streamIn(d), 'listenKey')['lifetimeMs'] = 0), `${AT}/listenKey/lifetimeMs`],
    ['an address without TLS', (d) => (streamIn(d)['url'] = 'ws://stream.example.com/ws/'), `${AT}/url`],
    ['an address with a password', (d) => (streamIn(d)['url'] = 'wss://a:b@stream.example.com/ws/'), `${AT}/url`],
    ['an address with a query', (d) => (streamIn(d)['url'] = 'wss://stream.example.com/ws/?a='), `${AT}/url`],
    ['no way in', (d) => delete streamIn(d)['listenKey'], AT],
    ['two ways in', (d) => (streamIn(d)['listenToken'] = token(d)), AT],
    ['no events', (d) => (streamIn(d)['events'] = {}), `${AT}/events`],
    [
      'a schema that is not there',
      (d) => (within(streamIn(d), 'events', 'LAMP_LIT')['schema'] = 'Gone'),
      `${AT}/events/LAMP_LIT/schema`,
    ],
    [
      'an event whose e may be another',
      (d) => (within(eventSchemaIn(d), 'properties', 'e')['enum'] = ['LAMP_LIT', 'X']),
      '/components/schemas/LampLit/properties/e',
    ],
    [
      'an event whose e may be missing',
      (d) => (eventSchemaIn(d)['required'] = ['E']),
      '/components/schemas/LampLit/properties/e',
    ],
    ['an end of the token that is no time', (d) => (token(d)['expires'] = 'token'), `${TOKEN}/expires`],
    ['a validity that is no parameter', (d) => (token(d)['validity'] = 'life'), `${TOKEN}/validity`],
    ['no method', (d) => (token(d)['method'] = ''), `${TOKEN}/method`],
  ])('refuses %s, with its place', (_, change, place) => {
    expect(faultsAfter((document) => void change(document))).toContain(`error model/stream ${place}`);
  });

  it('refuses a name that an operation has already', () => {
    const faults = faultsAfter((document) => {
      within(document, 'paths', '/sapi/v1/token', 'post')['x-client-name'] = 'lamps.stream.x';
      within(document, 'x-streams')['lamps.stream.x'] = streamIn(document);
    });
    expect(faults).toContain('error model/name-collision /x-streams/lamps.stream.x');
  });

  it('refuses a name that is none', () => {
    const faults = faultsAfter((document) => (within(document, 'x-streams')['Lamps'] = streamIn(document)));
    expect(faults).toEqual(['error model/stream /x-streams/Lamps']);
  });
});

describe('the schema of x-streams', () => {
  const complaintsAfter = (change: (document: JsonObject) => void): readonly (string | undefined)[] =>
    checkSchema(specFrom(changed(change))).map(({ code, at }) => `${code} ${at?.file}`);

  it('takes what the model takes', () => {
    expect(complaintsAfter(() => undefined)).toEqual([]);
  });

  it.each<[string, (document: JsonObject) => void]>([
    ['a key that nothing reads', (d) => (streamIn(d)['keepalive'] = 1)],
    ['two ways in', (d) => (streamIn(d)['listenToken'] = token(d))],
    ['a stream without a page', (d) => delete streamIn(d)['externalDocs']],
    ['an event without a page', (d) => delete within(streamIn(d), 'events', 'LAMP_LIT')['externalDocs']],
    ['a name of one word', (d) => (within(d, 'x-streams')['lamps'] = streamIn(d))],
  ])('refuses %s', (_, change) => {
    expect(complaintsAfter((document) => void change(document))[0]).toMatch(/^validate\/extension \/?/);
  });
});

const merged = (...fragments: readonly JsonObject[]) => {
  const upstream = { openapi: '3.1.0', info: { title: 'U', version: '1' }, paths: {} };
  const sources = [upstream, ...fragments].map((document, index) => ({
    file: index === 0 ? 'spec/upstream/u.yaml' : `spec/fragments/f${index}.yaml`,
    role: index === 0 ? ('upstream' as const) : ('fragment' as const),
    bytes: new TextEncoder().encode(JSON.stringify(document)),
  }));
  const loaded = loadSources(sources);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  return merge(
    loaded.value.flatMap((source) => {
      const repaired = repair(source);
      return repaired.ok ? [repaired.value.doc] : [];
    }),
  );
};

describe('merging streams', () => {
  const other = (name: string): JsonObject => {
    const { 'x-streams': streams, openapi, info } = streamsDocument();
    return { openapi, info, paths: {}, 'x-streams': { [name]: within(streams, 'lamps.tokenStream') } } as JsonObject;
  };

  it('joins those of all fragments, sorted', () => {
    const outcome = merged(streamsDocument(), other('lamps.another'));
    expect(outcome.diagnostics).toEqual([]);
    expect(outcome.ok && Object.keys(within(outcome.value.document, 'x-streams'))).toEqual([
      'lamps.another',
      'lamps.stream',
      'lamps.tokenStream',
    ]);
  });

  it('refuses a stream that stands in two sources, with both places', () => {
    const outcome = merged(streamsDocument(), other('lamps.stream'));
    expect(outcome.diagnostics).toMatchObject([
      {
        code: 'merge/stream-twice',
        at: { file: 'spec/fragments/f2.yaml' },
        related: [{ at: { file: 'spec/fragments/f1.yaml' } }],
      },
    ]);
  });

  it('refuses what is no mapping, and an extension at the wrong place', () => {
    const odd = { ...other('lamps.another'), 'x-streams': [] } as unknown as JsonObject;
    expect(merged(odd).diagnostics).toMatchObject([{ code: 'merge/not-a-mapping' }]);
    const { 'x-streams': streams, ...rest } = streamsDocument();
    const misplaced = {
      ...rest,
      components: { ...(rest['components'] as JsonObject), 'x-streams': streams },
    } as JsonObject;
    expect(merged(misplaced).diagnostics).toMatchObject([{ code: 'merge/misplaced-extension' }]);
  });
});
