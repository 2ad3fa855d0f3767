import { type Call, placeOf, type Tools } from '../call/call.js';
import type { ApiResponse } from '../call/request.js';

/** In strict mode: tells of fields that the spec does not know, or misses. The call is none the worse for it. */
export const reportStep = (call: Call, tools: Tools, response: ApiResponse): void => {
  const { strict, redact } = tools.settings;
  if (strict === undefined || !tools.watch.isOn) return;
  const { unknown, missing } = strict(call.operation.response, response.data);
  if (unknown.length + missing.length === 0) return;
  // Names come from the answer: whoever wrote it may have put anything into one.
  tools.watch.tell(placeOf(call), { type: 'drift', unknown: unknown.map(redact), missing: missing.map(redact) });
};
