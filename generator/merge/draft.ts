import type { Diagnostic, RelatedPlace } from '../core/diagnostic.js';
import { isMutableObject, type MutableJson, type MutableObject } from '../core/mutable-json.js';
import type { SourceDoc } from '../core/source.js';
import { offsetOf } from '../core/yaml-tree.js';
import { positionOf, type Origins, type Origin } from './origins.js';

/** One source as data that may be taken apart. */
export interface Member {
  readonly source: SourceDoc;
  readonly root: MutableObject;
  /** Where the document starts. */
  readonly origin: Origin;
}

export const readMember = (source: SourceDoc, origins: Origins): Member => {
  const { contents } = source.tree;
  const root = origins.read(contents, source.lines);
  return {
    source,
    root: isMutableObject(root) ? root : {},
    origin: { lines: source.lines, offset: offsetOf(contents) },
  };
};

/** The merged document while it grows, and what there is to say about it. */
export class Draft {
  readonly diagnostics: Diagnostic[] = [];

  constructor(
    readonly root: MutableObject,
    readonly origin: Origin,
    readonly origins: Origins,
  ) {}

  get failed(): boolean {
    return this.diagnostics.some(({ severity }) => severity === 'error');
  }

  /** Where a key of an object was written. */
  at(container: MutableObject | MutableJson[], key: string | number): Origin {
    return this.origins.of(container, key) ?? this.origin;
  }

  /** Where the node at a JSON Pointer was written. */
  find(pointer: string): Origin {
    return this.origins.locate(this.root, pointer, this.origin);
  }

  refuse(code: string, at: Origin, wording: Wording): void {
    this.diagnostics.push(mergeError(code, at, wording));
  }
}

export interface Wording {
  readonly message: string;
  readonly hint: string;
  /** Other places that matter, with what stands there. */
  readonly related?: readonly (readonly [Origin, string])[];
}

export const mergeError = (code: string, at: Origin, { message, hint, related }: Wording): Diagnostic => ({
  code: `merge/${code}`,
  severity: 'error',
  message,
  at: positionOf(at),
  related: related?.map(([origin, text]): RelatedPlace => ({ at: positionOf(origin), message: text })),
  hint,
});

/** The object at a key, made when there is none; undefined when something else stands there. */
export const objectAt = (
  draft: Draft,
  parent: MutableObject,
  key: string,
  origin: Origin,
): MutableObject | undefined => {
  if (!Object.hasOwn(parent, key)) draft.origins.set(parent, key, {}, origin);
  const value = parent[key];
  return isMutableObject(value) ? value : undefined;
};
