import { isMap, type YAMLMap } from 'yaml';
import type { Diagnostic } from '../core/diagnostic.js';
import { isHttpMethod, type HttpMethod } from '../core/http-methods.js';
import { sameJson } from '../core/mutable-json.js';
import { formatPosition } from '../core/position.js';
import type { SourceDoc } from '../core/source.js';
import { changed, entriesOf, toData, type Entry } from '../core/yaml-tree.js';
import { groupByKey } from './find-duplicates.js';
import { pushDown } from './push-down.js';
import type { DroppedOperation, MovedField, RepairedOperation } from './types.js';

/** One of several path items under the same key. */
interface Twin {
  readonly key: Entry;
  readonly map: YAMLMap;
  readonly fields: readonly Entry[];
  readonly operations: readonly Operation[];
}

interface Operation {
  readonly method: HttpMethod;
  readonly entry: Entry;
  readonly map: YAMLMap;
}

/** Twins joined into one path item, or the reasons why they cannot be. */
export interface Joined {
  readonly map: YAMLMap | undefined;
  readonly operations: readonly RepairedOperation[];
  readonly dropped: readonly DroppedOperation[];
  readonly movedFields: readonly MovedField[];
  readonly errors: readonly Diagnostic[];
}

/** Joins the path items of one key so that every operation still means what it meant. */
export const mergeTwins = (doc: SourceDoc, keys: readonly Entry[]): Joined => new TwinMerger(doc, keys).join();

const TEXTS: readonly string[] = ['summary', 'description'];
const INHERITED: readonly string[] = ['parameters', 'servers', ...TEXTS];

class TwinMerger {
  readonly #errors: Diagnostic[] = [];
  readonly #moved: MovedField[] = [];
  readonly #dropped: DroppedOperation[] = [];

  constructor(
    readonly doc: SourceDoc,
    readonly keys: readonly Entry[],
  ) {}

  join(): Joined {
    const twins = this.keys.flatMap((key) => this.#readTwin(key));
    const shared = sharedFields(twins);
    const settled = twins.map((twin) => this.#settle(twin, shared));
    const operations = this.#joinOperations(settled);
    const pairs = [
      ...shared.values(),
      ...operations.map(({ entry, map }) => ({ pair: changed(entry.pair, { value: map }) })),
    ];
    const base = twins[0]?.map;
    return {
      map: base && this.#errors.length === 0 ? changed(base, { items: pairs.map(({ pair }) => pair) }) : undefined,
      operations: operations.map(({ method, entry, key }) => ({ method, at: this.#at(entry), from: this.#at(key) })),
      dropped: this.#dropped,
      movedFields: this.#moved,
      errors: this.#errors,
    };
  }

  /** An empty path item has nothing to lose and is no twin. */
  #readTwin(key: Entry): readonly Twin[] {
    if (key.value !== null && !isMap(key.value) && toData(key.value) !== null) {
      this.#refuse(
        key,
        'is not a path item: its value is no mapping',
        'Make its value a mapping of methods to operations.',
      );
    }
    if (!isMap(key.value)) return [];
    const entries = entriesOf(key.value);
    if (entries.length === 0) return [];
    const operations = entries.flatMap((entry) => {
      if (!isHttpMethod(entry.key)) return [];
      if (isMap(entry.value)) return [{ method: entry.key, entry, map: entry.value }];
      this.#refuse(
        entry,
        'is not an operation: its value is no mapping',
        'Write the operation as a mapping, or remove the key.',
      );
      return [];
    });
    return [{ key, map: key.value, fields: entries.filter((entry) => !isHttpMethod(entry.key)), operations }];
  }

  /** Writes into the operations of a twin what holds for this twin alone. */
  #settle(twin: Twin, shared: ReadonlyMap<string, Entry>): Twin {
    return twin.fields
      .filter((field) => !shared.has(field.key))
      .reduce((settled, field) => this.#move(settled, field), twin);
  }

  #move(twin: Twin, field: Entry): Twin {
    if (!INHERITED.includes(field.key) || twin.operations.length === 0) {
      const hint = 'Join the path items by hand; what is meant for all operations can stand once.';
      this.#refuse(field, 'belongs to one of the path items only and cannot be moved into its operations', hint);
      return twin;
    }
    const operations = twin.operations.map((operation) => {
      const map = pushDown(operation.map, field, this.doc.tree.contents);
      if (map === undefined) {
        this.#refuse(
          field,
          `differs between the path items, and ${operation.method.toUpperCase()} has its own`,
          'Join the path items by hand.',
        );
      }
      return { ...operation, map: map ?? operation.map };
    });
    // Where an operation has servers of its own, those of the path never held for it.
    const methods = operations
      .filter(({ map }, index) => map !== twin.operations[index]?.map)
      .map(({ method }) => method);
    if (methods.length > 0) this.#moved.push({ field: field.key, at: this.#at(field), methods });
    return { ...twin, operations };
  }

  /** The first operation of each method; the later ones must say the same. */
  #joinOperations(twins: readonly Twin[]): readonly (Operation & { readonly key: Entry })[] {
    const all = twins.flatMap(({ key, operations }) => operations.map((operation) => ({ ...operation, key })));
    return all.filter((operation) => {
      const first = all.find(({ method }) => method === operation.method);
      if (first === undefined || first === operation) return true;
      // A twin inside one path item has been refused as a duplicate key already.
      if (first.key === operation.key) return false;
      if (sameJson(toData(first.map), toData(operation.map))) {
        this.#dropped.push({ method: first.method, at: this.#at(operation.entry), keptAt: this.#at(first.entry) });
      } else this.#errors.push(this.#conflict(first, operation));
      return false;
    });
  }

  #conflict(first: Operation, again: Operation): Diagnostic {
    const [firstKey] = this.keys;
    const name = `${again.method.toUpperCase()} ${firstKey?.key ?? ''}`;
    return {
      code: 'repair/conflicting-operation',
      severity: 'error',
      message: `${name} stands twice with different content; the first is at ${formatPosition(this.#at(first.entry))}.`,
      at: this.#at(again.entry),
      related: [{ at: this.#at(first.entry), message: 'the first one' }],
      hint: 'Decide which one is right and remove the other; ask whoever publishes the document.',
    };
  }

  #refuse(entry: Entry, problem: string, hint: string): void {
    const path = this.keys[0]?.key ?? '';
    this.#errors.push({
      code: 'repair/cannot-merge-path',
      severity: 'error',
      message: `The path ${path} stands ${timesOf(this.keys.length)}, and ${JSON.stringify(entry.key)} ${problem}.`,
      at: this.#at(entry),
      related: this.keys.map((key) => ({ at: this.#at(key), message: 'the path stands here' })),
      hint,
    });
  }

  #at(entry: Entry): ReturnType<SourceDoc['lines']['at']> {
    return this.doc.lines.at(entry.offset);
  }
}

export const timesOf = (count: number): string => (count === 2 ? 'twice' : `${count} times`);

/** Fields that may go on standing at the path: all twins agree on them, or a text that only some have. */
const sharedFields = (twins: readonly Twin[]): ReadonlyMap<string, Entry> => {
  const shared = new Map<string, Entry>();
  for (const [name, group] of groupByKey(twins.flatMap(({ fields }) => fields))) {
    const [first, ...rest] = group;
    if (first === undefined) continue;
    const agree = rest.every((entry) => sameJson(toData(entry.value), toData(first.value)));
    if (agree && (group.length === twins.length || TEXTS.includes(name))) shared.set(name, first);
  }
  return shared;
};
