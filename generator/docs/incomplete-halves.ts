import { comparable, plain } from '../core/plain-text.js';
import { findEndpoints } from './endpoints.js';
import { endsHere, findCut } from './incomplete.js';
import type { Lines } from './lines.js';
import { readRequestLines } from './request-line.js';
import type { ContentBlock, Fact, Language, PageHalf, PageKind, Section, TableBlock } from './types.js';

/** A half as it was read, and the lines it was read from. */
export interface ReadHalf {
  readonly half: PageHalf;
  readonly lines: Lines;
}

/** Marks the halves that may not be all of it. Nothing that such a half lacks counts as removed. */
export const markIncomplete = (kind: PageKind, read: readonly ReadHalf[]): readonly PageHalf[] => {
  const cuts = withoutLikeEndings(read.map(({ half, lines }) => findCut(kind, half.sections, lines)));
  const missing = kind === 'endpoint' ? read.map((each) => alone(each, read)) : [];
  return read.map((each, index) => {
    // A half that does not reach its endpoint is told about once, with the other half.
    if (missing.some((other, at) => other && at !== index) && !hasEndpoint(each.half)) return each.half;
    const incomplete = cuts[index] ?? missing[index] ?? stopsEarly(kind, each, read);
    return incomplete ? { ...each.half, incomplete } : each.half;
  });
};

/** Where both halves end alike, the page was written so: nobody cuts two halves at the same place. */
const withoutLikeEndings = (cuts: readonly (Fact | undefined)[]): readonly (Fact | undefined)[] =>
  cuts.length > 1 && cuts.every((cut) => cut !== undefined && cut.value === cuts[0]?.value)
    ? cuts.map(() => undefined)
    : cuts;

/** An endpoint in one language only may be a page that was cut off at any line. */
const alone = ({ half, lines }: ReadHalf, read: readonly ReadHalf[]): Fact | undefined => {
  const speaking = new Set(read.filter(({ half: each }) => hasEndpoint(each)).map(({ half: each }) => each.language));
  if (speaking.size !== 1 || !speaking.has(half.language)) return undefined;
  const reason = `its ${NAMES[half.language === 'en' ? 'zh' : 'en']} half is missing, or ends before the endpoint`;
  return { ...endsHere(reason, read.at(-1)?.lines ?? lines), quote: '' };
};

const NAMES: Readonly<Record<Language, string>> = { en: 'English', zh: 'Chinese' };

const hasEndpoint = (half: PageHalf): boolean =>
  findEndpoints(half).some(({ request }) => readRequestLines(request).length > 0);

/** The other half goes on where this one ends. Only endpoints and events are built alike in both languages. */
const stopsEarly = (kind: PageKind, { half, lines }: ReadHalf, read: readonly ReadHalf[]): Fact | undefined => {
  if (kind !== 'endpoint' && kind !== 'event') return undefined;
  const other = read.find(({ half: each }) => each.language !== half.language)?.half;
  const reason = other && whatIsMissing(half.sections, other.sections);
  if (!other || !reason) return undefined;
  return endsHere(`it ends early: ${reason} of the ${NAMES[other.language]} half`, lines);
};

const whatIsMissing = (own: readonly Section[], other: readonly Section[]): string | undefined =>
  missingBlock(own, other) ?? missingSection(own, other) ?? missingRows(own, other) ?? missingCodes(own, other);

/** A half that reaches the section that the other ends with was only written otherwise, and not cut. */
const missingBlock = (own: readonly Section[], other: readonly Section[]): string | undefined => {
  const fewer = (kind: 'table' | 'code', a: readonly Section[], b: readonly Section[]): boolean =>
    countOf(a, kind) < countOf(b, kind);
  if (fewer('table', other, own) || fewer('code', other, own)) return undefined;
  const lacks = (['table', 'code'] as const).find((kind) => fewer(kind, own, other));
  const [end, otherEnd] = [lastKnown(own), lastKnown(other)];
  const reached = end?.kind === otherEnd?.kind && !(lacks && end && otherEnd && fewer(lacks, [end], [otherEnd]));
  return lacks === undefined || reached ? undefined : `it lacks ${lacks === 'table' ? 'a table' : 'an example'}`;
};

const countOf = (sections: readonly Section[], kind: ContentBlock['kind']): number =>
  sections.flatMap(({ blocks }) => blocks).filter((block) => block.kind === kind).length;

const known = (sections: readonly Section[]): readonly Section[] =>
  sections.filter(({ kind }) => kind !== 'other' && kind !== 'description');

const lastKnown = (sections: readonly Section[]): Section | undefined => known(sections).at(-1);

const isPrefix = (own: readonly string[], other: readonly string[]): boolean =>
  own.length <= other.length && own.every((each, index) => each === other[index]);

const missingSection = (own: readonly Section[], other: readonly Section[]): string | undefined => {
  const [kinds, others] = [known(own), known(other)];
  const isBeginning = isPrefix(
    kinds.map(({ kind }) => kind),
    others.map(({ kind }) => kind),
  );
  if (kinds.length >= others.length || !isBeginning) return undefined;
  const next = others[kinds.length];
  // A heading may have been lost in the translation, with what belongs below it standing there all the same.
  const hasBlocks = next && countOf([next], 'table') + countOf([next], 'code') > 0;
  return next && !hasBlocks ? `it lacks "${plain(next.heading)}"` : undefined;
};

const missingRows = (own: readonly Section[], other: readonly Section[]): string | undefined => {
  const last = own.at(-1);
  const table = last?.blocks.at(-1);
  const others = lastTable(other.filter(({ kind }) => kind === last?.kind)) ?? lastTable(other);
  if (table?.kind !== 'table' || others?.kind !== 'table') return undefined;
  const [names, all] = [namesOf(table), namesOf(others)];
  return names.length < all.length && isPrefix(names, all) ? 'its last table lacks rows' : undefined;
};

/** Names of parameters and fields read the same in both languages. A row that only one of them has is no cut. */
const namesOf = (table: TableBlock): readonly string[] => table.rows.map((row) => comparable(row.cells[0]?.text ?? ''));

const lastTable = (sections: readonly Section[]): TableBlock | undefined =>
  sections.flatMap(({ blocks }) => blocks).findLast((block) => block.kind === 'table');

/** Error codes read the same in both languages. */
const missingCodes = (own: readonly Section[], other: readonly Section[]): string | undefined => {
  const [last, others] = [own.at(-1), other.at(-1)];
  if (last?.kind !== 'errors' || others?.kind !== 'errors') return undefined;
  const [codes, all] = [codesOf(last), codesOf(others)];
  const [cut, whole] = [codes.at(-1) ?? '', all[codes.length - 1] ?? ''];
  const isCutCode = codes.length > 0 && cut !== whole && whole.startsWith(cut) && isPrefix(codes.slice(0, -1), all);
  const lacks = isCutCode || (codes.length < all.length && isPrefix(codes, all));
  return lacks ? 'it lacks the last error codes' : undefined;
};

const codesOf = ({ blocks }: Section): readonly string[] =>
  blocks.flatMap((block) => (block.kind === 'text' ? (block.text.match(/-\d{4,}\b/g) ?? []) : []));
