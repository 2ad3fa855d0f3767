import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule, DocsClaim } from '../topic.js';
import { minimumTopic } from '../topics/parameters.js';

const isTighter = (older: DocsClaim | undefined, newer: DocsClaim): boolean =>
  older === undefined || !(Number(newer.value) <= Number(older.value));

/** A higher minimum refuses what was let through. */
export const parameterMinimumChanged: ChangeRule<EndpointFacts> = {
  id: 'parameter-minimum-changed',
  severity: ({ older, newer }) => (newer && isTighter(older, newer) ? 'refused' : 'cosmetic'),
  topic: minimumTopic,
  on: ['changed', 'added', 'removed'],
};
