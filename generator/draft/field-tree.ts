import type { FieldFact, ResponseRow } from '../docs/types.js';
import type { EndpointGroup } from './group-endpoints.js';

/** One field of the answer, with all that examples and tables of both languages say of it. */
export interface FieldNode {
  readonly name: string;
  readonly path: string;
  /** What every example says of it, in the order of the page, English first. */
  readonly facts: readonly FieldFact[];
  readonly rows: readonly ResponseRow[];
  /** Lists around the objects that the children belong to. */
  readonly depth: number;
  readonly children: readonly FieldNode[];
  /** Whether every object that could have it has it, in every example. */
  readonly required: boolean;
}

export interface FieldTree {
  /** '' an object, `[]` a list of objects; undefined where the page shows no answer. */
  readonly shape: string | undefined;
  readonly children: readonly FieldNode[];
  /** Fields of examples with another shape: one type cannot have both. */
  readonly left: readonly FieldFact[];
}

interface Growing {
  readonly name: string;
  readonly path: string;
  readonly facts: FieldFact[];
  readonly rows: ResponseRow[];
  readonly children: Growing[];
  readonly parent: Growing | undefined;
  depth: number | undefined;
}

/** Objects within objects: deeper answers do not exist. */
const DEEPEST = 20;

/** Lays all examples and tables over one another. */
export const growTree = ({ halves }: EndpointGroup): FieldTree => {
  const examples = halves.flatMap((half) => half.examples);
  const rows = halves.flatMap(({ responseTable }) => responseTable?.rows ?? []);
  const shape = examples[0]?.shape ?? (rows[0] ? (/^(?:\[\])*/.exec(rows[0].path)?.[0] ?? '') : undefined);
  if (shape === undefined) return { shape, children: [], left: [] };
  const grove = new Grove(shape);
  const left: FieldFact[] = [];
  for (const example of examples) {
    if (example.shape !== shape) left.push(...example.fields);
    else for (const field of example.fields) grove.at(field.path, isContainer(field))?.facts.push(field);
  }
  for (const row of rows) grove.at(row.path, isListing(row))?.rows.push(row);
  const fitting = examples.filter((example) => example.shape === shape);
  const seen = fitting.map(({ fields }) => new Map(fields.map((field) => [field.path, field])));
  return { shape, children: grove.roots.map((node) => finish(node, { shape, seen })), left };
};

const isContainer = ({ kinds }: FieldFact): boolean => kinds.includes('object') || kinds.includes('array');
const isListing = ({ type }: ResponseRow): boolean => type !== undefined && /OBJECT|ARRAY/.test(type.value);

class Grove {
  readonly roots: Growing[] = [];
  readonly #nodes = new Map<string, Growing>();
  readonly #containers = new Set<string>();

  constructor(readonly shape: string) {}

  at(path: string, container: boolean): Growing | undefined {
    if (container) this.#containers.add(path);
    const known = this.#nodes.get(path);
    return known ?? this.#plant(path);
  }

  /** A key may hold dots and brackets itself, so the longest path that is known to hold fields is the parent. */
  #plant(path: string): Growing | undefined {
    for (let cut = path.lastIndexOf('.'); cut > 0; cut = path.lastIndexOf('.', cut - 1)) {
      const [, owner = '', lists = ''] = /^(.*?)((?:\[\])*)$/s.exec(path.slice(0, cut)) ?? [];
      const parent = this.#containers.has(owner) ? this.#nodes.get(owner) : undefined;
      if (!parent || levelOf(parent) >= DEEPEST) continue;
      parent.depth ??= lists.length / 2;
      return parent.depth === lists.length / 2 ? this.#add(path, path.slice(cut + 1), parent) : undefined;
    }
    if (this.shape === '') return this.#add(path, path, undefined);
    if (!path.startsWith(`${this.shape}.`)) return undefined;
    return this.#add(path, path.slice(this.shape.length + 1), undefined);
  }

  #add(path: string, name: string, parent: Growing | undefined): Growing {
    const node: Growing = { name, path, facts: [], rows: [], children: [], parent, depth: undefined };
    this.#nodes.set(path, node);
    (parent?.children ?? this.roots).push(node);
    return node;
  }
}

const levelOf = (node: Growing): number => (node.parent ? levelOf(node.parent) + 1 : 1);

interface Surroundings {
  readonly shape: string;
  /** The fields of each example by path. */
  readonly seen: readonly ReadonlyMap<string, FieldFact>[];
}

const finish = (node: Growing, around: Surroundings): FieldNode => ({
  name: node.name,
  path: node.path,
  facts: node.facts,
  rows: node.rows,
  depth: node.depth ?? (node.facts.some(({ kinds }) => kinds.includes('array')) ? 1 : 0),
  children: node.children.map((child) => finish(child, around)),
  required: isAlways(node, around),
});

const isAlways = (node: Growing, { shape, seen }: Surroundings): boolean => {
  const holding = seen.filter((fields) => hasHolder(node, shape, fields));
  return holding.length > 0 && holding.every((fields) => fields.get(node.path)?.always === true);
};

/** Whether an example has an object that the field could stand in. */
const hasHolder = ({ parent, path }: Growing, shape: string, fields: ReadonlyMap<string, FieldFact>): boolean => {
  if (parent && !parent.depth) return fields.get(parent.path)?.kinds.includes('object') === true;
  if (!parent && shape === '') return true;
  const prefix = parent ? `${parent.path}${'[]'.repeat(parent.depth ?? 0)}.` : `${shape}.`;
  return path.startsWith(prefix) && [...fields.keys()].some((each) => each.startsWith(prefix));
};
