import type { Diagnostic } from '../core/diagnostic.js';
import { isObject, own, pointerTo, pointerTokens, type Json } from '../core/json.js';
import type { Position } from '../core/position.js';
import type { MergedSpec } from '../merge/types.js';

/** What reading the spec has to say, and the way from a pointer to the place where a person wrote it. */
export class Reading {
  readonly diagnostics: Diagnostic[] = [];

  constructor(readonly spec: MergedSpec) {}

  get root(): SpecNode {
    return new SpecNode(this, this.spec.document, '');
  }

  at(pointer: string): SpecNode {
    return pointerTokens(pointer).reduce((node, token) => node.get(token), this.root);
  }

  report(severity: Diagnostic['severity'], fault: Fault): void {
    const { node, code, message, hint, related } = fault;
    this.diagnostics.push({ code: `model/${code}`, severity, message, at: node.origin, hint, related });
  }
}

export interface Fault {
  readonly node: SpecNode;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly related?: Diagnostic['related'];
}

/** A value in the merged spec together with its pointer. Asking for what is not there gives a node without a value. */
export class SpecNode {
  constructor(
    readonly reading: Reading,
    readonly value: Json | undefined,
    readonly pointer: string,
  ) {}

  get origin(): Position {
    return this.reading.spec.originOf(this.pointer);
  }

  get exists(): boolean {
    return this.value !== undefined;
  }

  get isObject(): boolean {
    return isObject(this.value);
  }

  get(key: string): SpecNode {
    const value = Array.isArray(this.value) ? this.value[Number(key)] : own(this.value, key);
    return new SpecNode(this.reading, value, pointerTo(this.pointer, key));
  }

  has(key: string): boolean {
    return own(this.value, key) !== undefined;
  }

  /** Elements of a list; none when this is no list. */
  items(): readonly SpecNode[] {
    if (!Array.isArray(this.value)) return [];
    return this.value.map((item: Json, index) => new SpecNode(this.reading, item, pointerTo(this.pointer, index)));
  }

  /** Own properties of an object, in the order of the document; none when this is no object. */
  entries(): readonly (readonly [string, SpecNode])[] {
    if (!isObject(this.value)) return [];
    return Object.keys(this.value).map((key) => [key, this.get(key)] as const);
  }

  get text(): string | undefined {
    return typeof this.value === 'string' ? this.value : undefined;
  }

  get number(): number | undefined {
    return typeof this.value === 'number' ? this.value : undefined;
  }

  get isTrue(): boolean {
    return this.value === true;
  }

  /** The strings of a list; anything else in it is left out. */
  texts(): readonly string[] {
    return this.items().flatMap((item) => item.text ?? []);
  }

  error(code: string, message: string, hint: string): void {
    this.reading.report('error', { node: this, code, message, hint });
  }

  warn(code: string, message: string, hint: string): void {
    this.reading.report('warning', { node: this, code, message, hint });
  }

  /** The node a `$ref` leads to, or this one. Undefined, with a diagnostic, when it leads nowhere or in a circle. */
  resolved(): SpecNode | undefined {
    return followRefs(this);
  }
}

const LONGEST_CHAIN = 32;

const followRefs = (start: SpecNode): SpecNode | undefined => {
  let node = start;
  for (let hops = 0; hops < LONGEST_CHAIN; hops += 1) {
    const target = node.get('$ref');
    if (!target.exists) return node;
    const pointer = localPointer(target.text);
    if (pointer === undefined || !node.reading.at(pointer).exists) {
      target.error(
        'ref-target',
        `"$ref" leads nowhere: ${show(target.value)}`,
        'Refer to something in this document, as "#/components/schemas/Name".',
      );
      return undefined;
    }
    node = node.reading.at(pointer);
  }
  start.error('ref-circle', '"$ref" leads back to itself', 'Let one of the referenced nodes hold the definition.');
  return undefined;
};

/** `#/components/schemas/A%20B` → `/components/schemas/A B` */
const localPointer = (ref: string | undefined): string | undefined => {
  if (ref === undefined || !ref.startsWith('#/')) return undefined;
  try {
    return decodeURIComponent(ref.slice(1));
  } catch {
    return undefined;
  }
};

const SHOWN = 80;

/** A value of the spec as it may stand in a message: short, on one line, and never the whole of a deep structure. */
export const show = (value: Json | undefined): string => {
  if (value === undefined) return 'nothing';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  const text = JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
};
