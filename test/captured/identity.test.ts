import { describe, expect, test } from 'vitest';
import { formatPosition } from '../../generator/core/position.js';
import { checkPages } from '../../generator/docs/check-pages.js';
import { readFacts } from '../../generator/docs/page-facts.js';
import { readPage } from '../../generator/docs/read-page.js';
import { findEvidence, type EndpointRef } from '../../generator/docs/removal.js';
import type { EndpointFacts, PageFacts } from '../../generator/docs/types.js';
import { capturedPages } from '../support/captured-pages.js';

const sources = capturedPages();
const [MARKET, TRADE] = ['margin_trading/market-data', 'margin_trading/trade'];

/** A capture of all three families. It is not ours to hand on. */
describe('the capture of 2026-01-15', () => {
  const pages = (sources ?? []).map(readPage);

  test('has three pages that were never translated, and nothing else is wrong with it', () => {
    const about = [...pages.flatMap(({ diagnostics }) => diagnostics), ...checkPages(pages, '.')];
    expect(about.map(({ code, at }) => `${code} ${at ? formatPosition(at) : ''}`)).toEqual([
      `docs/wrong-language ${MARKET}/Query-Liability-Coin-Leverage-Bracket-in-Cross-Margin-Pro-Mode.md:62:1`,
      `docs/wrong-language ${TRADE}/Delete-Special-Key-of-Low-Latency-Trading.md:46:1`,
      `docs/wrong-language ${TRADE}/Query-Margin-Account-Trade-List.md:65:1`,
    ]);
  });

  test('whichever page is lost, no endpoint of it is called removed', () => {
    const all = pages.map(readFacts);
    const verdicts = all.flatMap((lost) => {
      const snapshot = { label: 'all but one', pages: all.filter((page) => page !== lost) };
      return english(lost).map((each) => findEvidence(refOf(each), snapshot).kind);
    });
    expect(verdicts).toEqual(Array(173).fill('not-seen'));
  });

  test('its change logs remove what no page documents, and nothing that one does', () => {
    const snapshot = { label: 'whole', pages: pages.map(readFacts) };
    const kinds = snapshot.pages.flatMap(english).map((each) => findEvidence(refOf(each), snapshot).kind);
    expect(new Set(kinds)).toEqual(new Set(['present']));
    const gone = findEvidence({ method: 'POST', path: '/sapi/v1/margin/repay' }, snapshot);
    expect(gone).toMatchObject({ kind: 'removed', by: 'change-log', date: '2024-01-09' });
  });
});

const english = ({ endpoints }: PageFacts): readonly EndpointFacts[] =>
  endpoints.filter(({ language }) => language === 'en');

const refOf = ({ method, path }: EndpointFacts): EndpointRef => ({ method: method.value, path: path.value });
