import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { diffPages, pageFacts } from '../support/drift-case.js';

const CAPTURE = process.env['MARGINALIA_DOCS'] ?? join(import.meta.dirname, '../../../shared/docs/2026-01-15');
const TRADE = 'margin_trading/trade';
const LOAN = 'institutional_loan';

type Edit = (text: string) => string;

const all =
  (pattern: RegExp, becomes: string): Edit =>
  (text) =>
    text.replace(new RegExp(pattern, 'gm'), becomes);

/** What half a year of real changes looks like, made to the pages of January. */
const EDITS: Readonly<Record<string, readonly Edit[]>> = {
  [`${TRADE}/Margin-Account-New-Order.md`]: [
    all(
      /^\*\*6\(UID\)\*\*$/,
      '**6(UID)** for `sideEffectType` NO_SIDE_EFFECT  \n**1500(UID)** for `sideEffectType` MARGIN_BUY',
    ),
    all(/^(icebergQty\|.*)$/, '$1\ntrailingDelta| LONG| NO| Used with stop orders.'),
  ],
  [`${TRADE}/Margin-Account-New-OCO.md`]: [all(/^\*\*6\(UID\)\*\*$/, '**6(UID)** or **1500(UID)** by sideEffectType')],
  [`${TRADE}/Margin-Account-New-OTO.md`]: [
    all(/^\*\*6\(UID\)\*\*$/, 'sideEffectType| Weight  \n---|---  \nNO_SIDE_EFFECT| 6(UID)  \nMARGIN_BUY| 1500(UID)  '),
  ],
  [`${TRADE}/Margin-Account-New-OTOCO.md`]: [
    all(/^\*\*6\(UID\)\*\*$/, '**1500(UID)**'),
    all(/margin\/otoco`/, 'margin/order/otoco`'),
  ],
  'margin_trading/borrow-and-repay/Query-Max-Borrow.md': [all(/^\*\*50\(IP\)\*\*$/, '**750(UID)**')],
  [`${LOAN}/borrow-and-repay/Institution-Loan-Group-Repay.md`]: [
    all(/^(amount\| DECIMAL\| YES.*)$/, '$1\nrepayFrom| STRING| NO| The wallet that pays.'),
    all(/\(USER_DATA\)$/, '(TRADE)'),
  ],
  [`${LOAN}/account/Query-Closed-Group-Record.md`]: [
    all(/loan-groups\/closed|loan-group\/force-liquidation/, 'loan-group/closed'),
  ],
  [`${LOAN}/account/Institution-Loan-Group-Close.md`]: [all(/\(USER_DATA\)$/, '(TRADE)')],
  'margin_trading/change-log.md': [
    all(
      /^# Change Log$/,
      '# Change Log\n\n## 2026-04-13\n\n  * `GET /sapi/v1/margin/leverageBracket` has been removed.\n',
    ),
  ],
};

const GONE = ['Query-Liability-Coin-Leverage-Bracket-in-Cross-Margin-Pro-Mode.md', 'Get-All-Cross-Margin-Pairs.md'];

const NEW = [
  'GET /sapi/v1/margin/liquidation-loan',
  'POST /sapi/v1/margin/liquidation-loan/repay',
  'GET /sapi/v1/margin/liquidation-loan/repay-history',
  'POST /sapi/v1/margin/exit-special-key-mode',
  'GET /sapi/v1/margin/myPreventedMatches',
  'GET /sapi/v1/margin/loan-group/max-borrowable',
];

const WANTED = [
  ...NEW.map((endpoint) => `endpoint-added ${endpoint}`),
  'endpoint-moved GET /sapi/v1/margin/loan-groups/closed',
  'endpoint-moved POST /sapi/v1/margin/order/otoco',
  'endpoint-removed GET /sapi/v1/margin/leverageBracket',
  'parameter-added POST /sapi/v1/margin/loan-group/repay',
  'parameter-added POST /sapi/v1/margin/order',
  'request-weight-changed GET /sapi/v1/margin/maxBorrowable',
  'request-weight-changed POST /sapi/v1/margin/order',
  'request-weight-changed POST /sapi/v1/margin/order/oco',
  'request-weight-changed POST /sapi/v1/margin/order/oto',
  'request-weight-changed POST /sapi/v1/margin/order/otoco',
  'request-weight-scope-changed GET /sapi/v1/margin/maxBorrowable',
  'security-type-changed DELETE /sapi/v1/margin/loan-group',
  'security-type-changed POST /sapi/v1/margin/loan-group/repay',
];

const newPage = (endpoint: string): { readonly file: string; readonly text: string } => {
  const id = `margin_trading/new/${endpoint.replace(/.*\//, '')}-${endpoint.length}`;
  const half = (prefix: string): string => {
    const anchor = `[](/docs/${prefix}${id}#r "link")`;
    return `# New (USER_DATA)\n\n## HTTP Request${anchor}\n\n${endpoint}\n\n## Request Weight\n\n100(IP)\n`;
  };
  return { file: `${id}.md`, text: `${half('')}\n---\n\n${half('zh-CN/')}` };
};

/** The noise of a new capture: times, anchors, white space, heading levels. */
const noise = (text: string, index: number): string =>
  text
    .replace(/updated_at: .*/, 'updated_at: 2026-07-15T01:02:03.000000')
    .replaceAll(/#[^ )\n]*( ")/g, '#moved$1')
    .replaceAll(/^##/gm, index % 2 === 0 ? '##' : '###')
    .replaceAll(/[ ]+$/gm, index % 3 === 0 ? '   ' : '')
    .replaceAll('[\u200b]', index % 4 === 0 ? '[\ufffd]' : '[\u200b]');

test('half a year between two captures: every real change is found, and nothing else', () => {
  const files = readdirSync(CAPTURE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
  const older = files.sort().map((file) => ({ file, text: readFileSync(join(CAPTURE, file), 'utf8') }));
  const edited = older
    .filter(({ file }) => !GONE.some((name) => file.endsWith(name)))
    .map(({ file, text }) => ({ file, text: (EDITS[file] ?? []).reduce((before, edit) => edit(before), text) }));
  const newer = [...edited, ...NEW.map(newPage)].map(({ file, text }, index) => ({ file, text: noise(text, index) }));
  const report = diffPages(older.map(pageFacts), newer.map(pageFacts));
  console.info(`docs diff: half a year, ${report.findings.length} findings for ${WANTED.length} real changes`);
  expect(report.findings.map(({ rule, group }) => `${rule} ${group}`).sort()).toEqual([...WANTED].sort());
  expect(report.notes).toMatchObject([{ kind: 'not-seen', subject: 'GET /sapi/v1/margin/allPairs' }]);
}, 60_000);
