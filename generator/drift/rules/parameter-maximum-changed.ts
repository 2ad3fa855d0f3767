import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule, DocsClaim } from '../topic.js';
import { maximumTopic } from '../topics/parameters.js';

const isTighter = (older: DocsClaim | undefined, newer: DocsClaim): boolean =>
  older === undefined || !(Number(newer.value) >= Number(older.value));

/** A lower maximum refuses what was let through. */
export const parameterMaximumChanged: ChangeRule<EndpointFacts> = {
  id: 'parameter-maximum-changed',
  severity: ({ older, newer }) => (newer && isTighter(older, newer) ? 'refused' : 'cosmetic'),
  topic: maximumTopic,
  on: ['changed', 'added', 'removed'],
};
