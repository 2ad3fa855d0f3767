import type { Diagnostic } from '../core/diagnostic.js';
import { plain } from '../core/plain-text.js';
import { readExamples } from './examples.js';
import { readResponseTable } from './response-table.js';
import { readTitle } from './title.js';
import { tellExamples } from './example-trouble.js';
import { warn } from './trouble.js';
import type { DocPage, EventFacts, ExampleFact, Fact, PageHalf, Section } from './types.js';
import { isEventName } from './vocabulary.js';

/** The events of a page. One with examples of several events (`e` tells them apart) gives one entry for each. */
export const readEvents = (page: DocPage): readonly EventFacts[] =>
  page.kind === 'event' ? page.halves.filter(speaksOfEvents).flatMap((half) => readHalf(page, half)) : [];

const speaksOfEvents = (half: PageHalf): boolean => half.sections.some(({ kind }) => kind === 'event');

const readHalf = (page: DocPage, half: PageHalf): readonly EventFacts[] => {
  const { sections } = half;
  const parts = sections.map(({ blocks }) => readExamples(blocks));
  const read = { examples: parts.flatMap((part) => part.examples), unread: parts.flatMap((part) => part.unread) };
  const groups = groupByName(read.examples);
  const named = nameIn(sections);
  const title = sections.find(({ level, kind }) => level > 0 && kind === 'other');
  const table = readResponseTable(sections, read.examples);
  const base = {
    file: page.file,
    language: half.language,
    ...(half.identity ? { identity: half.identity } : {}),
    ...(page.frontMatter.updatedAt ? { updatedAt: page.frontMatter.updatedAt.value } : {}),
    ...(half.incomplete ? { incomplete: half.incomplete } : {}),
    ...(title ? { title: readTitle(title).title } : {}),
  };
  const name = groups[0]?.name ?? named;
  const first: EventFacts = {
    ...base,
    ...(name ? { name } : {}),
    notes: sections.flatMap(textsIn),
    examples: groups[0]?.examples ?? [],
    ...(table.table ? { responseTable: table.table } : {}),
    diagnostics: [...table.diagnostics, ...tellExamples(read), ...tellNames(named, groups, sections)],
  };
  const others = groups.slice(1).map((group): EventFacts => ({
    ...base,
    ...(group.name ? { name: group.name } : {}),
    notes: [],
    examples: group.examples,
    diagnostics: [],
  }));
  return [first, ...others];
};

interface Group {
  readonly name: Fact | undefined;
  readonly examples: ExampleFact[];
}

/** An example without a name goes with the one before it. */
const groupByName = (examples: readonly ExampleFact[]): readonly Group[] => {
  const groups: Group[] = [];
  for (const example of examples) {
    const field = example.fields.find(({ path, kinds }) => path === 'e' && kinds.includes('string'));
    const group = field ? groups.find(({ name }) => name?.value === field.token) : groups.at(-1);
    if (group) group.examples.push(example);
    else groups.push({ name: field && { value: field.token, quote: field.quote, at: field.at }, examples: [example] });
  }
  return groups;
};

/** What stands below "Event Name". */
const nameIn = (sections: readonly Section[]): Fact | undefined => {
  for (const { blocks } of sections.filter(({ kind, heading }) => kind === 'event' && isEventName(heading))) {
    const block = blocks.find(({ kind }) => kind === 'text');
    const value = block?.kind === 'text' ? plain(block.text) : '';
    if (block && /^[A-Za-z][\w.]*$/.test(value)) return { value, quote: value, at: block.at };
  }
  return undefined;
};

const textsIn = ({ blocks }: Section): readonly Fact[] =>
  blocks.flatMap((block) => {
    const text = block.kind === 'text' ? plain(block.text) : '';
    return text === '' ? [] : [{ value: text, quote: text, at: block.at }];
  });

const tellNames = (
  named: Fact | undefined,
  groups: readonly Group[],
  sections: readonly Section[],
): readonly Diagnostic[] => {
  const inExamples = groups.flatMap(({ name }) => (name ? [name] : []));
  const place = sections.find(({ kind }) => kind === 'event')?.at;
  if (!named && inExamples.length === 0 && place) {
    const message = 'Neither "Event Name" nor a field "e" of an example names this event.';
    return [warn('no-event-name', message, { at: place, hint: 'Look at the page.' })];
  }
  const first = inExamples[0];
  if (!named || !first || inExamples.some(({ value }) => value === named.value)) return [];
  const message = `The page calls this event ${named.value}; the field "e" of its example is ${first.value}.`;
  return [warn('event-name', message, { at: first.at, hint: 'The value of the field was used.' })];
};
