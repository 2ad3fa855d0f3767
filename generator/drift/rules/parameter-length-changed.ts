import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule, DocsClaim } from '../topic.js';
import { endsOf, lengthTopic } from '../topics/parameter-length.js';

const isNarrower = (older: DocsClaim | undefined, newer: DocsClaim): boolean => {
  const [before, after] = [endsOf(older), endsOf(newer)];
  return after.minimum > before.minimum || after.maximum < before.maximum;
};

/** A text that was let through may be too long now, or too short; a wider limit lets through what was. */
export const parameterLengthChanged: ChangeRule<EndpointFacts> = {
  id: 'parameter-length-changed',
  severity: ({ older, newer }) => (newer && isNarrower(older, newer) ? 'refused' : 'cosmetic'),
  topic: lengthTopic,
  on: ['changed', 'added', 'removed'],
};
