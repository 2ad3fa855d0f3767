import { limitStep } from '../limits/limit-step.js';
import { onceStep } from '../retry/once.js';
import { retryStep } from '../retry/retry-step.js';
import { exchangeStep } from '../send/exchange.js';
import { signingStep } from '../sign/signing.js';
import type { Call, Tools } from './call.js';
import { checkStep } from './check-step.js';
import { judgeStep } from './interceptors.js';
import type { Interceptor, Next } from './request.js';
import { sealStep } from './seal.js';

/** Without interceptors nobody can tamper with a request or send it twice, and the steps against that are left out. */
const userSteps = (call: Call, tools: Tools): readonly Interceptor[] => {
  const { interceptors } = call.limits;
  if (interceptors.length === 0) return [];
  const once = call.operation.effect === 'write' ? [onceStep(call, tools.settings.redact)] : [];
  return [...interceptors, sealStep(call), ...once];
};

/** No slip of an interceptor may hide that a write was carried out. */
const outermost = (call: Call, tools: Tools): readonly Interceptor[] => {
  const hasUserSteps = call.limits.interceptors.length > 0;
  return hasUserSteps && call.operation.effect === 'write' ? [judgeStep(call, tools.settings.redact)] : [];
};

/**
 * The way of a request, from the outside in: retries; the user's interceptors, around every attempt; what they made of it
 * is checked; the limits; the signature, with a timestamp taken only now; the wire.
 */
export const pipelineFor = (call: Call, tools: Tools): Next => {
  const sign = signingStep(call, tools);
  const send = exchangeStep(call, tools);
  const last: Next = (request) => sign(request, send);
  const steps: readonly Interceptor[] = [
    ...outermost(call, tools),
    retryStep(call, tools),
    ...userSteps(call, tools),
    ...checkStep(call, tools),
    limitStep(call, tools),
  ];
  return steps.reduceRight<Next>((next, step) => (request) => step(request, next), last);
};

/** The way of what the client asks for itself, such as the time: nobody around it, and sent once. */
export const shortPipelineFor = (call: Call, tools: Tools): Next => {
  const sign = signingStep(call, tools);
  const send = exchangeStep(call, tools);
  const limit = limitStep(call, tools);
  return (request) => limit(request, (limited) => sign(limited, send));
};
