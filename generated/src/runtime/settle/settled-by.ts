import type { AnyOperation, Parameter } from '../call/request.js';
import type { SettledBy } from '../errors/response-errors.js';

/**
 * Of how long before its timestamp the record of a write may be: one second that the timestamp may be ahead of the
 * exchange's clock, one for records that count whole seconds, and one for clocks within the exchange that differ.
 */
export const MARGIN_MS = 3000;

/** The parameters that the others rule out. Where nobody checked them the exchange passes them by. */
const idleIn = ({ conditions = [] }: AnyOperation, given: ReadonlyMap<string, string>): readonly string[] =>
  conditions.flatMap((condition) => {
    if (!('when' in condition)) return [];
    const value = given.get(condition.when.parameter)?.toUpperCase();
    const holds = condition.when.in.some((text) => text.toUpperCase() === value);
    return (holds ? condition.forbid : condition.else?.forbid) ?? [];
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
  const parameters: Record<string, string> = {};
  for (const [name, source] of Object.entries(settlement.parameters)) {
    const value = 'value' in source ? source.value : given.get(source.from);
    if (value !== undefined) parameters[name] = value;
  }
  if (settlement.since !== undefined && sentAt !== undefined) {
    parameters[settlement.since] = String(Math.floor(sentAt) - MARGIN_MS);
  }
  const isWhole = settlement.operation.required.every((name) => Object.hasOwn(parameters, name));
  return isWhole ? { operation: settlement.operation.name, parameters } : undefined;
};
