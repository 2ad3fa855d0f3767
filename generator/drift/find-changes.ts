import { claimsOf, sameClaims, type Half } from './languages.js';
import type { DocsChange, DocsClaim, DocsTopic } from './topic.js';

/** What a newer capture says differently from an older one, in the same half and on one topic. */
export const findChanges = <F extends Half>(topic: DocsTopic<F>, older: F, newer: F): readonly DocsChange[] => {
  const pair: Pair<F> = { topic, older, newer };
  const olds = claimsOf(topic, older);
  const news = claimsOf(topic, newer);
  if (!news) return olds && olds.size > 0 && !newer.incomplete ? [wholeChange('ends', pair, olds)] : [];
  const begins = !olds && news.size > 0 && !older.incomplete ? [wholeChange('begins', pair, news)] : [];
  const subjects = [...new Set([...(olds?.keys() ?? []), ...news.keys()])];
  const each = subjects.flatMap((subject) => {
    const change = compareClaims(pair, { subject, before: olds?.get(subject), after: news.get(subject) });
    return change ? [change] : [];
  });
  return [...begins, ...each];
};

interface Pair<F> {
  readonly topic: DocsTopic<F>;
  readonly older: F;
  readonly newer: F;
}

type Claims = ReadonlyMap<string, DocsClaim>;
type Said = DocsClaim | undefined;

const compareClaims = <F extends Half>(
  pair: Pair<F>,
  { subject, before, after }: { readonly subject: string; readonly before?: Said; readonly after?: Said },
): DocsChange | undefined => {
  const { list } = pair.topic;
  const spots = {
    subject,
    ...(list ? { lists: { before: list(pair.older), after: list(pair.newer) } } : {}),
    olderSpot: before ?? pair.topic.docsPlace(pair.older, subject),
    newerSpot: after ?? pair.topic.docsPlace(pair.newer, subject),
  };
  if (before && after) {
    if (sameClaims(pair.topic, before, after)) return undefined;
    return { kind: 'changed', ...spots, older: before, newer: after };
  }
  if (after) return wouldSay(pair.topic, pair.older, subject) ? { kind: 'added', ...spots, newer: after } : undefined;
  if (before)
    return wouldSay(pair.topic, pair.newer, subject) ? { kind: 'removed', ...spots, older: before } : undefined;
  return undefined;
};

/** Nothing is missing from a half that was cut off, nor from a thing that the half does not have at all. */
const wouldSay = <F extends Half>(topic: DocsTopic<F>, facts: F, subject: string): boolean =>
  facts.incomplete === undefined && ((topic.inCapture ?? topic.inDocs)?.(facts, subject) ?? true);

/** The topic as a whole: its claims in one, at the first of them. */
const wholeChange = <F>(kind: 'begins' | 'ends', { topic, older, newer }: Pair<F>, claims: Claims): DocsChange => {
  const all = [...claims.values()];
  const shown = [...new Set(all.map((claim) => claim.shown))].join(', ');
  const [olderSpot, newerSpot] = [topic.docsPlace(older, ''), topic.docsPlace(newer, '')];
  const spot = all[0] ?? (kind === 'begins' ? newerSpot : olderSpot);
  const claim = { subject: '', value: shown, shown, quote: spot.quote, at: spot.at };
  return kind === 'begins'
    ? { kind, subject: '', newer: claim, olderSpot, newerSpot: claim }
    : { kind, subject: '', older: claim, olderSpot: claim, newerSpot };
};
