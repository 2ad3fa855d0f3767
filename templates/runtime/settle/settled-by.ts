import type { AnyOperation, Parameter } from '../call/request.js';
import type { SettledBy } from '../errors/response-errors.js';
import type { Settlement } from '../operation.js';

/**
 * Of how long before its timestamp the record of a write may be: one second that the timestamp may be ahead of the
 * exchange's clock, one for records that count whole seconds, and one for clocks within the exchange that differ.
 */
export const MARGIN_MS = 3000;

/** The parameters that the others rule out. Where nobody checked them the exchange passes them by. */
const idleIn = ({ conditions = [] }: AnyOperation, given: ReadonlyMap<string, string>): readonly string[] =>
  conditions.flatMap(({ when, forbid, else: otherwise }) => {
    if (when === undefined) return [];
    const value = given.get(when.parameter)?.toUpperCase();
    const holds = value !== undefined && (when.in?.some((text) => text.toUpperCase() === value) ?? true);
    return (holds ? forbid : otherwise?.forbid) ?? [];
  });

/**
 * The query that tells what became of a write, with its parameters as text; undefined where the spec names none or the
 * write lacks what the query would need.
 */
export const findSettledBy = (
  operation: AnyOperation,
  sent: readonly Parameter[],
  sentAt: number | undefined,
): SettledBy | undefined => {
  const { settlement } = operation;
  if (settlement === undefined) return undefined;
  const given = new Map(sent);
  // Without its id an order is one of many.
  if (operation.clientOrderId !== undefined && !given.has(operation.clientOrderId)) return undefined;
  for (const name of idleIn(operation, given)) given.delete(name);
  return describeQuery(settlement, given, sentAt);
};

/** A settlement with the query that it asks when this one shows nothing: both can be asked, or there is none. */
const describeQuery = (
  settlement: Settlement,
  given: ReadonlyMap<string, string>,
  sentAt: number | undefined,
): SettledBy | undefined => {
  const parameters = readQuery(settlement, given, sentAt);
  if (parameters === undefined) return undefined;
  const query = { operation: settlement.operation.name, parameters };
  if (settlement.otherwise === undefined) return query;
  const otherwise = describeQuery(settlement.otherwise, given, sentAt);
  return otherwise && { ...query, otherwise };
};

const readQuery = (
  settlement: Settlement,
  given: ReadonlyMap<string, string>,
  sentAt: number | undefined,
): SettledBy['parameters'] | undefined => {
  const parameters: Record<string, string> = {};
  for (const [name, source] of Object.entries(settlement.parameters)) {
    const value = 'value' in source ? source.value : given.get(source.from);
    if (value !== undefined) parameters[name] = value;
  }
  if (settlement.since !== undefined && sentAt !== undefined) {
    parameters[settlement.since] = String(Math.floor(sentAt) - MARGIN_MS);
  }
  // What the query itself refuses beside the others: a cross margin list has no symbol.
  for (const name of idleIn(settlement.operation, new Map(Object.entries(parameters)))) delete parameters[name];
  return settlement.operation.required.every((name) => Object.hasOwn(parameters, name)) ? parameters : undefined;
};
