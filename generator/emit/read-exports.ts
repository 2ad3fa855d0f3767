/** What a name stands for: `class` is a value and a type at once. */
export type ExportKind = 'class' | 'value' | 'type';

/** The text of a module of the package, by its path below `src/`; undefined where there is none. */
export type ReadModule = (path: string) => string | undefined;

type Exports = ReadonlyMap<string, ExportKind>;

/** One exported thing of a module: a declaration, a list of names, or all that another module exports. */
const EXPORT =
  /^export (?:(?:declare |abstract |async )*(const|class|function\*?|interface|type|enum) (\w+)|(type )?\{([^}]*)\}(?: from '([^']+)')?|\* from '([^']+)')/gm;

const KINDS: Readonly<Record<string, ExportKind>> = { class: 'class', interface: 'type', type: 'type' };

/**
 * What a module exports, other modules followed. Reads our own modules, which are laid out in one way: loading a
 * compiler for it would take as long as all the rest.
 */
export const readExports = (path: string, read: ReadModule, way: ReadonlySet<string> = new Set()): Exports => {
  const found = new Map<string, ExportKind>();
  if (way.has(path)) return found;
  const below = (from: string): Exports => readExports(resolve(path, from), read, new Set([...way, path]));
  for (const [, keyword, name, allTypes, list, from, all] of (read(path) ?? '').matchAll(EXPORT)) {
    if (keyword !== undefined && name !== undefined) found.set(name, KINDS[keyword] ?? 'value');
    if (all !== undefined) for (const [inner, kind] of below(all)) found.set(inner, kind);
    if (list === undefined) continue;
    const source = from === undefined ? undefined : below(from);
    for (const item of namesIn(list)) {
      const kind = allTypes !== undefined || item.isType ? 'type' : (source?.get(item.name) ?? 'value');
      found.set(item.as, kind);
    }
  }
  return found;
};

interface ListedName {
  readonly name: string;
  readonly as: string;
  readonly isType: boolean;
}

/** `a, type B, c as d` */
const namesIn = (list: string): readonly ListedName[] =>
  list.split(',').flatMap((part): readonly ListedName[] => {
    const [, type, name, as] = /^\s*(type )?(\w+)(?: as (\w+))?\s*$/.exec(part) ?? [];
    return name === undefined ? [] : [{ name, as: as ?? name, isType: type !== undefined }];
  });

/** `areas/margin.ts` and `../runtime/common.js` → `runtime/common.ts` */
const resolve = (path: string, from: string): string => {
  const parts = path.split('/').slice(0, -1);
  for (const part of from.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/').replace(/\.js$/, '.ts');
};
