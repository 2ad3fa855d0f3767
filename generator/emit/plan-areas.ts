import { code, doc, type DocText } from '../core/prose.js';
import type { ApiModel, AreaModel, OperationModel } from '../model/types.js';
import type { Render } from './compile-templates.js';
import { describeOperation } from './describe.js';
import type { ImportPlan, ModulePlan, PackageName } from './module-plan.js';
import type { DocBlock } from './print-doc.js';

/** A module for each area, however deep, so that a program that needs one does not carry the others. */
export const planAreas = (areas: readonly AreaModel[], render: Render): readonly ModulePlan[] =>
  areas.flatMap((area) => [planArea(area, render), ...planAreas(area.areas, render)]);

const planArea = (area: AreaModel, render: Render): ModulePlan => ({
  path: `src/areas/${area.stem.text}.ts`,
  shape: 'code',
  imports: [
    { from: '../runtime/common.js', types: runtimeTypes(area) },
    ...area.areas.map((below) => areaImport(below, '.')),
    ...area.operations.map(({ id, paramsType, resultType, stem }) => ({
      from: `../operations/${stem.text}.js`,
      values: [id],
      types: [paramsType, resultType],
    })),
  ],
  body: render('area', {
    ...area,
    doc: describeArea(area),
    areas: area.areas.map((below) => ({ ...below, doc: describeArea(below) })),
    operations: area.operations.map((operation) => ({
      ...operation,
      optional: operation.params.optional,
      varies: varies(operation),
      doc: describeOperation(operation),
    })),
  }),
});

const runtimeTypes = ({ operations }: AreaModel): readonly PackageName[] => [
  'CallOperation',
  ...(operations.length > 0 ? (['CallOptions'] as const) : []),
  ...(operations.some(varies) ? (['KnownOnly'] as const) : []),
];

/** Whether the result depends on the parameters: then the call is typed by those that it is given. */
const varies = ({ response }: OperationModel): boolean => response.variants !== undefined;

const areaImport = ({ stem, factory, typeName }: AreaModel, folder: string): ImportPlan => ({
  from: `${folder}/${stem.text}.js`,
  values: [factory],
  types: [typeName],
});

/** How much there is, and what is below: the way to an operation can be read off hovers. */
const describeArea = ({ path, operations, areas }: AreaModel): DocBlock => {
  const own = operations.length === 1 ? 'operation' : `${operations.length} operations`;
  const below = listOf(areas.map(({ member }) => code(member)));
  if (areas.length === 0) return { paragraphs: [doc`The ${own} of ${code(`client.${path}`)}.`] };
  if (operations.length === 0) return { paragraphs: [doc`The areas of ${code(`client.${path}`)}: ${below}.`] };
  return { paragraphs: [doc`The ${own} of ${code(`client.${path}`)}, and its areas ${below}.`] };
};

const listOf = (names: readonly DocText[]): DocText => {
  const [last, ...others] = names.map(({ text }) => text).reverse();
  return doc`${others.length === 0 ? (last ?? '') : `${others.reverse().join(', ')} and ${last ?? ''}`}`;
};

/** The whole client: its areas, and what it has beside them. */
export const planClient = ({ areas }: ApiModel, render: Render): ModulePlan => ({
  path: 'src/client.ts',
  shape: 'code',
  imports: [
    {
      from: './runtime/common.js',
      values: ['reconcile'],
      types: ['Caller', 'Reconciliation', 'ReconcileOptions', 'UnknownOutcomeError'],
    },
    ...areas.map((area) => areaImport(area, './areas')),
  ],
  body: render('client', { areas: areas.map((area) => ({ ...area, doc: describeArea(area) })) }),
});
