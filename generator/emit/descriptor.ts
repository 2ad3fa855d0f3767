import type { Condition, Demands, RequestWeight } from '../core/extensions.js';
import { Identifier } from '../core/names.js';
import type { ErrorModel, HistoryModel, OperationModel, ResponseKindModel, SettlementModel } from '../model/types.js';
import type { Data } from './print-literal.js';

type Entry = readonly [string, Data | undefined];

/** A map without the entries that have no value. */
export const dataOf = (...entries: readonly Entry[]): ReadonlyMap<string, Data> =>
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
    ['limits', limitsData(operation)],
    ['conditions', unlessEmpty(operation.params.conditions.map(conditionData))],
    ['response', kindData(operation.response.kind)],
    ['mayBeEmpty', operation.response.mayBeEmpty || undefined],
    ['errors', operation.errors.map(errorData)],
    ['history', operation.history && historyData(operation.history)],
    ['settlement', operation.settlement && settlementData(operation.settlement)],
    ['clientOrderId', operation.clientOrderId],
    ['parametersIn', operation.parametersIn],
    ['docs', operation.docs],
  );

const unlessEmpty = <T extends readonly Data[] | ReadonlyMap<string, Data>>(data: T): T | undefined =>
  [...data].length === 0 ? undefined : data;

/** Of the parameters that have limits. */
const limitsData = ({ params }: OperationModel): Data | undefined =>
  unlessEmpty(
    new Map(
      params.parameters.flatMap(({ name, limits }) => {
        const { values, min, max, minLength, maxLength, pattern } = limits;
        const lengths = [
          ['minLength', minLength],
          ['maxLength', maxLength],
        ] as const;
        const data = unlessEmpty(
          dataOf(['values', values], ['min', min], ['max', max], ...lengths, ['pattern', pattern]),
        );
        return data === undefined ? [] : [[name, data] as const];
      }),
    ),
  );

const conditionData = (condition: Condition): Data => {
  if (!('when' in condition)) return dataOf(...demandEntries(condition));
  const { when, else: otherwise } = condition;
  const which: Entry = 'given' in when ? ['given', when.given] : ['in', when.in];
  return dataOf(['when', dataOf(['parameter', when.parameter], which)], ...demandEntries(condition), [
    'else',
    otherwise && dataOf(...demandEntries(otherwise)),
  ]);
};

const demandEntries = ({ require, forbid, atLeastOne, exactlyOne, atMostOne }: Demands): readonly Entry[] => [
  ['require', require],
  ['forbid', forbid],
  ['atLeastOne', atLeastOne],
  ['exactlyOne', exactlyOne],
  ['atMostOne', atMostOne],
];

const historyData = ({ rows, id, time, size, page, from, window }: HistoryModel): Data =>
  dataOf(
    ['rows', rows],
    ['id', id],
    ['time', time],
    ['size', dataOf(['parameter', size.parameter], ['max', size.max])],
    ['page', parameterData(page)],
    ['from', parameterData(from)],
    ['window', window && dataOf(['start', window.start], ['end', window.end], ['maxMs', window.maxMs])],
  );

const parameterData = (parameter: string | undefined): Data | undefined =>
  parameter === undefined ? undefined : dataOf(['parameter', parameter]);

const settlementData = ({ operation, parameters, rows, state, ...settlement }: SettlementModel): Data =>
  dataOf(
    ['operation', operation],
    ['parameters', new Map(parameters.map(([name, source]) => [name, new Map(Object.entries(source))]))],
    ['since', settlement.since],
    ['time', settlement.time],
    ['equal', unlessEmpty(new Map(settlement.equal))],
    ['absent', unlessEmpty(settlement.absent)],
    ['absence', settlement.absence],
    ['rows', rows && dataOf(['field', rows.field], ['equal', new Map(rows.equal)], ['time', rows.time])],
    ['state', state && dataOf(['field', state.field], ['done', state.done], ['failed', state.failed])],
    ['otherwise', settlement.otherwise && settlementData(settlement.otherwise)],
  );

const weightData = ({ value, scope, when }: RequestWeight): Data =>
  dataOf(['value', value], ['scope', scope], ['when', when === undefined ? undefined : new Map(Object.entries(when))]);

const errorData = ({ code, name, message, description }: ErrorModel): Data =>
  dataOf(['code', code], ['name', name], ['message', message], ['description', description.text]);

export const kindData = (kind: ResponseKindModel): Data => {
  if (typeof kind === 'string') return kind;
  if ('list' in kind) return dataOf(['list', kindData(kind.list)]);
  if ('record' in kind) return dataOf(['record', kindData(kind.record)]);
  if ('either' in kind) return dataOf(['either', kind.either.map(kindData)]);
  const fields = new Map(kind.fields.map(([name, inner]) => [name, kindData(inner)]));
  return dataOf(['fields', fields], ['required', unlessEmpty(kind.required)]);
};

/**
 * Whether data has a key that every object inherits, such as `constructor`. TypeScript then takes the inherited member
 * for what is expected there, and the literal needs `as const` to keep its type.
 */
export const hasInheritedKey = (data: Data): boolean => {
  if (typeof data !== 'object' || Identifier.is(data)) return false;
  if (!(data instanceof Map)) return (data as readonly Data[]).some(hasInheritedKey);
  return [...(data as ReadonlyMap<string, Data>)].some(([key, value]) => isInherited(key) || hasInheritedKey(value));
};

const isInherited = (key: string): boolean => key in Object.prototype;
