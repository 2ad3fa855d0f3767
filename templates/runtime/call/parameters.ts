import { ValidationError } from '../errors/errors.js';
import type { ParameterKind } from '../operation.js';
import { type Redact, redactParameter } from '../errors/redact.js';
import type { AnyOperation, Parameter } from './request.js';
import { describeKind } from '../sign/serialise.js';
import { collect, type Explain } from './collect.js';

const quote = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** What was given by this name, short enough for a message. A string is redacted as a whole before it is cut. */
export const describeGiven = (name: string, value: unknown, redact: Redact): string => {
  if (typeof value === 'string') return quote(redactParameter(name, value, redact));
  if (typeof value === 'object') return value === null ? 'null' : Array.isArray(value) ? 'an array' : 'an object';
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  return typeof value === 'bigint' ? `${value}n` : String(value);
};

/** The exchange has flags that are texts, and `true` is the first thing that one tries. */
const describeExpected = (kind: ParameterKind, value: unknown, values: readonly string[] = []): string => {
  const flag = values.find((text) => text.toLowerCase() === String(value)) ?? String(value).toUpperCase();
  return kind === 'string' && typeof value === 'boolean' ? `text, such as "${flag}"` : describeKind(kind);
};

/** What stands elsewhere in a call. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  recvWindow: 'it is an option of the call and stands after the parameters',
  timestamp: 'the client fills it in',
  signature: 'the client fills it in',
};

const describeUnknown = (name: string, known: readonly string[]): string => {
  const reason = Object.hasOwn(ELSEWHERE, name) ? ELSEWHERE[name] : undefined;
  const all = known.length === 0 ? 'this operation takes no parameters' : `the parameters are ${known.join(', ')}`;
  return `left out: ${reason ?? all}`;
};

const explainWith = (operation: AnyOperation, params: unknown, redact: Redact): Explain => {
  const { parameters, required } = operation;
  return ({ name: parameter, kind, value }) => {
    const explain = (expected: string, given: string): ValidationError =>
      new ValidationError({ operation: operation.name, parameter, expected, given });
    if (value === params && params !== undefined)
      return explain('an object with the parameters by name', describeGiven(parameter, value, redact));
    if (kind === undefined) {
      return explain(describeUnknown(parameter, Object.keys(parameters)), 'a name that the operation does not have');
    }
    if (value !== undefined) {
      const values = operation.limits?.[parameter]?.values;
      return explain(describeExpected(kind, value, values), describeGiven(parameter, value, redact));
    }
    const given = new Map(Object.entries(params ?? {}));
    const missing = required.filter((name) => given.get(name) === undefined);
    return explain(`given (required: ${required.join(', ')})`, `nothing for ${missing.join(', ')}`);
  };
};

/** The parameters of a call as text, in the order of the spec. Throws `ValidationError`, which says what is allowed. */
export const collectParameters = (operation: AnyOperation, params: unknown, redact: Redact): readonly Parameter[] =>
  collect(operation, params, explainWith(operation, params, redact));
