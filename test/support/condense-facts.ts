import type { Diagnostic } from '../../generator/core/diagnostic.js';
import type { Position } from '../../generator/core/position.js';
import type {
  ChangeFact,
  DefinitionFact,
  DocPage,
  EndpointFacts,
  ErrorFact,
  EventFacts,
  ExampleFact,
  PageFacts,
  ParameterFact,
  WeightFact,
} from '../../generator/docs/types.js';

/** Facts in one line each, `@line:column` last: short enough to check by eye against the page beside them. */
export const condenseFacts = (page: DocPage, facts: PageFacts): unknown => ({
  page: [page.state, page.kind, ...page.halves.map((half) => `${half.language} ${half.identity?.value ?? 'nameless'}`)],
  diagnostics: facts.diagnostics.map(tell),
  endpoints: facts.endpoints.map(condenseEndpoint),
  ...(facts.events.length > 0 ? { events: facts.events.map(condenseEvent) } : {}),
  ...(facts.definitions.length > 0 ? { definitions: facts.definitions.map(condenseDefinition) } : {}),
  ...(facts.errors.length > 0 ? { errors: facts.errors.map(condenseError) } : {}),
  ...(facts.changes.length > 0 ? { changes: facts.changes.map(condenseChange) } : {}),
});

const at = ({ line, col }: Position): string => `@${line}:${col}`;

const tell = (diagnostic: Diagnostic): string =>
  `${diagnostic.severity} ${diagnostic.code} ${diagnostic.message} ${diagnostic.at ? at(diagnostic.at) : ''}`;

const words = (...parts: readonly (string | false | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== false).join(' ');

const condenseEndpoint = (facts: EndpointFacts): unknown => ({
  endpoint: words(facts.language, facts.method.value, facts.path.value, at(facts.method.at), at(facts.path.at)),
  title: words(
    facts.title?.value,
    facts.securityType && `(${facts.securityType.value})`,
    facts.title && at(facts.title.at),
  ),
  weights: facts.weights.map(condenseWeight),
  rateLimits: facts.rateLimits.map((fact) => words(fact.value, at(fact.at))),
  parameters: facts.parameters ? facts.parameters.rows.map(condenseParameter) : 'not said',
  conditions: facts.conditions.map(({ when, require, anyOf }) =>
    words(
      `${when.value}: ${require.join(' ')}`,
      anyOf?.map((names) => `(${names.join(' or ')})`).join(' '),
      at(when.at),
    ),
  ),
  choices: facts.choices?.map(({ names, needed, exclusive, at: place }) =>
    words(needed && 'one', needed && exclusive && 'and', exclusive && 'no second', `of ${names.join(' ')}`, at(place)),
  ),
  notes: facts.notes.map((fact) => words(fact.value, at(fact.at))),
  examples: facts.examples.map(condenseExample),
  responseTable: facts.responseTable?.rows.map((row) => words(row.path, row.type?.value ?? '?', at(row.at))),
  errors: facts.errors.map(condenseError),
  deprecated: facts.deprecated && words(facts.deprecated.value, at(facts.deprecated.at)),
  incomplete: facts.incomplete && words(facts.incomplete.value, at(facts.incomplete.at)),
  diagnostics: facts.diagnostics.map(tell),
});

const condenseWeight = ({ value, scope, condition, at: place }: WeightFact): string =>
  words(
    String(value),
    scope,
    condition &&
      `[${words(condition.text, condition.parameter && `= ${condition.given ? '' : 'no '}${condition.parameter}`)}]`,
    at(place),
  );

const condenseParameter = (row: ParameterFact): string =>
  words(
    row.name,
    row.type?.value ?? '?',
    row.mandatory ? `${row.mandatory.value}=${row.mandatory.meaning}` : 'unsaid',
    row.mandatory?.because && `because "${row.mandatory.because}"`,
    row.values && `{${row.values.value.join(' ')}}`,
    row.default && `default ${row.default.value}`,
    row.minimum && `min ${row.minimum.value}`,
    row.maximum && `max ${row.maximum.value}`,
    (row.minLength ?? row.maxLength) && `${row.minLength?.value ?? 0} to ${row.maxLength?.value ?? 'any'} characters`,
    row.pattern && `like ${row.pattern.value}`,
    row.unit && `in ${row.unit.value}`,
    row.valuesFrom !== undefined && `from ${row.valuesFrom}`,
    row.definedValues && `defined {${row.definedValues.value.join(' ')}} ${at(row.definedValues.at)}`,
    row.conditions && `when ${row.conditions.map(({ value }) => `"${value}"`).join(' ')}`,
    at(row.at),
  );

const condenseExample = ({ label, repairs, shape, items, fields, at: place }: ExampleFact): unknown => ({
  example: words(label, shape === '' ? '{}' : shape, listOf(items), at(place)),
  repairs: repairs.map((repair) => `${repair.kind} ${repair.text} ${at(repair.at)}`),
  fields: fields.map((field) =>
    words(
      field.path,
      field.kinds.join('/'),
      listOf(field.items),
      field.token,
      field.always ? undefined : 'sometimes',
      at(field.at),
    ),
  ),
});

/** Lists of objects show their fields, so only what else stands in a list is worth a word. */
const listOf = (items: readonly string[] | undefined): string | undefined =>
  items && items.join() !== 'object' ? `of ${items.join('/')}` : undefined;

const condenseError = ({ language, code, name, message, at: place }: ErrorFact): string =>
  words(language, code ? String(code.value) : '?', name?.value, message && `"${message.value}"`, at(place));

const condenseEvent = ({
  language,
  title,
  name,
  notes,
  examples,
  responseTable,
  diagnostics,
}: EventFacts): unknown => ({
  event: words(language, name?.value ?? 'nameless', title && `"${title.value}"`, name && at(name.at)),
  notes: notes.map((fact) => words(fact.value, at(fact.at))),
  examples: examples.map(condenseExample),
  responseTable: responseTable?.rows.map((row) => words(row.path, row.type?.value ?? '?', at(row.at))),
  diagnostics: diagnostics.map(tell),
});

const condenseDefinition = ({ language, title, names, values }: DefinitionFact): string =>
  words(
    `${language} ${title.value} [${names.join(' ')}]`,
    `{${values.map(({ value, description }) => (description === undefined ? value : `${value}*`)).join(' ')}}`,
    at(title.at),
  );

const condenseChange = ({ language, date, kind, method, path, at: place }: ChangeFact): string =>
  words(language, date ?? 'undated', kind, method, path, at(place));
