import { beforeAll, describe, expect, it } from 'vitest';
import { readFacts } from '../../generator/docs/page-facts.js';
import { readPage } from '../../generator/docs/read-page.js';
import type { EventFacts, FieldFact } from '../../generator/docs/types.js';
import { buildModel } from '../../generator/model/build-model.js';
import type { StreamModel } from '../../generator/model/read-streams-types.js';
import type { ResponseKindModel } from '../../generator/model/types.js';
import { capturedPages } from '../support/captured-pages.js';
import { mergeCommitted } from '../unit/spec/committed.js';

/** Which pages are about which stream. */
const FOLDERS: Readonly<Record<string, string>> = {
  'margin.riskStream': 'margin_trading/risk-data-stream',
  'margin.userStream': 'margin_trading/trade-data-stream',
  'portfolioMargin.userStream': 'derivatives/portfolio-margin/user-data-streams',
};

/**
 * Events without a page among those that were captured: the one is shown by the page that tells how to subscribe, the
 * other is younger than the pages.
 */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  'margin.userStream': ['eventStreamTerminated'],
  'portfolioMargin.userStream': ['ALGO_UPDATE'],
};

const pages = (capturedPages() ?? []).filter(({ file }) =>
  Object.values(FOLDERS).some((folder) => file === `${folder}.md` || file.startsWith(`${folder}/`)),
);
const events = pages
  .map(readPage)
  .map(readFacts)
  .flatMap((page) => page.events);

const eventsOf = (stream: string): readonly EventFacts[] =>
  events.filter(({ file }) => file.startsWith(`${FOLDERS[stream] ?? ''}/`));

let streams: readonly StreamModel[];
beforeAll(() => {
  const model = buildModel(mergeCommitted());
  if (!model.ok) throw new Error(JSON.stringify(model.diagnostics, null, 2));
  ({ streams } = model.value);
});

const nameOf = (fields: readonly FieldFact[]): string =>
  (fields.find(({ path }) => path === 'e')?.token ?? '').replaceAll(/["']/g, '');

/** `o.s` or `B[].a`, one step further down each time. */
const kindAt = (kind: ResponseKindModel | undefined, path: string): ResponseKindModel | undefined => {
  const [, name = '', list = '', rest = ''] = /^([^.[]+)((?:\[\])*)\.?(.*)$/.exec(path) ?? [];
  let found =
    typeof kind === 'object' && 'fields' in kind ? kind.fields.find(([field]) => field === name)?.[1] : undefined;
  for (let depth = 0; depth < list.length; depth += 2)
    found = typeof found === 'object' && 'list' in found ? found.list : undefined;
  return rest === '' ? found : kindAt(found, rest);
};

const fits = ({ kinds, token }: FieldFact, kind: ResponseKindModel): boolean => {
  const text = token.replaceAll(/["']/g, '');
  if (kinds.includes('object') || kinds.includes('array')) return typeof kind === 'object';
  if (kinds.includes('null')) return kind === 'string';
  if (kinds.includes('boolean')) return kind === 'bool';
  // What is a whole number in an example is no amount: those are all in quotes.
  if (kinds.includes('integer')) return kind === 'time' || kind === 'id' || kind === 'int';
  return /^-?\d+(\.\d+)?$/.test(text) ? kind === 'decimal' : kind === 'string';
};

describe.each(Object.keys(FOLDERS))('the events of %s', (name) => {
  it('are those of its pages, and no others', () => {
    const shown = eventsOf(name).flatMap(({ examples }) => examples.map(({ fields }) => nameOf(fields)));
    const elsewhere = ELSEWHERE[name] ?? [];
    const known = streams.find((stream) => stream.name === name)?.events.map((event) => event.name) ?? [];
    expect(new Set([...shown, ...elsewhere])).toEqual(new Set(known));
  });

  it('have every field that a page shows, each of a fitting kind', () => {
    const stream = streams.find((one) => one.name === name);
    const faults = eventsOf(name).flatMap(({ language, examples, responseTable }) =>
      examples.flatMap(({ fields }) => {
        const event = stream?.events.find((one) => one.name === nameOf(fields));
        const unfit = fields.filter((field) => {
          const kind = kindAt(event?.kind, field.path);
          return kind === undefined || !fits(field, kind);
        });
        // The table of fields that are there under conditions stands on the page of orders alone.
        const rows = event?.name === 'executionReport' ? (responseTable?.rows ?? []) : [];
        const missing = rows.filter((row) => kindAt(event?.kind, row.name) === undefined);
        return [...unfit.map(({ path, token }) => `${path} ${token}`), ...missing.map((row) => row.name)].map(
          (what) => `${event?.name} ${language} ${what}`,
        );
      }),
    );
    expect(faults).toEqual([]);
  });
});

it('counts nineteen events: seven of margin, twelve of portfolio margin', () => {
  expect(streams.map((stream) => [stream.name, stream.events.length])).toEqual([
    ['margin.riskStream', 2],
    ['margin.userStream', 5],
    ['portfolioMargin.userStream', 12],
  ]);
  expect(events.filter(({ language }) => language === 'en')).toHaveLength(17);
});
