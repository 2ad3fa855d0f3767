import { distinctTypeName, typeName, type FileStem, type Identifier } from '../core/names.js';
import type { Declaration } from './types.js';

/** Type names of the whole package: every one is exported from its entry, so none may stand twice. */
export class TypeNames {
  readonly #taken = new Set<string>();

  /** Whether the name was free; it is taken now. */
  claim(name: Identifier): boolean {
    const free = !this.#taken.has(name.text);
    this.#taken.add(name.text);
    return free;
  }

  /**
   * The plain name where it is free, else one with a suffix derived from `seed`. Depends on nothing but the set of
   * names.
   */
  fresh(raw: string, seed: string, suits: (name: Identifier) => boolean = () => true): Identifier {
    const plain = typeName(raw);
    if (plain !== undefined && suits(plain) && this.claim(plain)) return plain;
    for (let length = 6; length <= 64; length += 2) {
      const name = distinctTypeName(raw, seed, length);
      if (suits(name) && this.claim(name)) return name;
    }
    throw new RangeError(`no free type name for ${seed}`);
  }
}

/** The declarations of one generated file, in the order in which they were begun: the main one first. */
export class FileScope {
  readonly #declarations = new Map<string, Declaration | undefined>();

  constructor(
    readonly names: TypeNames,
    /** Set for the file of a component schema, which other files import from. */
    readonly schema: FileStem | undefined,
  ) {}

  begin(name: Identifier): void {
    this.#declarations.set(name.text, undefined);
  }

  finish(declaration: Declaration): void {
    this.#declarations.set(declaration.name.text, declaration);
  }

  get declarations(): readonly Declaration[] {
    return [...this.#declarations.values()].filter((declaration) => declaration !== undefined);
  }
}
