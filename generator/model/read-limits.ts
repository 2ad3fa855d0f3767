import type { ReadValue } from './read-parameter-value.js';
import { show, type SpecNode } from './spec-node.js';
import type { LimitsModel, ScalarKind } from './types.js';
import { wholePattern } from './whole-pattern.js';

/**
 * What a parameter's schema says of its values, as far as the runtime checks it. Of a list, the lengths are how many
 * items it has, and all else is what its items are.
 */
export const readLimits = (schema: SpecNode, { kind, values }: Omit<ReadValue, 'type'>): LimitsModel => {
  if (typeof kind === 'object') {
    const items = schema.get('items').resolved() ?? schema.get('items');
    const { minLength: _minLength, maxLength: _maxLength, ...each } = readScalar(items, kind.list, values);
    return given({ ...each, ...lengths(schema, 'Items') });
  }
  return readScalar(schema, kind, values);
};

const readScalar = (schema: SpecNode, kind: ScalarKind, values: ReadValue['values']): LimitsModel => {
  if (values !== undefined) return { values: values.map(String) };
  if (kind === 'bool') return {};
  if (kind === 'string') return given({ ...lengths(schema, 'Length'), pattern: readPattern(schema.get('pattern')) });
  const isWhole = kind !== 'decimal';
  return given({ min: bound(schema, MINIMUM, isWhole), max: bound(schema, MAXIMUM, isWhole) });
};

const given = (limits: LimitsModel): LimitsModel =>
  Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));

const lengths = (schema: SpecNode, of: 'Length' | 'Items'): LimitsModel => ({
  minLength: schema.get(`min${of}`).number,
  maxLength: schema.get(`max${of}`).number,
});

interface Bound {
  readonly included: string;
  readonly excluded: string;
  /** From a whole number that is excluded to the nearest that is not. */
  readonly step: 1 | -1;
}

const MINIMUM: Bound = { included: 'minimum', excluded: 'exclusiveMinimum', step: 1 };
const MAXIMUM: Bound = { included: 'maximum', excluded: 'exclusiveMaximum', step: -1 };

/** The tighter of two bounds. One that is excluded can be told of whole numbers only, where it is the next one. */
const bound = (schema: SpecNode, { included, excluded, step }: Bound, isWhole: boolean): number | undefined => {
  const [atMost, beyond] = [schema.get(included).number, schema.get(excluded).number];
  const next = beyond === undefined || !isWhole ? undefined : nextWhole(beyond, step);
  if (atMost === undefined || next === undefined) return atMost ?? next;
  return step === 1 ? Math.max(atMost, next) : Math.min(atMost, next);
};

const nextWhole = (value: number, step: 1 | -1): number | undefined => {
  const next = (step === 1 ? Math.floor(value) : Math.ceil(value)) + step;
  return Number.isSafeInteger(next) ? next : undefined;
};

const readPattern = (node: SpecNode): string | undefined => {
  if (node.text === undefined) return undefined;
  const pattern = wholePattern(node.text);
  if (pattern === undefined) {
    node.warn(
      'pattern',
      `the pattern ${show(node.text)} is no regular expression of JavaScript, so nothing checks it`,
      'Correct it; what "pattern" means is that of ECMA-262.',
    );
  }
  return pattern;
};
