import { ValidationError } from '../errors/errors.js';
import type { ParameterKind } from '../operation.js';
import type { Redact } from '../errors/redact.js';
import type { AnyOperation, Parameter } from './request.js';
import { describeKind, writeValue } from '../sign/serialise.js';

const quote = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** What was given, short enough for a message. A string is redacted as a whole before it is cut. */
export const describeGiven = (value: unknown, redact: Redact): string => {
  if (typeof value === 'string') return quote(redact(value));
  if (typeof value === 'object') return value === null ? 'null' : Array.isArray(value) ? 'an array' : 'an object';
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  return typeof value === 'bigint' ? `${value}n` : String(value);
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const refuseUnknown = (operation: AnyOperation, names: readonly string[]): void => {
  const name = names.find((candidate) => !Object.hasOwn(operation.parameters, candidate));
  if (name === undefined) return;
  const known = Object.keys(operation.parameters);
  throw new ValidationError({
    operation: operation.name,
    parameter: name,
    expected: known.length === 0 ? 'left out: this operation takes no parameters' : `one of ${known.join(', ')}`,
    given: 'a name that the operation does not have',
  });
};

const refuseMissing = (operation: AnyOperation, params: Readonly<Record<string, unknown>>): void => {
  const missing = operation.required.filter((name) => !Object.hasOwn(params, name) || params[name] === undefined);
  const [first] = missing;
  if (first === undefined) return;
  const expected = `given (required: ${operation.required.join(', ')})`;
  const given = `nothing for ${missing.join(', ')}`;
  throw new ValidationError({ operation: operation.name, parameter: first, expected, given });
};

type Kinds = readonly (readonly [name: string, kind: ParameterKind])[];

const KINDS = new WeakMap<AnyOperation, Kinds>();

const kindsOf = (operation: AnyOperation): Kinds => {
  const known = KINDS.get(operation);
  if (known !== undefined) return known;
  const kinds = Object.entries(operation.parameters);
  KINDS.set(operation, kinds);
  return kinds;
};

interface Given {
  readonly name: string;
  readonly kind: ParameterKind;
  readonly value: unknown;
}

/** The exchange has flags that are texts, and `true` is the first thing that one tries. */
const describeExpected = (given: Given): string =>
  given.kind === 'string' && typeof given.value === 'boolean'
    ? `text, such as "${String(given.value).toUpperCase()}"`
    : describeKind(given.kind);

const writeParameter = (operation: AnyOperation, given: Given, redact: Redact): string => {
  const text = writeValue(given.kind, given.value);
  if (text !== undefined) return text;
  throw new ValidationError({
    operation: operation.name,
    parameter: given.name,
    expected: describeExpected(given),
    given: describeGiven(given.value, redact),
  });
};

/**
 * The parameters of a call as text, in the order of the spec. `undefined` counts as left out; a name that the operation
 * does not have is refused, because the exchange would ignore it in silence or, worse, take it.
 */
export const collectParameters = (operation: AnyOperation, params: unknown, redact: Redact): readonly Parameter[] => {
  const given = params ?? {};
  if (!isRecord(given)) {
    throw new ValidationError({
      operation: operation.name,
      parameter: 'params',
      expected: 'an object with the parameters by name',
      given: describeGiven(given, redact),
    });
  }
  const collected: Parameter[] = [];
  for (const [name, kind] of kindsOf(operation)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value !== undefined) collected.push([name, writeParameter(operation, { name, kind, value }, redact)]);
  }
  // Counting tells at once that nothing is left over; only else the names are looked at.
  const names = Object.keys(given);
  if (names.length !== collected.length)
    refuseUnknown(
      operation,
      names.filter((name) => given[name] !== undefined),
    );
  refuseMissing(operation, given);
  return collected;
};
