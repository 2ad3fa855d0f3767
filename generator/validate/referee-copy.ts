import { isSpecList, isSpecMap, type SpecMap, type SpecValue } from './referee-document.js';
import { REFEREE_LIMITS, type RefereeLimit } from './referee-limits.js';
import { rewriteSpec, type Visit } from './referee-walk.js';

/** A limit of the referee that concerns this document, and every place where it does. */
export interface LimitInUse {
  readonly limit: RefereeLimit;
  readonly pointers: readonly string[];
}

/**
 * The copy that the referee gets: it says what the document says, in words the referee understands. It is JSON, because
 * the referee reads YAML by the rules of YAML 1.1, in which an unquoted `NO` or `12:30` is not a string.
 */
export interface RefereeCopy {
  readonly text: string;
  readonly limits: readonly LimitInUse[];
}

export const copyForReferee = (root: SpecMap): RefereeCopy => {
  const places = new Map<RefereeLimit, string[]>();
  const visit: Visit = (kind, node, pointer) => {
    const concerned = REFEREE_LIMITS.filter((limit) => limit.kinds.includes(kind) && limit.concerns(node, root));
    for (const limit of concerned) noteIn(places, limit, pointer);
    return concerned.reduce((value, limit) => limit.rewrite?.(value, root) ?? value, node);
  };
  const text = toJsonText(rewriteSpec(root, visit));
  return { text, limits: [...places].map(([limit, pointers]) => ({ limit, pointers })) };
};

const noteIn = (places: Map<RefereeLimit, string[]>, limit: RefereeLimit, pointer: string): void => {
  const known = places.get(limit);
  if (known === undefined) places.set(limit, [pointer]);
  else known.push(pointer);
};

/** JSON with every digit of every integer, which `JSON.stringify` cannot write. */
export const toJsonText = (value: SpecValue): string => {
  if (isSpecList(value)) return `[${value.map(toJsonText).join(',')}]`;
  if (isSpecMap(value)) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${JSON.stringify(key)}:${toJsonText(item)}`)
      .join(',')}}`;
  }
  return typeof value === 'bigint' ? value.toString() : JSON.stringify(value);
};
