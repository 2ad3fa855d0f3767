import type { Diagnostic } from '../core/diagnostic.js';
import { plain } from '../core/plain-text.js';
import type { Position } from '../core/position.js';
import { changeKind, contextKind, type LogChangeKind } from './change-words.js';
import { readDate } from './dates.js';
import { warn } from './trouble.js';
import type { ChangeFact, PageHalf, Section, TextBlock } from './types.js';

export interface Changes {
  readonly changes: readonly ChangeFact[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The lines of a change log that name an endpoint, each with its date and what the words around it say. */
export const readChanges = (half: PageHalf): Changes => {
  const changes: ChangeFact[] = [];
  const diagnostics: Diagnostic[] = [];
  let date: string | undefined;
  for (const section of half.sections) {
    const read = readDate(section.heading);
    if (read !== undefined) date = read;
    else if (section.level === 2) diagnostics.push(...undated(section, date));
    const base = { language: half.language, ...(date === undefined ? {} : { date }) };
    for (const { endpoint, kind, quote, at } of readSection(section)) {
      changes.push({ ...base, kind, ...endpoint, quote, at });
    }
  }
  return { changes, diagnostics };
};

interface Mention {
  readonly endpoint: { readonly method?: string; readonly path: string };
  readonly kind: LogChangeKind;
  readonly quote: string;
  readonly at: Position;
}

/** A heading of the rank of dates before any date: its lines would have none. */
const undated = (section: Section, date: string | undefined): readonly Diagnostic[] => {
  if (date !== undefined || section.blocks.length === 0) return [];
  const message = `"${plain(section.heading).slice(0, 80)}" is no date this reader knows.`;
  return [warn('undated-change', message, { at: section.at, hint: 'The changes below it have no date.' })];
};

interface Context {
  readonly col: number;
  readonly kind: LogChangeKind | undefined;
}

/** Nested items stand further to the right: what an item says of "the endpoints below" holds for those in it. */
const readSection = (section: Section): readonly Mention[] => {
  const outer: Context[] = [{ col: 0, kind: contextKind(plain(section.heading)) }];
  return section.blocks.flatMap((block) => {
    if (block.kind !== 'text') return [];
    while (outer.length > 1 && (outer.at(-1)?.col ?? 0) >= block.at.col) outer.pop();
    const mentions = readMentions(block, outer.at(-1)?.kind);
    const text = plain(block.text);
    outer.push({ col: block.at.col, kind: mentions.length > 0 ? undefined : contextKind(text) });
    return mentions;
  });
};

/** No line of a change log is longer; what follows is not read. */
const LONGEST = 4000;

/** A method and a path, or a path with a version in it; not the address of another site. */
const ENDPOINT = new RegExp(
  [
    String.raw`(?:(?<![A-Z])(GET|POST|PUT|DELETE|PATCH)[ ]{0,3})?`,
    String.raw`(?<![\w.:/-])(/?(?:[A-Za-z][\w-]{0,30}/){0,4}v\d{1,2}(?:/[\w.{}-]{1,60}){1,8})`,
  ].join(''),
  'g',
);

const readMentions = (block: TextBlock, context: LogChangeKind | undefined): readonly Mention[] => {
  const text = plain(block.text.slice(0, LONGEST)).replace(/(?<![A-Z])(GET|POST|PUT|DELETE|PATCH)(?=\/)/g, '$1 ');
  const found = [...text.matchAll(ENDPOINT)];
  const quote = text.slice(0, 500);
  const place = placesIn(block);
  return found.map((match, index) => {
    const start = match.index;
    const end = start + match[0].length;
    const previous = found[index - 1];
    const before = text.slice(previous ? previous.index + previous[0].length : 0, start);
    const after = text.slice(end, found[index + 1]?.index ?? text.length);
    const path = `/${(match[2] ?? '').replace(/^\/+/, '').replace(/[.]+$/, '')}`;
    const method = match[1];
    const kind = changeKind({ before, after, context, isFirst: index === 0 });
    return { endpoint: { ...(method === undefined ? {} : { method }), path }, kind, quote, at: place(path) };
  });
};

/** The line of the block that holds a path. Paths are asked for in their order. */
const placesIn = (block: TextBlock): ((path: string) => Position) => {
  const lines = block.text.split('\n');
  let index = 0;
  return (path) => {
    const next = lines.findIndex((line, at) => at >= index && line.includes(path.slice(1)));
    if (next !== -1) index = next;
    return index === 0 ? block.at : { ...block.at, line: block.at.line + index, col: 1 };
  };
};
