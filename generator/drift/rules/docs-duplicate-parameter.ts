import type { PageRule } from '../topic.js';

/** A parameter that stands in the table twice: the rows may say different things. */
export const docsDuplicateParameter: PageRule = {
  id: 'docs-duplicate-parameter',
  severity: 'mistyped',
  check: (facts) => {
    const rows = facts.parameters?.rows ?? [];
    return rows.flatMap((row, index) => {
      const first = rows.findIndex((each) => each.name === row.name);
      const before = rows[first];
      if (!before || first === index) return [];
      const others = [{ at: before.at, message: 'the first row' }];
      return [
        { where: ['parameters', row.name], subject: row.name, shown: row.quote, quote: row.quote, at: row.at, others },
      ];
    });
  },
};
