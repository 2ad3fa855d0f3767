import type { Diagnostic } from '../core/diagnostic.js';
import { plain } from '../core/plain-text.js';
import { findEndpoints } from './endpoints.js';
import type { PageHalf, Section } from './types.js';

/**
 * Parts of an endpoint page with a table or code that nobody reads: below a heading that announces nothing, or of a
 * method without an HTTP request, such as one of the WebSocket API. One word for each part.
 */
export const tellUnreadParts = (half: PageHalf): readonly Diagnostic[] => {
  const endpoints = findEndpoints(half);
  const titles = new Set(endpoints.map(({ title }) => title));
  const read = new Set(endpoints.flatMap(({ sections }) => sections));
  const told: Diagnostic[] = [];
  let part: Section | undefined;
  for (const section of half.sections) {
    const isFree = section.kind === 'other' && section.level > 0;
    if (titles.has(section)) part = undefined;
    else if (isFree && !(part && !read.has(section) && section.level > part.level)) part = section;
    const isUnread = section.kind === 'other' || !read.has(section);
    if (!part || !isUnread || section.blocks.every(({ kind }) => kind === 'text')) continue;
    told.push(unreadPart(part));
    part = undefined;
  }
  return told;
};

const unreadPart = ({ heading, at }: Section): Diagnostic => ({
  code: 'docs/unread-part',
  severity: 'note',
  message: `The part "${plain(heading).slice(0, 80)}" was not read: it has no HTTP request, or an unknown heading.`,
  at,
  hint: 'Look at the page. If the part matters, the vocabulary of the docs reader has to learn its heading.',
});
