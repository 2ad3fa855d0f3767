import { doc } from '../core/prose.js';
import type { ApiModel, OperationModel, ResponseKindModel } from '../model/types.js';
import type { Render } from './compile-templates.js';
import { dataOf, hasInheritedKey, kindData } from './descriptor.js';
import type { ModulePlan } from './module-plan.js';
import { type Data, LINE_WIDTH } from './print-literal.js';
import type { DocBlock } from './print-doc.js';

/**
 * The package's entry for programs that have to be small: every operation once more, with no more than what it takes to
 * send it and to read its answer, and what calls them. Two entries, as platforms sign and send differently.
 */
export const planLean = (model: ApiModel, render: Render): readonly ModulePlan[] => [
  planOperations(model.operations, render),
  planEntry('src/lean.ts', './runtime/lean/web.js', render),
  planEntry('src/lean-node.ts', './runtime/lean/node.js', render),
];

/** All in one module, as bundlers leave out every constant that is not used. */
const planOperations = (operations: readonly OperationModel[], render: Render): ModulePlan => ({
  path: 'src/lean-operations.ts',
  shape: 'data',
  imports: [
    { from: './runtime/lean/options.js', types: ['LeanOperation'] },
    ...operations.map(({ stem, paramsType, resultType, variantsType, response }) => ({
      from: `./operations/${stem.text}.js`,
      types: [paramsType, resultType, ...(response.variants === undefined ? [] : [variantsType])],
    })),
  ],
  body: render('lean', { operations: operations.map(viewOf) }),
});

const planEntry = (path: string, platform: string, render: Render): ModulePlan => ({
  path,
  shape: 'code',
  imports: [{ from: platform, values: ['createKeySigner', 'createLeanCaller'] }],
  body: render('lean-entry', {}),
});

const viewOf = (operation: OperationModel) => {
  const { id, paramsType, resultType, variantsType, response } = operation;
  const descriptor = describeForSending(operation);
  const types = [paramsType, resultType, ...(response.variants === undefined ? [] : [variantsType])];
  const heading = `export const ${id}: LeanOperation<${types.join(', ')}> = {`;
  return {
    isLong: heading.length > LINE_WIDTH,
    ...{ id, paramsType, resultType, variantsType, descriptor },
    variants: response.variants,
    doc: describeBriefly(operation),
    inherited: hasInheritedKey(descriptor),
  };
};

const describeForSending = (operation: OperationModel): Data =>
  dataOf(
    ['name', `${operation.area}.${operation.member}`],
    ['method', operation.method],
    ['path', operation.path],
    ['server', operation.server],
    ['security', operation.security],
    ['effect', operation.effect],
    ['parameters', new Map(operation.params.parameters.map(({ name, kind }) => [name, kindData(kind)]))],
    ['required', operation.params.parameters.filter(({ required }) => required).map(({ name }) => name)],
    ['response', kindData(withoutRequired(operation.response.kind))],
    ['mayBeEmpty', operation.response.mayBeEmpty || undefined],
    ['clientOrderId', operation.clientOrderId],
    ['parametersIn', operation.parametersIn],
  );

/** Which fields are always there, only reports of drift ask. */
const withoutRequired = (kind: ResponseKindModel): ResponseKindModel => {
  if (typeof kind === 'string') return kind;
  if ('list' in kind) return { list: withoutRequired(kind.list) };
  if ('record' in kind) return { record: withoutRequired(kind.record) };
  if ('either' in kind) return { either: [withoutRequired(kind.either[0]), withoutRequired(kind.either[1])] };
  return { fields: kind.fields.map(([name, inner]) => [name, withoutRequired(inner)]), required: [] };
};

const describeBriefly = ({ summary, method, path, deprecated }: OperationModel): DocBlock => ({
  paragraphs: [summary, doc`- Request: \`${method} ${path}\``],
  tags: deprecated ? [{ name: 'deprecated', text: doc`` }] : [],
});
