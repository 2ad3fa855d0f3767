import { describe, expect, test } from 'vitest';
import { findEvidence } from '../../../generator/docs/removal.js';
import type { PageFacts } from '../../../generator/docs/types.js';
import { captureOf, changeLog, endpointPage, endpointText, pageOf, snapshotOf } from './pages.js';

const SELL = { method: 'POST', path: '/shop/v1/sell', identity: 'shop/trade/Sell', updatedAt: '2026-01-15T10:00:00' };
const sell = endpointPage('shop/trade/Sell', { path: '/shop/v1/sell' });
const buy = endpointPage('shop/trade/Buy', { path: '/shop/v1/buy', title: 'Buy' });
const give = endpointPage('shop/trade/Give', { path: '/shop/v1/give', title: 'Give' });
const UNSEEN = { kind: 'not-seen', since: '2026-01-15' };

test('an endpoint that a page documents is there, with its place, wherever that page is filed', () => {
  expect(findEvidence(SELL, snapshotOf([buy, sell]))).toMatchObject({ kind: 'present', at: { line: 10 } });
  const elsewhere = pageOf('docs/shop/trade/Buy.md', endpointText('shop/trade/Sell', { path: '/shop/v1/sell' }));
  expect(findEvidence(SELL, snapshotOf([elsewhere]))).toMatchObject({ kind: 'present' });
  const listed = captureOf(['shop/trade/Sell']);
  expect(findEvidence(SELL, snapshotOf([elsewhere], listed))).toMatchObject({ kind: 'present' });
});

describe('a file that is not what it should be removes nothing', () => {
  const file = 'docs/shop/trade/Sell.md';
  const whole = endpointText('shop/trade/Sell', { path: '/shop/v1/sell' });
  test.each<readonly [string, readonly PageFacts[]]>([
    ['missing', []],
    ['empty', [pageOf(file, '')]],
    ['an HTML error page', [pageOf(file, '<!doctype html><title>502</title>')]],
    ['a page that says that there is none', [pageOf(file, '# Page Not Found\n\nSorry.')]],
    ['cut off before its request line', [pageOf(file, whole.slice(0, 130))]],
    ['another page', [pageOf(file, endpointText('shop/trade/Buy', { path: '/shop/v1/buy' }))]],
  ])('%s', (name, pages) => {
    expect(findEvidence(SELL, snapshotOf([give, ...pages]))).toEqual(UNSEEN);
    const listed = captureOf(['shop/trade/Give', 'shop/trade/Sell']);
    expect(findEvidence(SELL, snapshotOf([give, ...pages], listed)), name).toEqual(UNSEEN);
  });
});

describe('a change log', () => {
  const at = (entries: Readonly<Record<string, readonly string[]>>, others: readonly PageFacts[] = [buy]): unknown =>
    findEvidence(SELL, snapshotOf([changeLog(entries), ...others]));
  const REMOVED = 'The endpoint `POST /shop/v1/sell` has been removed.';

  test('that says so removes an endpoint, with its line and date', () => {
    expect(at({ '2026-02-01': [REMOVED] })).toMatchObject({
      kind: 'removed',
      by: 'change-log',
      date: '2026-02-01',
      quote: 'The endpoint POST /shop/v1/sell has been removed.',
      at: { file: 'docs/shop/change-log.md', line: 10 },
    });
  });

  test('that says later that it was added again removes nothing', () => {
    const again = 'New endpoint `POST /shop/v1/sell` has been added.';
    expect(at({ '2026-02-20': [again], '2026-02-01': [REMOVED] })).toEqual(UNSEEN);
    expect(at({ '2026-02-01': [REMOVED, again] })).toEqual(UNSEEN);
    const later = at({ '2026-02-20': [REMOVED], '2026-02-01': [again] });
    expect(later).toMatchObject({ kind: 'removed', date: '2026-02-20' });
  });

  test('that removes another method, or a path that only begins alike, removes nothing', () => {
    expect(at({ '2026-02-01': ['The endpoint `GET /shop/v1/sell` has been removed.'] })).toEqual(UNSEEN);
    expect(at({ '2026-02-01': ['The endpoint `POST /shop/v1/sell/all` has been removed.'] })).toEqual(UNSEEN);
  });

  test('counts only once the page is gone, or was left over from before', () => {
    expect(at({ '2026-02-01': [REMOVED] }, [sell])).toMatchObject({ kind: 'present' });
    const old = endpointPage('shop/trade/Sell', { path: '/shop/v1/sell', date: '2026-01-10' });
    expect(at({ '2026-02-01': [REMOVED] }, [old, buy])).toMatchObject({ kind: 'removed', by: 'change-log' });
  });

  test('does not outweigh a page that the capture found unchanged', () => {
    const old = endpointPage('shop/trade/Sell', { path: '/shop/v1/sell', date: '2026-01-10' });
    const log = changeLog({ '2026-02-01': [REMOVED] });
    const identities = ['shop/trade/Sell', 'shop/change-log'];
    const unchanged = captureOf(identities, { states: { 'shop/trade/Sell': 'unchanged' } });
    expect(findEvidence(SELL, snapshotOf([old, log], unchanged))).toMatchObject({ kind: 'present' });
    const kept = captureOf(identities, { complete: false, states: { 'shop/trade/Sell': 'kept' } });
    expect(findEvidence(SELL, snapshotOf([old, log], kept))).toMatchObject({ kind: 'removed' });
  });
});

describe('a navigation', () => {
  const gone = { complete: false, navigation: 'whole' } as const;
  const MISSING = { 'shop/trade/New': 'missing' } as const;

  test('that lists the neighbours of a page and not the page removes its endpoint', () => {
    const states = { 'shop/trade/Give': 'kept' } as const;
    const capture = captureOf(['shop/trade/Buy', 'shop/trade/Give'], { ...gone, states });
    const removed = { kind: 'removed', by: 'navigation', date: '2026-03-01' };
    expect(findEvidence(SELL, snapshotOf([buy], capture))).toEqual(removed);
    expect(findEvidence(SELL, snapshotOf([buy, sell], capture)), 'a file left over').toEqual(removed);
  });

  test.each([
    ['was read in part', captureOf(['shop/trade/Buy'], { complete: false, navigation: 'part' })],
    ['may be a list that a person gave', captureOf(['shop/trade/Buy'], { complete: false })],
    ['lists no neighbours', captureOf(['office/Desk'], gone)],
    ['still lists the page', captureOf(['shop/trade/Sell', 'shop/trade/Buy'], gone)],
    ['lists a page that is missing', captureOf(['shop/trade/Buy', 'shop/trade/New'], { ...gone, states: MISSING })],
  ])('that %s removes nothing', (_, capture) => {
    expect(findEvidence(SELL, snapshotOf([buy], capture))).toEqual(UNSEEN);
  });

  test('says nothing about an endpoint that moved to another page', () => {
    const moved = endpointPage('shop/trade/Sell-Now', { path: '/shop/v1/sell' });
    const capture = captureOf(['shop/trade/Buy', 'shop/trade/Sell-Now'], gone);
    expect(findEvidence(SELL, snapshotOf([buy, moved], capture))).toMatchObject({ kind: 'present' });
  });
});

describe('a complete capture', () => {
  const complete = captureOf(['shop/trade/Buy', 'shop/trade/Give']);
  const unknownPage = { method: SELL.method, path: SELL.path };

  test('that has the endpoint nowhere removes it', () => {
    expect(findEvidence(unknownPage, snapshotOf([buy, give], complete))).toEqual({
      kind: 'removed',
      by: 'complete-capture',
      date: '2026-03-01',
    });
  });

  const named = { path: '/shop/v1/give', chinesePath: SELL.path };
  const cut = endpointText('shop/trade/Give', { path: '/shop/v1/give' }).slice(0, -20);

  test.each<readonly [string, readonly PageFacts[]]>([
    ['of which a file is missing', [buy]],
    ['of which a file was emptied', [buy, pageOf('docs/shop/trade/Give.md', '')]],
    ['of which a page is cut off', [buy, pageOf('docs/shop/trade/Give.md', cut)]],
    ['of which the Chinese half of a page names it', [buy, endpointPage('shop/trade/Give', named)]],
  ])('%s removes nothing', (_, pages) => {
    expect(findEvidence(unknownPage, snapshotOf(pages, complete))).toEqual({ kind: 'not-seen' });
  });
});
