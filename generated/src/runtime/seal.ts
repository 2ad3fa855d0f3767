import type { Call } from './call.js';
import { isWellFormed } from './encode.js';
import { ConfigurationError, ValidationError } from './errors.js';
import type { ApiRequest, Interceptor } from './request.js';

/** Signing adds these itself, where they belong. */
const OWN_NAMES: ReadonlySet<string> = new Set(['timestamp', 'signature']);

const refuse = (call: Call, parameter: string, given: string): never => {
  const expected = 'a name of its own with well-formed text as its value, and neither timestamp nor signature';
  throw new ValidationError({ operation: call.operation.name, parameter, expected, given });
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
  if (request.operation === call.operation && request.origin === call.plan.origin.href) return;
  const operation = call.operation.name;
  const message = `${operation}: an interceptor may change parameters and headers, not the operation or where it goes.`;
  throw new ConfigurationError('interceptors', message, { operation });
};

/** Checks what the user's interceptors made of a request. */
export const sealStep =
  (call: Call): Interceptor =>
  async (request, next) => {
    checkFixed(call, request);
    if (request.parameters !== call.parameters) checkParameters(call, request);
    call.life.parameters = request.parameters;
    return next(request);
  };
