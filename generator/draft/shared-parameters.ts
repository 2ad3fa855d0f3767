import { isObject, own, type Json } from '../core/json.js';
import { sameJson, type MutableObject } from '../core/mutable-json.js';
import type { MergedSpec } from '../merge/types.js';

/** What a reference to a parameter that the spec describes once for all operations leads to. */
export const sharedParameter = (spec: MergedSpec | undefined, reference: Json | undefined): Json | undefined => {
  const name = typeof reference === 'string' ? /^#\/components\/parameters\/([^/]+)$/.exec(reference)?.[1] : undefined;
  return name === undefined ? undefined : own(own(own(spec?.document, 'components'), 'parameters'), name);
};

/**
 * A reference where the spec describes the very parameter once for all operations, as hand-written files have it; the
 * parameter itself where the page says something else of it.
 */
export const referToShared = (parameter: MutableObject, spec: MergedSpec | undefined): MutableObject => {
  const reference = `#/components/parameters/${String(parameter['name'])}`;
  const shared = sharedParameter(spec, reference);
  return isObject(shared) && sameJson(withoutWords(shared), withoutWords(parameter as Json))
    ? { $ref: reference }
    : parameter;
};

const withoutWords = (parameter: Json): Json =>
  isObject(parameter)
    ? Object.fromEntries(Object.entries(parameter).filter(([key]) => key !== 'description'))
    : parameter;
