import { pointerTokens } from '../core/json.js';
import { FileStem, type Identifier } from '../core/names.js';
import { FileScope, type TypeNames } from './file-scope.js';
import { aliasFor, readSchema, type ComponentSchemas, type ReadSchema } from './read-schema.js';
import type { Reading, SpecNode } from './spec-node.js';
import type { SchemaModel } from './types.js';

type ReadComponent = ReadSchema & { readonly stem: FileStem };

/** Gives every named schema of the document its type name, and reads those that are used. */
export class Components implements ComponentSchemas {
  readonly #names: ReadonlyMap<string, Identifier>;
  readonly #read = new Map<string, ReadComponent>();
  readonly #inProgress = new Set<string>();
  readonly #models: SchemaModel[] = [];

  constructor(
    reading: Reading,
    readonly typeNames: TypeNames,
  ) {
    this.#names = nameAll(reading, typeNames);
  }

  /** The schemas read so far, sorted by name. */
  get models(): readonly SchemaModel[] {
    return [...this.#models].sort((left, right) => (left.name.text < right.name.text ? -1 : 1));
  }

  /** A named schema, or undefined when the node is not one. */
  readonly read = (node: SpecNode): ReadComponent | undefined => {
    const name = this.#names.get(node.pointer);
    if (name === undefined) return undefined;
    const known = this.#read.get(node.pointer);
    if (known !== undefined) return known;
    if (this.#inProgress.has(node.pointer)) return refuseRecursion(node, name);
    this.#inProgress.add(node.pointer);
    const fresh = this.#readFresh(node, name);
    this.#inProgress.delete(node.pointer);
    this.#read.set(node.pointer, fresh);
    return fresh;
  };

  #readFresh(node: SpecNode, name: Identifier): ReadComponent {
    const stem = FileStem.for(name);
    const file = new FileScope(this.typeNames, stem);
    file.begin(name);
    const { type, kind } = readSchema(node, { file, base: name.text, name, depth: 0, components: this });
    const alias = aliasFor(name, node, { type, kind });
    if (alias !== undefined) file.finish(alias);
    this.#models.push({ name, stem, declarations: file.declarations });
    return { type: { kind: 'reference', name, schema: stem }, kind, stem };
  }
}

/**
 * The runtime's description of a response is a finite literal inside the operation, so a type that contains itself has
 * none.
 */
const refuseRecursion = (node: SpecNode, name: Identifier): ReadComponent => {
  node.error(
    'recursive-schema',
    `the schema "${name.text}" contains itself, which the response reader cannot express`,
    'Write out as many levels as the API sends.',
  );
  const stem = FileStem.for(name);
  return { type: { kind: 'reference', name, schema: stem }, kind: 'any', stem };
};

/**
 * Names go first to schemas that bear them exactly, then to the rest in the order of their own names, never of the
 * document. Two names with one file name count as the same.
 */
const nameAll = (reading: Reading, names: TypeNames): ReadonlyMap<string, Identifier> => {
  const schemas = reading
    .at('/components/schemas')
    .entries()
    .map(([, node]) => node);
  const stems = new Set<string>();
  const named = new Map<string, Identifier>();
  for (const node of [...schemas].sort(exactFirst)) {
    const name = names.fresh(rawName(node), node.pointer, (wanted) => !stems.has(FileStem.for(wanted).text));
    stems.add(FileStem.for(name).text);
    named.set(node.pointer, name);
  }
  return named;
};

const exactFirst = (left: SpecNode, right: SpecNode): number =>
  Number(isExact(right)) - Number(isExact(left)) || (rawName(left) < rawName(right) ? -1 : 1);

const rawName = (node: SpecNode): string => pointerTokens(node.pointer)[2] ?? '';

const isExact = (node: SpecNode): boolean => /^[A-Z][A-Za-z0-9]*$/.test(rawName(node));
