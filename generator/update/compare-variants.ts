import type { FieldModel, OperationModel, VariantsModel } from '../model/types.js';
import { compareFields, objectOf, RESULTS, type FieldChange } from './compare-fields.js';
import type { Declarations } from './compare-types.js';

interface Side {
  readonly operation: OperationModel;
  readonly declarations: Declarations;
}

/** What changed in results of which parameters say what comes, variant by variant. */
export const compareVariants = (before: Side, after: Side): readonly FieldChange[] => {
  const [old, next] = [before.operation.response.variants, after.operation.response.variants];
  if (!old || !next)
    return [breaking(next ? `${dependence(next)} now` : 'the result depends on no parameter any more')];
  if (old.parameter !== next.parameter) return [breaking(`${dependence(next)}, no longer on ${old.parameter}`)];
  const [olds, news] = [new Map(old.results), new Map(next.results)];
  return [
    ...(JSON.stringify(old.otherwise) === JSON.stringify(next.otherwise)
      ? []
      : [breaking(`another result comes without ${next.parameter}: ${JSON.stringify(next.otherwise)}`)]),
    ...[...olds.keys()].flatMap((value) =>
      news.has(value) ? compareVariant(value, before, after) : [breaking(`no result for ${value} any more`)],
    ),
    ...[...news.keys()].flatMap((value) => (olds.has(value) ? [] : [added(value)])),
  ];
};

const dependence = ({ parameter }: VariantsModel): string => `the result depends on ${parameter}`;

const breaking = (message: string): FieldChange => ({ kind: 'breaking', what: 'result-type', message });

const added = (value: string): FieldChange => ({
  kind: 'feature',
  what: 'result-type',
  message: `new result for ${value}`,
});

const compareVariant = (value: string, before: Side, after: Side): readonly FieldChange[] => {
  const [old, next] = [fieldsOf(before, value), fieldsOf(after, value)];
  const declarations = { before: before.declarations, after: after.declarations };
  return compareFields({ before: old, after: next, declarations, path: `${value}.` }, RESULTS);
};

const fieldsOf = ({ operation, declarations }: Side, value: string): readonly FieldModel[] => {
  const type = new Map(operation.response.variants?.results).get(value);
  return (type && objectOf({ type, declarations })?.fields) ?? [];
};
