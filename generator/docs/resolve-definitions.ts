import type { Diagnostic } from '../core/diagnostic.js';
import { narrow } from '../core/plain-text.js';
import type { DefinitionFact, EndpointFacts, Fact, Language, PageFacts, ParameterFact } from './types.js';

/**
 * Looks up the values of ENUM parameters that list none among the definitions of the same family and language. Says
 * where they came from, and says so where none or more than one list fits: nothing is filled in silently.
 */
export const resolveDefinitions = (pages: readonly PageFacts[]): readonly PageFacts[] => {
  const families = pages.filter(({ kind }) => kind === 'definitions').map(familyOf);
  return pages.map((page) => {
    const open = page.endpoints.some(({ parameters }) => parameters?.rows.some(isOpen));
    const family = open ? nearest(families, placeOf(page)) : undefined;
    return family ? { ...page, endpoints: page.endpoints.map((each) => resolveEndpoint(each, family)) } : page;
  });
};

interface Family {
  readonly prefix: string;
  readonly definitions: readonly DefinitionFact[];
}

const placeOf = (page: PageFacts): string => page.identity?.value ?? page.file;

const familyOf = (page: PageFacts): Family => ({
  prefix: placeOf(page).replace(/[^/]*$/, ''),
  definitions: page.definitions,
});

const nearest = (families: readonly Family[], place: string): Family | undefined =>
  families.filter(({ prefix }) => place.startsWith(prefix)).sort((a, b) => b.prefix.length - a.prefix.length)[0];

const isOpen = ({ valuesFrom }: ParameterFact): boolean => valuesFrom !== undefined;

const resolveEndpoint = (endpoint: EndpointFacts, family: Family): EndpointFacts => {
  const { parameters, language } = endpoint;
  if (!parameters?.rows.some(isOpen)) return endpoint;
  const diagnostics: Diagnostic[] = [];
  const rows = parameters.rows.map((row) => {
    if (!isOpen(row)) return row;
    const found = lookUp(row, family, language);
    const [first] = found;
    if (first && found.length === 1) return { ...row, definedValues: valuesOf(first) };
    diagnostics.push(unresolved(row, found));
    return row;
  });
  return { ...endpoint, parameters: { ...parameters, rows }, diagnostics: [...endpoint.diagnostics, ...diagnostics] };
};

const valuesOf = (definition: DefinitionFact): Fact<readonly string[]> => ({
  value: definition.values.map(({ value }) => value),
  quote: definition.title.value,
  at: definition.title.at,
});

/** By the words that the page refers to, by the parameter's name, then by how its name ends: `pendingTimeInForce`. */
const lookUp = (row: ParameterFact, family: Family, language: Language): readonly DefinitionFact[] => {
  const own = family.definitions.filter((definition) => definition.language === language);
  const words = comparable(row.valuesFrom ?? '');
  const steps: readonly ((definition: DefinitionFact) => boolean)[] = [
    ({ title }) => comparable(title.value) === words,
    ({ names }) => names.includes(row.valuesFrom ?? '') || names.includes(row.name),
    ({ names }) => names.some((name) => endsWithName(row.name, name)),
  ];
  for (const step of steps) {
    const found = own.filter(step);
    if (found.length > 0) return found;
  }
  return [];
};

/** Without what stands in parentheses, without case and spaces. */
const comparable = (title: string): string =>
  narrow(title)
    .replace(/\([^()]*\)/g, '')
    .replace(/[\s_:-]+/g, '')
    .toLowerCase();

/** Only names of several words: every other name ends in `type` or `status`. */
const endsWithName = (name: string, ending: string): boolean =>
  /[a-z][A-Z]/.test(ending) && name.endsWith(`${ending.charAt(0).toUpperCase()}${ending.slice(1)}`);

const MAY_BE_MEANT = 'a list it may mean';

const unresolved = (row: ParameterFact, found: readonly DefinitionFact[]): Diagnostic => {
  const several = found.map(({ title }) => `"${title.value}"`).join(', ');
  const why = found.length === 0 ? 'no list of the common definitions' : `more than one list there: ${several}`;
  return {
    code: 'docs/undefined-values',
    severity: 'note',
    message: `${row.name} is an ENUM without values; what it may be is said by ${why}.`,
    at: row.at,
    ...(found.length > 1 ? { related: found.map(({ title }) => ({ at: title.at, message: MAY_BE_MEANT })) } : {}),
  };
};
