import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPosition } from '../../../generator/core/position.js';
import { parseCapture } from '../../../generator/docs/snapshot.js';

const CAPTURE = {
  version: 1,
  capturedAt: '2026-03-01T10:00:00Z',
  baseUrl: 'https://docs.example.com',
  layout: 'docusaurus',
  complete: true,
  navigation: 'whole',
  pages: [
    {
      identity: 'shop/trade/Sell',
      sources: [{ language: 'en', url: 'https://docs.example.com/docs/shop/trade/Sell', etag: '"1"' }],
      state: 'fetched',
      fetchedAt: '2026-03-01T10:00:00.5+01:00',
    },
    { identity: 'shop/faq', sources: [], state: 'missing', reason: 'not-found' },
  ],
};

const parse = (value: unknown): ReturnType<typeof parseCapture> =>
  parseCapture(typeof value === 'string' ? value : JSON.stringify(value, undefined, 1), 'capture.json');

const troubles = (value: unknown): readonly string[] => {
  const parsed = parse(value);
  return parsed.ok ? [] : parsed.diagnostics.map(({ at, message }) => `${at ? formatPosition(at) : ''} ${message}`);
};

test('the record of a capture is read as it was written', () => {
  expect(parse(CAPTURE)).toEqual({ ok: true, value: CAPTURE, diagnostics: [] });
  expect(parse(`\ufeff${JSON.stringify(CAPTURE)}`)).toMatchObject({ ok: true, value: CAPTURE });
});

test('fields that a later version adds are left alone', () => {
  expect(parse({ ...CAPTURE, news: [1] })).toMatchObject({ ok: true, value: CAPTURE });
});

const page = CAPTURE.pages[0];

test.each([
  ['not JSON', '{"version": 1,', 'capture.json:1:14 capture.json cannot be used: it is no JSON.'],
  ['a list', [], 'capture.json:1:1 capture.json cannot be used: it is no JSON object.'],
  ['another version', { ...CAPTURE, version: 2 }, '2:13 capture.json cannot be used: version is not 1'],
  ['no time', { ...CAPTURE, capturedAt: 'today' }, '3:16 capture.json cannot be used: capturedAt is not a time'],
  ['no such day', { ...CAPTURE, capturedAt: '2026-13-01T00:00:00Z' }, 'capturedAt is not a time'],
  ['no truth', { ...CAPTURE, complete: 'yes' }, '6:14 capture.json cannot be used: complete is neither true nor false'],
  ['an unknown navigation', { ...CAPTURE, navigation: 'some' }, 'navigation is neither whole nor part'],
  ['no pages', { ...CAPTURE, pages: {} }, 'pages is not a list'],
  ['a page that is none', { ...CAPTURE, pages: [null] }, '9:3 capture.json cannot be used: pages[0].identity is not a'],
  ['a page outside', { ...CAPTURE, pages: [{ ...page, identity: '../x' }] }, '"../x" is no name of a page'],
  ['a page at the root', { ...CAPTURE, pages: [{ ...page, identity: '/etc/x' }] }, '"/etc/x" is no name of a page'],
  ['a state', { ...CAPTURE, pages: [{ ...page, state: 'gone' }] }, 'state is none of fetched, unchanged'],
  ['a language', { ...CAPTURE, pages: [{ ...page, sources: [{ language: 'fr', url: 'x' }] }] }, 'language is neither'],
  ['no address', { ...CAPTURE, pages: [{ ...page, sources: [{ language: 'en' }] }] }, 'pages[0].sources[0].url is not'],
  ['a page twice', { ...CAPTURE, pages: [page, page] }, 'shop/trade/Sell stands in the list twice'],
  ['a key twice', '{"version": 1, "version": 1}', 'a duplicate key stands in it'],
])('%s is refused, with its place', (_, value, wanted) => {
  expect(troubles(value).join('\n')).toContain(wanted);
});

test('no text makes it fail in another way', () => {
  const json = fc.oneof(fc.string(), fc.json(), fc.constant('['.repeat(20_000)), fc.constant('{"a":'.repeat(20_000)));
  fc.assert(
    fc.property(json, (text) => {
      const parsed = parse(text);
      expect(parsed.ok ? [] : parsed.diagnostics).toEqual(
        parsed.diagnostics.map(() => expect.objectContaining({ severity: 'error', at: expect.anything() })),
      );
    }),
    { numRuns: 100 },
  );
});
