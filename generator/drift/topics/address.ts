import type { EndpointFacts } from '../../docs/types.js';
import type { Topic } from '../topic.js';
import { operationPlace, pagePlace } from './places.js';

const place = (part: 'method' | 'path') => (facts: EndpointFacts) => ({ at: facts[part].at, quote: facts[part].quote });

const single = (value: string): { subject: string; value: string; shown: string } => ({
  subject: '',
  value,
  shown: value,
});

/** Compared only where a page belongs to an operation for another reason than its method and path: its address. */
export const methodTopic: Topic = {
  name: 'method',
  docs: (facts) => [{ ...single(facts.method.value), ...place('method')(facts) }],
  spec: (operation) => [single(operation.method)],
  specPlace: (operation) => operationPlace(operation),
  docsPlace: place('method'),
  tokens: () => ['method'],
  silenceCounts: false,
  severity: 'breaks-call',
};

const withoutSlash = (path: string): string => path.replace(/(?<=.)\/$/, '');

/** A slash at its end is no other path. */
export const pathTopic: Topic = {
  name: 'path',
  docs: (facts) => [{ ...single(facts.path.value), ...place('path')(facts) }],
  spec: (operation) => [single(operation.path)],
  specPlace: (operation) => operationPlace(operation),
  docsPlace: place('path'),
  tokens: () => ['path'],
  agrees: (docs, spec) => withoutSlash(docs.value) === withoutSlash(spec.value),
  alike: (left, right) => withoutSlash(left.value) === withoutSlash(right.value),
  silenceCounts: false,
  severity: 'breaks-call',
};

/** A title without a type in brackets says NONE: so does the exchange's general information. */
export const securityTopic: Topic = {
  name: 'security type',
  docs: (facts) => {
    const type = facts.securityType;
    const said = type ? type.value : 'NONE';
    return [{ subject: '', value: said, shown: type ? said : 'none', ...pagePlace(facts) }];
  },
  spec: ({ securityType }) => (securityType === undefined ? [] : [single(securityType)]),
  specPlace: (operation) => operationPlace(operation, 'x-security-type'),
  docsPlace: pagePlace,
  tokens: () => ['x-security-type'],
  silenceCounts: true,
  severity: 'refused',
};
