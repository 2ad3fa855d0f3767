import { EXTENSIONS, type ExtensionName } from '../core/extensions.js';
import { pointerTo } from '../core/json.js';
import type { MutableObject } from '../core/mutable-json.js';
import { walkSpec, type SpecKind, type SpecNode } from '../core/walk-spec.js';
import type { Draft } from './draft.js';
import type { Origin } from './origins.js';

const { int64, replaces, errorCatalogue, streams, ...OF_OPERATIONS } = EXTENSIONS;

/** Which kind of object each extension belongs to. In the merged document nothing is left to replace. */
const HOME: ReadonlyMap<string, SpecKind> = new Map<ExtensionName, SpecKind>([
  ...Object.values(OF_OPERATIONS).map((name) => [name, 'operation'] as const),
  [int64, 'schema'],
  [errorCatalogue, 'root'],
  [streams, 'root'],
]);

/** Refuses extensions that nothing reads: a misspelt one would be dropped without a word. */
export const checkExtensions = (draft: Draft, document: MutableObject, placeOf: (pointer: string) => Origin): void => {
  walkSpec(document, (node) => {
    for (const key of Object.keys(node.value)) {
      if (key.startsWith('x-') && !isAtHome(node, key))
        refuse(draft, [node.kind, key], placeOf(pointerTo(node.pointer, key)));
    }
  });
};

const isAtHome = ({ kind, value }: SpecNode, key: string): boolean =>
  HOME.get(key) === kind && (key !== int64 || (Object.hasOwn(value, 'format') && value['format'] === 'int64'));

const refuse = (draft: Draft, [kind, key]: readonly [SpecKind, string], at: Origin): void => {
  const home = HOME.get(key);
  if (home === undefined && key !== replaces) {
    return draft.refuse('unknown-extension', at, {
      message: `The extension ${JSON.stringify(key)} is unknown.`,
      hint: `Known are ${Object.values(EXTENSIONS).join(', ')}. An overlay action removes a foreign one.`,
    });
  }
  const place = kind === 'schema' && key === int64 ? 'to a schema without `format: int64`' : 'here';
  draft.refuse('misplaced-extension', at, {
    message: `The extension \`${key}\` does not belong ${place}.`,
    hint: HOMES[key] ?? `\`${key}\` belongs directly to an operation.`,
  });
};

const HOMES: Readonly<Record<string, string>> = {
  [int64]: `\`${int64}\` belongs to a schema with \`format: int64\`.`,
  [replaces]: `\`${replaces}\` belongs to an operation of a fragment.`,
  [errorCatalogue]: `\`${errorCatalogue}\` belongs at the top of one fragment, beside \`paths\`.`,
  [streams]: `\`${streams}\` belongs at the top of a fragment, beside \`paths\`.`,
};
