import { readCatalogue } from './error-catalogue.js';
import { readChanges } from './changes.js';
import { readDefinitions } from './definitions.js';
import { readEvents } from './events.js';
import { facts } from './facts.js';
import type { DefinitionFact, DocPage, PageFacts } from './types.js';
import { tellUnreadParts } from './unread-parts.js';

/** Everything that a page says, whatever kind it is: what `docs facts` prints and `facts.schema.json` describes. */
export const readFacts = (page: DocPage): PageFacts => {
  const identity = page.halves.find((half) => half.identity)?.identity;
  const { sourceUrl, updatedAt } = page.frontMatter;
  const changes = page.kind === 'change-log' ? page.halves.map(readChanges) : [];
  const catalogues = page.kind === 'error-codes' ? page.halves.map(readCatalogue) : [];
  return {
    file: page.file,
    state: page.state,
    kind: page.kind,
    ...(identity ? { identity } : {}),
    ...(sourceUrl ? { sourceUrl } : {}),
    ...(updatedAt ? { updatedAt: updatedAt.value } : {}),
    endpoints: facts(page),
    events: readEvents(page),
    definitions: definitionsOf(page),
    errors: catalogues.flatMap(({ errors }) => errors),
    changes: changes.flatMap((read) => read.changes),
    diagnostics: [
      ...page.diagnostics,
      ...(page.kind === 'endpoint' ? page.halves.flatMap(tellUnreadParts) : []),
      ...[...changes, ...catalogues].flatMap(({ diagnostics }) => diagnostics),
    ],
  };
};

/** Pages of events list the values of their fields in the same form, but only below bold lines. */
const definitionsOf = (page: DocPage): readonly DefinitionFact[] => {
  if (page.kind === 'definitions') return page.halves.flatMap(readDefinitions);
  if (page.kind !== 'event') return [];
  const headings = new Set(page.halves.flatMap(({ sections }) => sections.map(({ at }) => at)));
  return page.halves.flatMap(readDefinitions).filter(({ title }) => !headings.has(title.at));
};
