import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule, DocsClaim } from '../topic.js';
import { valuesTopic } from '../topics/parameters.js';

const losesOne = (older: DocsClaim, newer: DocsClaim): boolean =>
  older.value.split(',').some((value) => !newer.value.split(',').includes(value));

/** A value that is gone is refused, a new one is news. */
export const parameterValuesChanged: ChangeRule<EndpointFacts> = {
  id: 'parameter-values-changed',
  severity: ({ older, newer }) => (older && newer && losesOne(older, newer) ? 'refused' : 'cosmetic'),
  topic: valuesTopic,
  on: ['changed', 'added', 'removed'],
};
