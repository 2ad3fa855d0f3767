import { checkParameters } from '../check/check-parameters.js';
import type { Call, Tools } from './call.js';
import type { Interceptor } from './request.js';

/** Holds the parameters, as interceptors left them, to what the spec says of their values. Before a byte is sent. */
export const checkStep = (call: Call, tools: Tools): readonly Interceptor[] => {
  const { validate, redact } = tools.settings;
  if (validate === 'none' || (validate === 'writes' && call.operation.effect === 'read')) return [];
  const { limits, conditions } = call.operation;
  if (limits === undefined && conditions === undefined) return [];
  return [
    (request, next) => {
      checkParameters(call.operation, request.parameters, redact);
      return next(request);
    },
  ];
};
