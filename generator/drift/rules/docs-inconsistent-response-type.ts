import type { EndpointFacts, FieldFact, ResponseRow } from '../../docs/types.js';
import type { PageRule, PageTrouble } from '../topic.js';
import { JSON_OF_TYPE } from '../topics/json-of-type.js';

const check = (facts: EndpointFacts): readonly PageTrouble[] => {
  const fields = facts.examples.flatMap((example) => example.fields);
  return (facts.responseTable?.rows ?? []).flatMap((row) => {
    const field = fields.find((each) => each.path === row.path);
    return field ? compare(row, field) : [];
  });
};

const compare = (row: ResponseRow, field: FieldFact): readonly PageTrouble[] => {
  const kinds = field.kinds.filter((kind) => kind !== 'null');
  if (!row.type || kinds.every((kind) => row.type && JSON_OF_TYPE[row.type.value].includes(kind))) return [];
  return [
    {
      where: ['responses', row.path],
      subject: row.path,
      shown: `${row.type.quote} in the table, ${kinds.join(' or ')} in the example (${field.token.slice(0, 60)})`,
      quote: `${row.quote} / ${field.quote}`,
      at: row.type.at,
      others: [{ at: field.at, message: 'the example' }],
    },
  ];
};

/** The table of an answer gives a field one type, the example another. */
export const docsInconsistentResponseType: PageRule = {
  id: 'docs-inconsistent-response-type',
  severity: 'mistyped',
  check,
};
