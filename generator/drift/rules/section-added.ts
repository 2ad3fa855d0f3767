import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { pageFieldTopic } from '../topics/page-response.js';

/** The page says for the first time what the answer is. */
export const sectionAdded: readonly ChangeRule<EndpointFacts>[] = [pageFieldTopic].map((topic) => ({
  id: 'section-added',
  severity: 'cosmetic',
  topic,
  on: ['begins'],
}));
