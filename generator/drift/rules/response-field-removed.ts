import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { pageFieldTopic, pathOf } from '../topics/page-response.js';
import { documentedPaths } from '../topics/response.js';

/** A field that callers read; where only one of several examples lacks it, it may still come. */
export const responseFieldRemoved: ChangeRule<EndpointFacts> = {
  id: 'response-field-removed',
  severity: ({ subject }, newer) => (documentedPaths(newer).includes(pathOf(subject)) ? 'cosmetic' : 'mistyped'),
  worst: 'mistyped',
  topic: pageFieldTopic,
  on: ['removed'],
};
