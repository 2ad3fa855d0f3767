import type { Call } from '../call/call.js';
import type { Interceptor } from '../call/request.js';
import { ConfigurationError } from '../errors/errors.js';
import { judgeOutcome } from '../errors/outcome.js';
import type { Redact } from '../errors/redact.js';

/**
 * Lets a write pass once. It may pass again only after it certainly was not carried out, so that an interceptor which
 * retries by calling `next` again cannot borrow twice.
 */
export const onceStep = (call: Call, redact: Redact): Interceptor => {
  const operation = call.operation.name;
  let passed = false;
  return async (request, next) => {
    if (passed) {
      const message = `${operation}: an interceptor called next() again for a write that may have been carried out.`;
      throw judgeOutcome(new ConfigurationError('interceptors', message, { operation }), call, redact);
    }
    passed = true;
    try {
      return await next(request);
    } catch (error) {
      passed = call.life.sent;
      throw error;
    }
  };
};
