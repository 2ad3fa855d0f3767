import { type Call, originOf } from './call.js';
import { isWellFormed } from '../sign/encode.js';
import { ConfigurationError, ValidationError } from '../errors/errors.js';
import type { ApiRequest, Interceptor } from './request.js';

/** Signing adds these itself, where they belong. */
const OWN_NAMES: ReadonlySet<string> = new Set(['timestamp', 'signature']);

const refuse = (call: Call, parameter: string, given: string): never => {
  const expected = 'a name of its own with well-formed text as its value, and neither timestamp nor signature';
  throw new ValidationError({ operation: call.operation.name, parameter, expected, given });
};

/** Plain JavaScript may pass on anything. */
const checkShape = (call: Call, request: ApiRequest): void => {
  const parameters: unknown = request.parameters;
  const headers: unknown = request.headers;
  const isPair = (pair: unknown): boolean => Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string';
  const problem =
    !Array.isArray(parameters) || !parameters.every(isPair)
      ? 'parameters that are no list of [name, value]'
      : typeof headers !== 'object' || headers === null || Array.isArray(headers)
        ? 'headers that are no object of names and values'
        : undefined;
  if (problem === undefined) return;
  const operation = call.operation.name;
  const message = `${operation}: an interceptor passed on ${problem}.`;
  throw new ConfigurationError('interceptors', message, { operation });
};

const checkParameters = (call: Call, request: ApiRequest): void => {
  const names = new Set<string>();
  for (const [name, value] of request.parameters) {
    if (OWN_NAMES.has(name)) refuse(call, name, 'a parameter that signing adds');
    if (names.has(name)) refuse(call, name, 'the same parameter twice');
    if (typeof value !== 'string' || !isWellFormed(name + value)) refuse(call, name, 'a value that cannot be sent');
    names.add(name);
  }
};

const checkFixed = (call: Call, request: ApiRequest): void => {
  if (request.operation === call.operation && request.origin === originOf(call).href) return;
  const operation = call.operation.name;
  const message = `${operation}: an interceptor may change parameters and headers, not the operation or where it goes.`;
  throw new ConfigurationError('interceptors', message, { operation });
};

/** Checks what the user's interceptors made of a request. */
export const sealStep =
  (call: Call): Interceptor =>
  async (request, next) => {
    checkFixed(call, request);
    checkShape(call, request);
    checkParameters(call, request);
    call.life.parameters = request.parameters;
    return next(request);
  };
