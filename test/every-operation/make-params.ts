import type { SpecCondition, SpecDemands, SpecOperation, SpecParameter } from './spec-operations.js';

/** What a call is given, and what has to arrive: names and texts. */
export interface MadeParams {
  readonly given: Readonly<Record<string, unknown>>;
  readonly sent: Readonly<Record<string, string>>;
}

/** Text that no sloppy encoding survives: separators of a query, a quote, an umlaut, an emoji, a plus and a percent sign. */
const AWKWARD = "a b&c=d+e%f'(ü)*\u{1F680}";

/** Makes parameters that the document allows: as few as it demands, or as many as it lets stand side by side. */
export const makeParams = (operation: SpecOperation, amount: 'least' | 'most'): MadeParams => {
  const chosen = new Map(
    operation.parameters.filter(({ required }) => required).map((parameter) => [parameter.name, textFor(parameter)]),
  );
  settle(operation, chosen);
  if (amount === 'most') {
    for (const parameter of operation.parameters) {
      if (chosen.has(parameter.name)) continue;
      const longer = new Map(chosen).set(parameter.name, textFor(parameter));
      settle(operation, longer);
      if (isAllowed(operation, longer)) for (const [name, text] of longer) chosen.set(name, text);
    }
  }
  if (!isAllowed(operation, chosen)) throw new Error(`no call of ${operation.name} satisfies its conditions`);
  const byName = new Map(operation.parameters.map((parameter) => [parameter.name, parameter]));
  const entries = operation.parameters.flatMap(({ name }) => {
    const text = chosen.get(name);
    return text === undefined ? [] : [[name, text] as const];
  });
  return {
    given: Object.fromEntries(entries.map(([name, text]) => [name, valueFor(byName.get(name), text)])),
    sent: Object.fromEntries(entries),
  };
};

type Chosen = Map<string, string>;

/** What a condition demands of what is chosen. */
const demandsOf = (condition: SpecCondition, chosen: Chosen): SpecDemands => {
  if (condition.when === undefined) return condition;
  const { parameter, in: values } = condition.when;
  const value = chosen.get(parameter);
  const holds = value !== undefined && (values === undefined || values.includes(value));
  return holds ? condition : (condition.else ?? {});
};

/** Adds what the conditions demand of what is chosen already. */
const settle = ({ conditions, parameters }: SpecOperation, chosen: Chosen): void => {
  const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  const add = (name: string | undefined): void => {
    const parameter = byName.get(name ?? '');
    if (parameter !== undefined && !chosen.has(parameter.name)) chosen.set(parameter.name, textFor(parameter));
  };
  for (let round = 0; round < 10; round += 1) {
    for (const condition of conditions) {
      const { require = [], exactlyOne, atLeastOne } = demandsOf(condition, chosen);
      require.forEach(add);
      for (const choice of [exactlyOne, atLeastOne]) {
        if (choice !== undefined && !choice.some((name) => chosen.has(name))) add(choice[0]);
      }
    }
  }
};

const isAllowed = ({ conditions }: SpecOperation, chosen: Chosen): boolean =>
  conditions.every((condition) => {
    const { require = [], forbid = [], atLeastOne, exactlyOne, atMostOne } = demandsOf(condition, chosen);
    const count = (names: readonly string[]): number => names.filter((name) => chosen.has(name)).length;
    return (
      count(require) === require.length &&
      count(forbid) === 0 &&
      (atLeastOne === undefined || count(atLeastOne) > 0) &&
      (exactlyOne === undefined || count(exactlyOne) === 1) &&
      (atMostOne === undefined || count(atMostOne) < 2)
    );
  });

/** What arrives: one text for each kind of parameter, as hard as the kind allows. */
const textFor = ({ name, schema }: SpecParameter): string => {
  const { type, format, pattern, maxLength, maximum, minimum } = schema;
  const values = schema['enum'];
  if (Array.isArray(values)) return String(values[0]);
  if (type === 'array') return listOf(schema);
  if (format === 'decimal') return String(minimum ?? '0.00000001');
  if (type === 'boolean') return 'true';
  if (schema['x-int64'] === 'time') return '1700000000123';
  if (schema['x-int64'] === 'identifier') return '9223372036854775807';
  if (type === 'integer' || type === 'number') return String(minimum ?? Math.min(7, Number(maximum ?? 7)));
  if (pattern !== undefined || maxLength !== undefined || /symbol|asset/i.test(name)) return 'BTCUSDT';
  return AWKWARD;
};

const listOf = (schema: SpecParameter['schema']): string => {
  const items = (schema['items'] ?? {}) as SpecParameter['schema'];
  const item = textFor({ name: 'symbol', required: true, schema: items });
  return schema['maxItems'] === 1 ? item : `${item},${item}`;
};

/** What the caller gives for it. */
const valueFor = (parameter: SpecParameter | undefined, text: string): unknown => {
  const schema = parameter?.schema ?? {};
  if (schema['type'] === 'array') return text.split(',');
  if (schema['type'] === 'boolean') return text === 'true';
  if (schema['x-int64'] === 'time') return Number(text);
  if (schema['type'] === 'integer' && schema['x-int64'] !== 'identifier') return Number(text);
  return text;
};
