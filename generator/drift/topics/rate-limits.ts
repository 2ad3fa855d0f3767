import type { EndpointFacts } from '../../docs/types.js';
import type { DocsTopic } from '../topic.js';
import { pagePlace } from './places.js';

/** Limits other than the weight. Pages word them freely, so only their numbers are held against each other. */
export const rateLimitTopic: DocsTopic<EndpointFacts> = {
  name: 'rate limit',
  docs: ({ rateLimits }) =>
    rateLimits.map(({ value, quote, at }, index) => ({
      subject: String(index),
      value: (value.match(/\d+(?:[.,]\d+)*/g) ?? []).map((number) => number.replaceAll(',', '')).join(' '),
      shown: `"${value}"`,
      quote,
      at,
    })),
  docsPlace: (facts) => {
    const place = facts.rateLimits[0] ?? pagePlace(facts);
    return { at: place.at, quote: place.quote };
  },
  tokens: () => ['rate-limits'],
  silenceCounts: false,
  severity: 'refused',
};
