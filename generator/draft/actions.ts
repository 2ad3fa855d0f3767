import { isObject, own, type Json, type JsonObject } from '../core/json.js';
import type { MutableJson, MutableObject } from '../core/mutable-json.js';
import type { Finding, RuleId } from '../drift/types.js';
import type { MergedSpec, OperationRef } from '../merge/types.js';
import { operationPath, pathOfPointer } from './json-path.js';
import type { OperationDraft } from './operation.js';
import type { SharedParts } from './shared-parts.js';

/** What corrections of one operation are made of: what the page says, and what the spec says now. */
export interface Correction {
  readonly spec: MergedSpec;
  readonly ref: OperationRef;
  /** The operation as the spec has it. */
  readonly operation: JsonObject;
  readonly draft: OperationDraft;
  /** All disagreements of this operation, so that one handler knows what another one will write. */
  readonly findings: readonly Finding[];
  /** What has been corrected for several operations at once. */
  readonly shared: SharedParts;
}

/** In place of messages that hold words of the page. */
const OWN_WORDS: Readonly<Partial<Record<RuleId, string>>> = {
  'parameter-condition': 'The page ties a parameter to a case that no condition names.',
  'operation-deprecated': 'The page says that the operation is to go.',
};

/** Overlay actions, in the order in which they are written. */
export class Actions {
  readonly list: MutableObject[] = [];
  /** What is settled already: one rewritten schema settles several findings. */
  readonly settled: Set<string> = new Set();

  #base: string;

  constructor(readonly correction: Correction) {
    this.#base = operationPath(correction.ref.path, correction.ref.method);
  }

  /** JSONPath of the operation. */
  get base(): string {
    return this.#base;
  }

  /** All that is written from now on goes to where the operation has been moved. */
  moveTo(base: string): void {
    this.#base = base;
  }

  /** JSONPath of a node of the spec, below the operation or in what it refers to. */
  pathTo(pointer: string): string {
    const { spec, ref } = this.correction;
    const path = pathOfPointer(spec.document, pointer);
    const before = operationPath(ref.path, ref.method);
    return path.startsWith(before) ? `${this.#base}${path.slice(before.length)}` : path;
  }

  update(target: string, finding: Finding, update: MutableJson): void {
    this.list.push({ target, description: this.#reason(finding), update });
  }

  remove(target: string, finding: Finding): void {
    this.list.push({ target, description: this.#reason(finding), remove: true });
  }

  /** Whether something is to be done for the first time. */
  once(key: string): boolean {
    if (this.settled.has(key)) return false;
    this.settled.add(key);
    return true;
  }

  /** Every action names its reason and the page that it rests on. */
  #reason({ message, rule }: Finding): string {
    const { page, group } = this.correction.draft;
    const said = OWN_WORDS[rule] ?? message;
    return `${said.replace(/\s+/g, ' ')} ${page ?? group.first.file}`;
  }
}

export const listAt = (node: Json | undefined, key: string): readonly JsonObject[] => {
  const list = own(node, key);
  return Array.isArray(list) ? list.filter(isObject) : [];
};

export const copyOf = (value: Json): MutableJson => structuredClone(value) as MutableJson;

/** Writes actions for a finding; false where it cannot be decided here. */
export type Handler = (finding: Finding, actions: Actions, where: readonly string[]) => boolean;
