import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { pageFieldTopic } from '../topics/page-response.js';
import { presenceTopic } from '../topics/parameters.js';

/** The page no longer says which parameters there are, or what the answer is. That is not the same as none. */
export const sectionRemoved: readonly ChangeRule<EndpointFacts>[] = [presenceTopic, pageFieldTopic].map((topic) => ({
  id: 'section-removed',
  severity: 'cosmetic',
  topic,
  on: ['ends'],
}));
