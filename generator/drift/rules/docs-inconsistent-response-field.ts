import type { PageRule } from '../topic.js';

/** The table of an answer has a field that no example shows. Examples may leave fields out, so this is a hint. */
export const docsInconsistentResponseField: PageRule = {
  id: 'docs-inconsistent-response-field',
  severity: 'cosmetic',
  check: (facts) => {
    const shown = new Set(facts.examples.flatMap((example) => example.fields.map((field) => field.path)));
    if (shown.size === 0) return [];
    return (facts.responseTable?.rows ?? []).flatMap(({ path, quote, at }) =>
      shown.has(path) ? [] : [{ where: ['responses', path], subject: path, shown: path, quote, at }],
    );
  },
};
