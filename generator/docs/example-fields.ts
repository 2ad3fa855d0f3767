import type { ExampleNode } from './example-scanner.js';
import type { JsonKind } from './types.js';

export interface CollectedField {
  readonly path: string;
  readonly kinds: readonly JsonKind[];
  readonly token: string;
  readonly always: boolean;
  readonly start: number;
}

interface Seen {
  readonly kinds: Set<JsonKind>;
  readonly token: string;
  readonly start: number;
  readonly parent: string;
  count: number;
}

/** All fields of an example by path, in the order of the page. The objects of an array are laid over one another. */
export const collectFields = (root: ExampleNode): readonly CollectedField[] => {
  const fields = new Map<string, Seen>();
  const objects = new Map<string, number>();
  const visit = (node: ExampleNode, path: string): void => {
    if (node.kind === 'array') for (const item of node.items) visit(item, `${path}[]`);
    if (node.kind !== 'object') return;
    objects.set(path, (objects.get(path) ?? 0) + 1);
    for (const member of new Map(node.members.map((each) => [each.key, each])).values()) {
      const child = path === '' ? member.key : `${path}.${member.key}`;
      note(fields, child, { parent: path, node: member.value, start: member.start });
      visit(member.value, child);
    }
  };
  visit(root, '');
  return [...fields].map(([path, seen]) => ({
    path,
    kinds: [...seen.kinds],
    token: seen.token,
    always: seen.count >= (objects.get(seen.parent) ?? 0),
    start: seen.start,
  }));
};

interface Sighting {
  readonly parent: string;
  readonly node: ExampleNode;
  readonly start: number;
}

const note = (fields: Map<string, Seen>, path: string, { parent, node, start }: Sighting): void => {
  const seen = fields.get(path);
  if (seen) {
    seen.kinds.add(node.kind);
    seen.count += 1;
    return;
  }
  const token = node.kind === 'object' ? '{}' : node.kind === 'array' ? '[]' : node.token;
  fields.set(path, { kinds: new Set([node.kind]), token, start, parent, count: 1 });
};
