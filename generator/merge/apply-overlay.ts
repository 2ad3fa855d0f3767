import { JSONPathEnvironment, type JSONPathNode } from 'json-p3';
import { pointerTo, type Json } from '../core/json.js';
import { isMutableObject, sameJson, type MutableJson, type MutableObject } from '../core/mutable-json.js';
import { formatPosition } from '../core/position.js';
import { operationNames } from './operations.js';
import type { Draft } from './draft.js';
import { positionOf, type Origin } from './origins.js';
import type { OverlayAction } from './read-overlay.js';

/** What overlays did to the operations, on purpose. */
export interface OperationChanges {
  readonly removed: Set<string>;
  readonly added: Set<string>;
}

type Container = MutableObject | MutableJson[];
type Location = readonly (string | number)[];

/**
 * Values that all updates together may write: an update of `$..*` that repeats itself doubles the document each time.
 */
const MAX_WRITTEN = 200_000;

/** `$`, `paths`, the path, the method. */
const DEPTH_OF_OPERATIONS = 3;

const JSON_PATH = new JSONPathEnvironment({ maxRecursionDepth: 1000 });

/** Applies overlay actions to the draft, one after the other. */
export class OverlayRun {
  readonly changes: OperationChanges = { removed: new Set(), added: new Set() };
  #written = 0;

  constructor(readonly draft: Draft) {}

  apply(action: OverlayAction): void {
    if (this.#written > MAX_WRITTEN) return;
    const targets = this.#select(action);
    if (targets === undefined) return;
    if (targets.length === 0) this.#refuseNoMatch(action);
    else if (action.change.kind === 'remove') this.#remove(action, targets);
    else this.#update(action, targets);
  }

  /**
   * The nodes that the target names, each once; undefined when it is no JSONPath, or an update would go to a single
   * value.
   */
  #select({ target, targetAt, change }: OverlayAction): readonly JSONPathNode[] | undefined {
    let nodes: readonly JSONPathNode[];
    try {
      nodes = JSON_PATH.query(target, this.draft.root).nodes;
    } catch (error) {
      this.draft.refuse('overlay-path', targetAt, {
        message: `The target is not a JSONPath: ${error instanceof Error ? error.message : String(error)}.`,
        hint: "JSONPath is described in RFC 9535; keys with a slash are written as `['/path']`.",
      });
      return undefined;
    }
    // Overlay 1.0 has no way to remove a single value and 1.1 has. Without it a foreign `x-…: text` would have to stay.
    const single = change.kind === 'remove' ? undefined : nodes.find(({ value }) => !isContainer(value));
    if (single === undefined) return [...new Map(nodes.map((node) => [JSON.stringify(node.location), node])).values()];
    this.draft.refuse('overlay-mismatch', targetAt, {
      message: `The target names a single value, ${JSON.stringify(single.value)}, at ${pointerOf(single.location)}.`,
      hint: 'Overlay 1.0 updates mappings and lists: name the mapping around it and give the new value under its key.',
    });
    return undefined;
  }

  #refuseNoMatch({ target, targetAt }: OverlayAction): void {
    this.draft.refuse('overlay-no-match', targetAt, {
      message: `The target ${target} matches nothing.`,
      hint: 'Upstream may have changed: correct the target, or remove the action if it is needed no longer.',
    });
  }

  #remove({ targetAt }: OverlayAction, targets: readonly JSONPathNode[]): void {
    const before = this.#operationsNear(targets);
    // From the end, so that the places of the items before a removed one stay what they are.
    for (const { location } of [...targets].sort((left, right) => compareLocations(right.location, left.location))) {
      const key = location.at(-1);
      const parent = key === undefined ? undefined : nodeAt(this.draft.root, location.slice(0, -1));
      if (key === undefined || parent === undefined) {
        this.draft.refuse('overlay-mismatch', targetAt, {
          message: 'The target names the whole document, which cannot be removed.',
          hint: 'Name what is to be removed.',
        });
      } else this.draft.origins.remove(parent, key);
    }
    const after = this.#operationsNear(targets);
    for (const name of before) if (!after.has(name)) this.changes.removed.add(name);
  }

  #update({ targetAt, change }: OverlayAction, targets: readonly JSONPathNode[]): void {
    if (change.kind !== 'update') return;
    this.#written += targets.length * sizeOf(change.value);
    if (this.#written > MAX_WRITTEN) {
      return this.draft.refuse('overlay-too-large', targetAt, {
        message: `Up to here the overlays write more than ${MAX_WRITTEN} values.`,
        hint: 'Let the target name fewer places.',
      });
    }
    const before = this.#operationsNear(targets);
    const changed = targets.map(({ value, location }) => this.#writeTo(value as Container, location, change));
    for (const name of this.#operationsNear(targets)) if (!before.has(name)) this.changes.added.add(name);
    if (!changed.includes(true)) this.#warnNoEffect(targetAt);
  }

  /** The operations, or none where the targets lie inside of operations and cannot add or remove one. */
  #operationsNear(targets: readonly JSONPathNode[]): ReadonlySet<string> {
    const near = targets.some(({ location }) => location.length <= DEPTH_OF_OPERATIONS);
    return near ? operationNames(this.draft.root) : new Set();
  }

  /** Returns whether anything is different now. */
  #writeTo(
    target: Container,
    location: Location,
    update: { readonly value: MutableJson; readonly at: Origin },
  ): boolean {
    const { origins } = this.draft;
    if (!Array.isArray(target)) {
      if (isMutableObject(update.value)) return this.#mergeObject(target, update.value, location);
      return this.#refuseMismatch(update.at, [target, update.value], location);
    }
    if (Array.isArray(update.value)) {
      this.draft.refuse('overlay-mismatch', update.at, {
        message: `The update is a list, and so is its target ${pointerOf(location)}: it would become one item of it.`,
        hint: 'Write one action for every item, or name the mapping around the target and give the list under its key.',
      });
      return true;
    }
    origins.push(target, origins.copy(update.value), update.at);
    return true;
  }

  #mergeObject(target: MutableObject, update: MutableObject, location: Location): boolean {
    const { origins } = this.draft;
    let changed = false;
    for (const [key, value] of Object.entries(update)) {
      const known = Object.hasOwn(target, key) ? target[key] : undefined;
      const at = this.draft.at(update, key);
      if (known !== undefined && kindOf(known) !== kindOf(value))
        this.#refuseMismatch(at, [known, value], [...location, key]);
      if (isMutableObject(known) && isMutableObject(value)) {
        changed = this.#mergeObject(known, value, [...location, key]) || changed;
      } else if (Array.isArray(known) && Array.isArray(value)) {
        value.forEach((item, index) => origins.push(known, origins.copy(item), origins.of(value, index)));
        changed ||= value.length > 0;
      } else if (known === undefined || !sameJson(known, value)) {
        origins.set(target, key, origins.copy(value), at);
        changed = true;
      }
    }
    return changed;
  }

  #refuseMismatch(at: Origin, [known, value]: readonly [MutableJson, MutableJson], location: Location): true {
    const place = pointerOf(location);
    this.draft.refuse('overlay-mismatch', at, {
      message: `The update is ${kindOf(value)}, but ${place} is ${kindOf(known)}.`,
      hint: 'Remove the old one in an action before this one, then write the new one.',
      related: [[this.draft.find(place), 'what it would be merged into']],
    });
    return true;
  }

  #warnNoEffect(at: Origin): void {
    this.draft.diagnostics.push({
      code: 'merge/overlay-no-effect',
      severity: 'warning',
      message: `The action at ${formatPosition(positionOf(at))} changes nothing: its target says the same already.`,
      at: positionOf(at),
      hint: 'Upstream may have been corrected: remove the action.',
    });
  }
}

const isContainer = (value: unknown): boolean => typeof value === 'object' && value !== null;

const kindOf = (value: MutableJson): string =>
  Array.isArray(value) ? 'a list' : isMutableObject(value) ? 'a mapping' : 'a single value';

const pointerOf = (location: Location): string =>
  location.reduce<string>((pointer, key) => pointerTo(pointer, key), '') || 'the document';

const nodeAt = (root: MutableObject, location: Location): Container | undefined => {
  let node: MutableJson | undefined = root;
  for (const key of location)
    node = typeof node === 'object' && node !== null ? (Reflect.get(node, key) as MutableJson) : undefined;
  return typeof node === 'object' && node !== null ? node : undefined;
};

const compareLocations = (left: Location, right: Location): number => {
  for (const [index, key] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (key !== other) return key < other ? -1 : 1;
  }
  return left.length - right.length;
};

const sizeOf = (value: Json): number =>
  typeof value !== 'object' || value === null
    ? 1
    : Object.values(value).reduce((sum: number, child) => sum + sizeOf(child as Json), 1);
