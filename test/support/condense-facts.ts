import type { Diagnostic } from '../../generator/core/diagnostic.js';
import type { Position } from '../../generator/core/position.js';
import type {
  DocPage,
  EndpointFacts,
  ErrorFact,
  ExampleFact,
  ParameterFact,
  WeightFact,
} from '../../generator/docs/types.js';

/** Facts in one line each, `@line:column` last: short enough to check by eye against the page beside them. */
export const condenseFacts = (page: DocPage, facts: readonly EndpointFacts[]): unknown => ({
  page: [page.state, page.kind, ...page.halves.map((half) => `${half.language} ${half.identity?.value ?? 'nameless'}`)],
  diagnostics: page.diagnostics.map(tell),
  endpoints: facts.map(condenseEndpoint),
});

const at = ({ line, col }: Position): string => `@${line}:${col}`;

const tell = (diagnostic: Diagnostic): string =>
  `${diagnostic.severity} ${diagnostic.code} ${diagnostic.message} ${diagnostic.at ? at(diagnostic.at) : ''}`;

const words = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join(' ');

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
  conditions: facts.conditions.map(({ when, require }) => `${when.value}: ${require.join(' ')} ${at(when.at)}`),
  notes: facts.notes.map((fact) => words(fact.value, at(fact.at))),
  examples: facts.examples.map(condenseExample),
  responseTable: facts.responseTable?.rows.map((row) => words(row.path, row.type?.value ?? '?', at(row.at))),
  errors: facts.errors.map(condenseError),
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
    at(row.at),
  );

const condenseExample = ({ label, repairs, shape, fields, at: place }: ExampleFact): unknown => ({
  example: words(label, shape === '' ? '{}' : shape, at(place)),
  repairs: repairs.map((repair) => `${repair.kind} ${repair.text} ${at(repair.at)}`),
  fields: fields.map((field) =>
    words(field.path, field.kinds.join('/'), field.token, field.always ? undefined : 'sometimes', at(field.at)),
  ),
});

const condenseError = ({ code, name, message, at: place }: ErrorFact): string =>
  words(code ? String(code.value) : '?', name?.value, message && `"${message.value}"`, at(place));
