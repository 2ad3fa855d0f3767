import { describe, expect, it } from 'vitest';
import { described, mergeAll, merged, sourceOf } from '../load/read-case.js';

const UP = `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /a:
    get:
      operationId: getA
`;
const FRAGMENT = `openapi: 3.1.0
info: { title: T, version: '1' }
REVIEW
paths:
  /b:
    get:
      operationId: getB
`;
const OVERLAY = `overlay: 1.0.0
info: { title: T, version: '1' }
REVIEW
actions:
  - target: $.paths['/a'].get
    description: It has a name.
    update: { summary: A }
`;

const tell = (fragment: string, overlay: string): string =>
  described(
    mergeAll([
      sourceOf(UP),
      sourceOf(FRAGMENT.replace('REVIEW', fragment), 'fragment.yaml'),
      sourceOf(OVERLAY.replace('REVIEW', overlay), 'overlay.yaml'),
    ]).diagnostics,
  );

describe('the review list of a draft', () => {
  it('is told once for each file, with its line, and stops nothing', () => {
    const sources = [
      sourceOf(UP),
      sourceOf(FRAGMENT.replace('REVIEW', 'review: [one, two]'), 'fragment.yaml'),
      sourceOf(OVERLAY.replace('REVIEW', 'review:\n  - one'), 'overlay.yaml'),
    ];
    const outcome = mergeAll(sources);
    expect(outcome.ok).toBe(true);
    expect(described(outcome.diagnostics)).toBe(
      'warning merge/unreviewed fragment.yaml:3:1 2 points of this draft are not reviewed yet.\n' +
        'warning merge/unreviewed overlay.yaml:3:1 1 point of this draft is not reviewed yet.\n',
    );
    expect(outcome.diagnostics.every(({ hint }) => hint?.includes('delete the entry'))).toBe(true);
  });

  it('is no part of the merged document', () => {
    const fragment = sourceOf(FRAGMENT.replace('REVIEW', 'review: [one]'), 'fragment.yaml');
    const { document } = merged([sourceOf(UP), fragment]);
    expect(Object.keys(document)).not.toContain('review');
    expect(JSON.stringify(document)).not.toContain('one');
  });

  it('says nothing where it is missing or empty', () => {
    expect(tell('', 'review: []')).toBe('');
  });

  const WRONG = ['review: later', 'review: { a: b }', 'review: [1]', 'review: [[a]]', 'review: null'];

  it.each(WRONG)('refuses %s', (review: string) => {
    expect(tell(review, '')).toMatch(/^error merge\/review-list fragment\.yaml:3:1 /m);
    expect(tell('', review)).toMatch(/^error merge\/review-list overlay\.yaml:3:1 /m);
  });

  it('is refused in upstream, which nobody drafts', () => {
    const upstream = UP.replace('paths:', 'review: [x]\npaths:');
    expect(Object.keys(merged([sourceOf(UP)]).document)).not.toContain('review');
    expect(described(mergeAll([sourceOf(upstream)]).diagnostics)).not.toContain('unreviewed');
  });
});
