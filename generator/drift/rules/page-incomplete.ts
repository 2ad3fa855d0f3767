import type { PageRule } from '../topic.js';

/** A half that was cut off. What it lacks is not held against the spec. */
export const pageIncomplete: PageRule = {
  id: 'page-incomplete',
  severity: 'refused',
  check: ({ incomplete, path }) =>
    incomplete
      ? [{ where: [], subject: path.value, shown: incomplete.value, quote: incomplete.quote, at: incomplete.at }]
      : [],
};
