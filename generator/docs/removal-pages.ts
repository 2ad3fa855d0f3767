import type { Capture } from '../core/capture.js';
import { sourceIdentity } from './identity.js';
import { wasReadWhole } from './navigation.js';
import type { Snapshot } from './snapshot.js';
import type { EndpointFacts, PageFacts } from './types.js';

interface EndpointKey {
  readonly method: string;
  readonly path: string;
}

/**
 * The facts of an endpoint in a snapshot. Pages that the site no longer lists do not count, nor does a half in which
 * the address is another one than in the English half: that is an error of translation.
 */
export const documentedBy = ({ method, path }: EndpointKey, snapshot: Snapshot): readonly EndpointFacts[] =>
  indexOf(snapshot).documented.get(`${method} ${path}`) ?? [];

/** Whether any half of any page gives the address as that of an endpoint. */
export const isMentioned = ({ method, path }: EndpointKey, snapshot: Snapshot): boolean =>
  indexOf(snapshot).mentioned.has(`${method} ${path}`);

interface Index {
  readonly documented: ReadonlyMap<string, readonly EndpointFacts[]>;
  readonly mentioned: ReadonlySet<string>;
}

/** Every endpoint of a capture is asked for in turn: its pages are gone through once. */
const indices = new WeakMap<Snapshot, Index>();

const indexOf = (snapshot: Snapshot): Index => {
  const known = indices.get(snapshot) ?? buildIndex(snapshot);
  indices.set(snapshot, known);
  return known;
};

const buildIndex = ({ pages, capture }: Snapshot): Index => {
  const documented = new Map<string, EndpointFacts[]>();
  const listed = pages.filter((page) => !isUnlisted(page, capture));
  for (const facts of listed.flatMap(leadingHalf)) {
    const before = documented.get(keyOf(facts));
    if (before) before.push(facts);
    else documented.set(keyOf(facts), [facts]);
  }
  return { documented, mentioned: new Set(listed.flatMap(({ endpoints }) => endpoints.map(keyOf))) };
};

const keyOf = ({ method, path }: EndpointFacts): string => `${method.value} ${path.value}`;

const leadingHalf = ({ endpoints }: PageFacts): readonly EndpointFacts[] => {
  const english = endpoints.filter(({ language }) => language === 'en');
  return english.length > 0 ? english : endpoints;
};

const identityOf = ({ identity, sourceUrl }: PageFacts): string | undefined =>
  identity?.value ?? (sourceUrl ? sourceIdentity(sourceUrl.value) : undefined);

const isUnlisted = (page: PageFacts, capture: Capture | undefined): boolean => {
  const identity = identityOf(page);
  if (!capture || identity === undefined || !wasReadWhole(capture)) return false;
  return !capture.pages.some((listed) => listed.identity === identity);
};

/**
 * Whether everything that the site has is here and could be read: then what is not here is not on the site. The record
 * of the capture alone does not settle it, as files may have been lost or damaged since.
 */
export const holdsEveryPage = ({ pages, capture }: Snapshot): boolean => {
  if (!capture?.complete || capture.pages.length === 0 || pages.some(isDoubtful)) return false;
  const here = new Set(pages.map(identityOf));
  return capture.pages.every(
    ({ identity, state }) => here.has(identity) && (state === 'fetched' || state === 'unchanged'),
  );
};

/** A page on which an endpoint may stand that was not read. */
const isDoubtful = ({ state, diagnostics, endpoints }: PageFacts): boolean =>
  state !== 'read' ||
  diagnostics.some(({ code }) => DOUBTS.includes(code)) ||
  endpoints.some(({ incomplete }) => incomplete !== undefined);

const DOUBTS: readonly string[] = [
  'docs/incomplete-page',
  'docs/error-page',
  'docs/no-request-line',
  'docs/mixed-identity',
  'docs/repeated-language',
];
