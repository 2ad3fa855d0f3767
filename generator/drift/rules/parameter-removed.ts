import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { presenceTopic } from '../topics/parameters.js';

/** The exchange may refuse a call that still sends it. */
export const parameterRemoved: ChangeRule<EndpointFacts> = {
  id: 'parameter-removed',
  severity: 'refused',
  topic: presenceTopic,
  on: ['removed'],
};
