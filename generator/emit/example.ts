import type { FileStem, Identifier } from '../core/names.js';
import type { ApiModel, OperationModel, ParameterModel, TypeModel, Variant } from '../model/types.js';
import type { Data } from './print-literal.js';

/** The call that the README shows. */
export interface Example {
  readonly id: Identifier;
  /** From the client to the operation, name by name. */
  readonly path: readonly string[];
  /** The area at the top of the client that holds it. */
  readonly areaStem: FileStem;
  readonly factory: Identifier;
  readonly params: Data;
}

/** The call that shows the most for its length: rules between parameters first, then documented errors. */
export const chooseExample = ({ operations, areas }: ApiModel): Example | undefined => {
  const [first] = operations
    .filter(({ deprecated }) => !deprecated)
    .sort((left, right) => showsMore(right) - showsMore(left));
  const path = first === undefined ? [] : [...first.area.split('.'), first.member];
  const area = areas.find(({ member }) => member === path[0]);
  if (first === undefined || area === undefined) return undefined;
  return {
    id: first.id,
    path,
    areaStem: area.stem,
    factory: area.factory,
    params: exampleParams(first),
  };
};

const showsMore = ({ params, errors }: OperationModel): number =>
  (params.groups.length > 0 ? 1000 : 0) + errors.length / (params.parameters.length + 1);

/** The least that the types let a caller give. */
const exampleParams = ({ params }: OperationModel): Data => {
  const chosen = new Map<string, TypeModel>();
  for (const { name, required, type } of params.parameters) if (required) chosen.set(name, type);
  for (const group of params.groups) {
    for (const field of leastDemanding(group).fields)
      if (field.presence === 'required') chosen.set(field.name, field.type);
  }
  return new Map(
    params.parameters.flatMap((parameter) => {
      const type = chosen.get(parameter.name);
      return type === undefined ? [] : [[parameter.name, exampleValue(parameter, type)] as const];
    }),
  );
};

const leastDemanding = (group: readonly Variant[]): Variant =>
  group.reduce((least, variant) => (demands(variant) < demands(least) ? variant : least));

const demands = ({ fields }: Variant): number => fields.filter(({ presence }) => presence === 'required').length;

/** Values that a reader of the exchange's pages knows; any other text parameter shows its own name. */
const FAMILIAR: Readonly<Record<string, string>> = { asset: 'USDT', assetName: 'USDT', symbol: 'BTCUSDT' };

const exampleValue = ({ name, kind }: ParameterModel, type: TypeModel): Data => {
  if (typeof kind === 'object') return [scalarValue(name, kind.list, type.kind === 'array' ? type.items : type)];
  return scalarValue(name, kind, type);
};

const scalarValue = (name: string, kind: Exclude<ParameterModel['kind'], object>, type: TypeModel): Data => {
  const literal = type.kind === 'union' ? type.members.find((member) => member.kind === 'literal') : type;
  if (literal?.kind === 'literal') return literal.value;
  if (kind === 'decimal') return '25.5';
  if (kind === 'id') return '1';
  if (kind === 'time') return 1_767_225_600_000;
  if (kind === 'int') return 1;
  if (kind === 'bool') return true;
  return Object.hasOwn(FAMILIAR, name) ? (FAMILIAR[name] ?? name) : name;
};
