import { pointerTo } from '../core/json.js';
import type { Position } from '../core/position.js';
import type { EndpointFacts, ErrorFact, EventFacts, Fact, Language, PageFacts } from '../docs/types.js';
import { groupFacts, type EndpointGroup } from './groups.js';

/**
 * One thing that pages document and that is compared as a whole: an endpoint, an event, a catalogue of error codes. The
 * latter two are read as endpoints that have an answer and nothing else, or errors and nothing else.
 */
export interface DocsEntry {
  readonly kind: EntryKind;
  /** `POST /sapi/v1/margin/order`, `event executionReport`, `error codes of margin_trading/error-code`. */
  readonly label: string;
  readonly pointer: string;
  /** By what it is recognised in another capture, apart from its page's identity. */
  readonly address: string;
  readonly identity?: string;
  readonly updatedAt: string;
  readonly group: EndpointGroup;
}

export type EntryKind = 'endpoint' | 'event' | 'errors';

/** All entries of a capture, the newest page first. */
export const readEntries = (pages: readonly PageFacts[]): readonly DocsEntry[] =>
  [
    ...entriesOf(
      'endpoint',
      pages.flatMap((page) => page.endpoints),
    ),
    ...entriesOf(
      'event',
      pages.flatMap((page) => page.events.map((event) => eventFacts(event, page))),
    ),
    ...entriesOf('errors', pages.flatMap(catalogueFacts)),
  ].sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : a.updatedAt > b.updatedAt ? -1 : 0));

const entriesOf = (kind: EntryKind, facts: readonly EndpointFacts[]): readonly DocsEntry[] =>
  groupFacts(facts).flatMap((group) => {
    const [half] = group.halves;
    return half ? [entryOf(kind, half, group)] : [];
  });

const entryOf = (kind: EntryKind, half: EndpointFacts, group: EndpointGroup): DocsEntry => {
  const [method, path] = [half.method.value, withoutSlash(half.path.value)];
  const identity = group.halves.find((each) => each.identity)?.identity?.value;
  return {
    kind,
    label: kind === 'errors' ? `error codes of ${path}` : `${method} ${path}`,
    pointer: pointerOf(kind, half, identity),
    address: `${kind} ${method} ${path}`,
    ...(identity === undefined ? {} : { identity }),
    updatedAt: half.updatedAt ?? '',
    group,
  };
};

const pointerOf = (kind: EntryKind, { method, path }: EndpointFacts, identity: string | undefined): string => {
  if (kind === 'endpoint') return pointerTo(pointerTo('/paths', withoutSlash(path.value)), method.value.toLowerCase());
  const page = pointerTo(kind === 'event' ? '/events' : '/errors', identity ?? path.value);
  return kind === 'event' ? pointerTo(page, path.value) : page;
};

const withoutSlash = (path: string): string => path.replace(/(?<=.)\/$/, '');

const START: Omit<Position, 'file'> = { line: 1, col: 1 };

const spoken = (value: string, fact: Fact | undefined, file: string): Fact => ({
  value,
  quote: fact?.quote ?? '',
  at: fact?.at ?? { file, ...START },
});

const NOTHING: Pick<
  EndpointFacts,
  'weights' | 'rateLimits' | 'conditions' | 'notes' | 'examples' | 'errors' | 'diagnostics'
> = { weights: [], rateLimits: [], conditions: [], notes: [], examples: [], errors: [], diagnostics: [] };

const eventFacts = (event: EventFacts, page: PageFacts): EndpointFacts => {
  const { name, title, identity, ...said } = event;
  const called = name ?? title ?? identity;
  const id = page.identity?.value ?? page.file;
  return {
    ...NOTHING,
    ...said,
    ...(title ? { title } : {}),
    ...(identity ? { identity } : {}),
    method: spoken('event', called, event.file),
    path: spoken(name?.value ?? id, called, event.file),
  };
};

/** One for each language. Pages whose errors carry no language are compared as one. */
const catalogueFacts = (page: PageFacts): readonly EndpointFacts[] => {
  const languages = [...new Set(page.errors.map(({ language }) => language ?? 'en'))];
  return languages.map((language: Language) => {
    const errors: readonly ErrorFact[] = page.errors.filter((error) => (error.language ?? 'en') === language);
    const id = page.identity?.value ?? page.file;
    return {
      ...NOTHING,
      file: page.file,
      language,
      ...(page.identity ? { identity: page.identity } : {}),
      ...(page.updatedAt === undefined ? {} : { updatedAt: page.updatedAt }),
      method: spoken('errors', page.identity, page.file),
      path: spoken(id, page.identity, page.file),
      errors,
    };
  });
};
