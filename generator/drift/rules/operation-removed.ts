import type { LoneRule } from '../topic.js';

/** The docs say that the endpoint is gone: calls of it fail. Told with evidence, never because a page is missing. */
export const operationRemoved: LoneRule = { id: 'operation-removed', severity: 'breaks-call' };
