import type { Parameter } from '../call/request.js';
import type { SettledBy } from '../errors/response-errors.js';
import type { AnyOperation } from '../call/request.js';

/** The exchange's clock and its records may differ by a little, and a record is no older than the request. */
const MARGIN_MS = 1000;

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
