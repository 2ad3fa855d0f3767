import { doc } from '../core/prose.js';
import type { FileStem, Identifier } from '../core/names.js';
import type {
  ApiModel,
  Declaration,
  FieldModel,
  OperationModel,
  ParamsModel,
  SchemaModel,
  SettlementModel,
  TypeModel,
  VariantField,
} from '../model/types.js';
import type { Render } from './compile-templates.js';
import { describeField, describeOperation } from './describe.js';
import { describeAsData, hasInheritedKey } from './descriptor.js';
import type { ImportPlan, ModulePlan } from './module-plan.js';
import { planAreas, planClient } from './plan-areas.js';
import { planErrors } from './plan-errors.js';
import { planLean } from './plan-lean.js';
import { variantsView } from './view-variants.js';
import { planStreams } from './plan-streams.js';
import type { DocBlock } from './print-doc.js';
import { schemaImports } from './schema-imports.js';
import { LINE_WIDTH } from './print-literal.js';

/** Every module of the package but the runtime's and the barrel. */
export const planModules = (model: ApiModel, render: Render): readonly ModulePlan[] => [
  ...model.operations.map((operation) => planOperation(operation, render)),
  ...model.schemas.map((schema) => planSchema(schema, render)),
  ...planAreas(model.areas, render),
  ...planErrors(model.errorNames, render),
  ...planLean(model, render),
  ...planStreams(model.streams, render),
  planClient(model, render),
  planEntry('src/index.ts', './runtime/web.js', render),
  planEntry('src/node.ts', './runtime/node.js', render),
];

const planOperation = (operation: OperationModel, render: Render): ModulePlan => {
  const { stem, params, response, history, settlement } = operation;
  const descriptor = describeAsData(operation);
  // The first declaration is the result itself, which is written in another way where it depends on the parameters.
  const declarations = response.variants === undefined ? response.declarations : response.declarations.slice(1);
  const view = {
    ...operation,
    ...paramsView(params),
    paramsDoc: describeParams(operation),
    variants: variantsView(operation),
    declarations: declarations.map(declarationView),
    doc: describeOperation(operation),
    row: history?.row,
    ...(history === undefined && response.variants === undefined
      ? plainForm(operation)
      : { isPlain: false, isLong: false }),
    names: nameOf(operation),
    descriptor,
    inherited: hasInheritedKey(descriptor),
  };
  const types = response.declarations.flatMap(typesIn);
  return {
    path: `src/operations/${stem.text}.ts`,
    shape: 'data',
    imports: [
      { from: '../runtime/operation.js', types: [history === undefined ? 'Operation' : 'HistoryOperation'] },
      ...schemaImports(history === undefined ? types : [...types, history.row], undefined, '../schemas'),
      ...(response.variants === undefined ? [] : [VARIANT_RESULT]),
      ...queriesOf(settlement).map(([stem, query]) => ({ from: `./${stem.text}.js`, values: [query] })),
    ],
    body: render('operation', view),
  };
};

/** The type of the parameter's name by which the caller names an order: helpers are typed by it. */
const nameOf = ({ clientOrderId }: OperationModel): TypeModel | undefined =>
  clientOrderId === undefined ? undefined : { kind: 'literal', value: clientOrderId };

/** The queries that a settlement asks, one after the other. */
const queriesOf = (settlement: SettlementModel | undefined): readonly (readonly [FileStem, Identifier])[] =>
  settlement === undefined ? [] : [[settlement.stem, settlement.operation], ...queriesOf(settlement.otherwise)];

/** Whether the declaration of an operation with two types fits on one line. */
const plainForm = ({ id, paramsType, resultType }: OperationModel) => {
  const isLong = `export const ${id}: Operation<${paramsType}, ${resultType}> = {`.length > LINE_WIDTH;
  return { isPlain: !isLong, isLong };
};

const VARIANT_RESULT: ImportPlan = { from: '../runtime/variants.js', types: ['VariantResult'] };

/** Which of the three forms the params take: none, an interface, or an interface with choices. */
const paramsView = ({ parameters, groups }: ParamsModel) => ({
  empty: parameters.length === 0,
  plain: parameters.length > 0 && groups.length === 0,
  groups: groups.map((variants) => ({ variants: variants.map(({ fields }) => ({ fields: fields.map(variantView) })) })),
  fields: parameters.map((parameter) => ({ ...fieldView(parameter), readonly: true })),
});

const NEVER: TypeModel = { kind: 'keyword', name: 'never' };

const variantView = (field: VariantField) => ({
  name: field.name,
  optional: field.presence !== 'required',
  type: field.presence === 'absent' ? NEVER : field.type,
});

const describeParams = ({ params, area, member }: OperationModel): DocBlock => ({
  paragraphs: [
    doc`What \`${area}.${member}\` takes${params.parameters.length === 0 ? ': nothing' : ''}.`,
    ...params.rules.map((rule) => doc`- ${rule}`),
  ],
});

const fieldView = (field: FieldModel) => ({
  name: field.name,
  readonly: false,
  optional: !field.required,
  type: field.type,
  doc: describeField(field.doc),
});

const declarationView = (declaration: Declaration) => {
  const { kind, name } = declaration;
  const common = { name, isInterface: kind === 'interface', doc: describeField(declaration.doc) };
  return kind === 'interface'
    ? { ...common, fields: declaration.fields.map(fieldView) }
    : { ...common, type: declaration.type };
};

const planSchema = (schema: SchemaModel, render: Render): ModulePlan => ({
  path: `src/schemas/${schema.stem.text}.ts`,
  shape: 'data',
  imports: schemaImports(schema.declarations.flatMap(typesIn), schema.stem, '.'),
  body: render('schema', { declarations: schema.declarations.map(declarationView) }),
});

const typesIn = (declaration: Declaration): readonly TypeModel[] =>
  declaration.kind === 'alias' ? [declaration.type] : declaration.fields.map(({ type }) => type);

const planEntry = (path: string, platform: string, render: Render): ModulePlan => ({
  path,
  shape: 'code',
  imports: [
    { from: './client.js', values: ['createFacade'], types: ['Client'] },
    { from: './error-codes.js', values: ['ERROR_CODES'] },
    { from: './runtime/common.js', types: ['ClientOptions'] },
    { from: './runtime/call/catalogue.js', values: ['withErrorCodes'] },
    { from: platform, values: ['createCaller'] },
  ],
  body: render('entry', {}),
});
