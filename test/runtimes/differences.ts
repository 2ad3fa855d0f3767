import type { Difference } from './world.js';

/** Where a program runs, as far as it matters to what the client can know. */
export type Place =
  'node' | 'bun' | 'deno' | 'deno (Node entry)' | 'workerd' | 'chromium' | 'chromium (another origin)';

interface Explained {
  readonly difference: Difference;
  readonly places: readonly Place[];
  readonly reason: string;
}

/** All that is not the same everywhere. What is not in here has to hold on every platform, to the letter. */
export const DIFFERENCES: readonly Explained[] = [
  {
    difference: 'headers-hidden',
    places: ['chromium (another origin)'],
    reason: 'without access-control-expose-headers a page sees neither Retry-After nor the used weight',
  },
  {
    difference: 'redirect-status-hidden',
    places: ['chromium', 'chromium (another origin)'],
    reason: 'a browser that does not follow a redirect shows a blank answer in its place',
  },
  {
    difference: 'refusal-looks-sent',
    places: ['workerd', 'chromium', 'chromium (another origin)'],
    reason: 'a refused connection looks like any other failure, so a write that met one is in doubt',
  },
  {
    difference: 'sends-writes-again',
    places: ['chromium', 'chromium (another origin)'],
    reason: 'a write is sent again below fetch when the kept connection that took it dies, and no page can prevent it',
  },
];

export const differencesOf = (place: Place): readonly Difference[] =>
  DIFFERENCES.filter(({ places }) => places.includes(place)).map(({ difference }) => difference);
