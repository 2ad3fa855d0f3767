import { isMap, isSeq } from 'yaml';
import type { Diagnostic } from '../core/diagnostic.js';
import { formatPosition } from '../core/position.js';
import type { SourceDoc } from '../core/source.js';
import { entriesOf, type Entry } from '../core/yaml-tree.js';

/** Entries of one mapping by key, in the order of the file. */
export const groupByKey = (entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> => {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.key);
    if (group === undefined) groups.set(entry.key, [entry]);
    else group.push(entry);
  }
  return groups;
};

/**
 * An error for every key that stands again in its mapping, all of them, in the order of the file. Keys of `except` for
 * which `mayRepeat` holds are left to the caller.
 */
export const findDuplicates = (
  doc: SourceDoc,
  except: unknown,
  mayRepeat: (key: string) => boolean,
): readonly Diagnostic[] => {
  const found: { readonly offset: number; readonly diagnostic: Diagnostic }[] = [];
  const seen = new Set<unknown>();
  const visit = (node: unknown): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (isSeq(node)) node.items.forEach(visit);
    if (!isMap(node)) return;
    const entries = entriesOf(node);
    for (const [key, [first, ...again]] of groupByKey(entries)) {
      if (first === undefined || (node === except && mayRepeat(key))) continue;
      for (const twin of again) found.push({ offset: twin.offset, diagnostic: duplicateKey(doc, first, twin) });
    }
    for (const { value } of entries) visit(value);
  };
  visit(doc.tree.contents);
  return found.sort((left, right) => left.offset - right.offset).map(({ diagnostic }) => diagnostic);
};

const duplicateKey = ({ lines }: SourceDoc, first: Entry, twin: Entry): Diagnostic => {
  const firstAt = lines.at(first.offset);
  return {
    code: 'repair/duplicate-key',
    severity: 'error',
    message: `The key ${JSON.stringify(twin.key)} stands here again; the first is at ${formatPosition(firstAt)}.`,
    at: lines.at(twin.offset),
    related: [{ at: firstAt, message: 'the first one' }],
    hint: 'Readers keep one of the two and lose the other without a word. Rename one or join the two by hand.',
  };
};
