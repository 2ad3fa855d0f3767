import type { RequestWeight } from '../core/extensions.js';
import type { ErrorModel, OperationModel, ResponseKindModel } from '../model/types.js';
import type { Data } from './print-literal.js';

type Entry = readonly [string, Data | undefined];

/** A map without the entries that have no value. */
const dataOf = (...entries: readonly Entry[]): Data =>
  new Map(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])));

/** An operation as the data that the runtime interprets; see `runtime/operation.ts`. */
export const describeAsData = (operation: OperationModel): Data =>
  dataOf(
    ['name', `${operation.area}.${operation.member}`],
    ['method', operation.method],
    ['path', operation.path],
    ['server', operation.server],
    ['security', operation.security],
    ['securityType', operation.securityType],
    ['weight', operation.weight.map(weightData)],
    ['effect', operation.effect],
    ['parameters', new Map(operation.params.parameters.map(({ name, kind }) => [name, kindData(kind)]))],
    ['required', operation.params.parameters.filter(({ required }) => required).map(({ name }) => name)],
    ['response', kindData(operation.response.kind)],
    ['errors', operation.errors.map(errorData)],
    ['docs', operation.docs],
  );

const weightData = ({ value, scope, when }: RequestWeight): Data =>
  dataOf(['value', value], ['scope', scope], ['when', when === undefined ? undefined : new Map(Object.entries(when))]);

const errorData = ({ code, name, message, description }: ErrorModel): Data =>
  dataOf(['code', code], ['name', name], ['message', message], ['description', description.text]);

const kindData = (kind: ResponseKindModel): Data => {
  if (typeof kind === 'string') return kind;
  if ('list' in kind) return dataOf(['list', kindData(kind.list)]);
  if ('record' in kind) return dataOf(['record', kindData(kind.record)]);
  return dataOf(['fields', new Map(kind.fields.map(([name, inner]) => [name, kindData(inner)]))]);
};

/**
 * Whether data has a key that every object inherits, such as `constructor`. TypeScript then takes the inherited member
 * for what is expected there, and the literal needs `as const` to keep its type.
 */
export const hasInheritedKey = (data: Data): boolean => {
  if (typeof data !== 'object') return false;
  if (!(data instanceof Map)) return (data as readonly Data[]).some(hasInheritedKey);
  return [...(data as ReadonlyMap<string, Data>)].some(([key, value]) => isInherited(key) || hasInheritedKey(value));
};

const isInherited = (key: string): boolean => key in Object.prototype;
