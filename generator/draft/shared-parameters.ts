import { isObject, own, type Json, type JsonObject } from '../core/json.js';
import { sameJson, type MutableObject } from '../core/mutable-json.js';
import type { MergedSpec } from '../merge/types.js';

/** What every signed request carries, as the exchange's general information describes it. */
export const SIGNING = ['recvWindow', 'timestamp', 'signature'] as const;

export const isSigning = (name: string): boolean => (SIGNING as readonly string[]).includes(name);

/** What a reference to a parameter that the spec describes once for all operations leads to. */
export const sharedParameter = (spec: MergedSpec | undefined, reference: Json | undefined): JsonObject | undefined => {
  const name = typeof reference === 'string' ? /^#\/components\/parameters\/([^/]+)$/.exec(reference)?.[1] : undefined;
  const found = name === undefined ? undefined : own(own(own(spec?.document, 'components'), 'parameters'), name);
  return isObject(found) ? found : undefined;
};

/**
 * A reference where the spec describes once for all operations what signed requests carry, as hand-written files have
 * it; the parameter itself where the page says something else of it.
 */
export const referToShared = (parameter: MutableObject, spec: MergedSpec | undefined): MutableObject => {
  const { name } = parameter;
  if (typeof name !== 'string' || !isSigning(name)) return parameter;
  const reference = `#/components/parameters/${name}`;
  const shared = sharedParameter(spec, reference);
  return shared && saysAll(shared, parameter) ? { $ref: reference } : parameter;
};

/** Whether the shared one is the very parameter, and has whatever is known of it; it may say more. */
const saysAll = (shared: JsonObject, { name, in: place, required = false, schema }: MutableObject): boolean =>
  own(shared, 'name') === name &&
  own(shared, 'in') === place &&
  (own(shared, 'required') ?? false) === required &&
  (isObject(schema) ? Object.entries(schema) : []).every(([key, value]) =>
    sameJson(own(own(shared, 'schema'), key), value),
  );
