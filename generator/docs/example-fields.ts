import type { ExampleNode } from './example-scanner.js';
import type { JsonKind } from './types.js';

export interface CollectedField {
  readonly path: string;
  readonly kinds: readonly JsonKind[];
  readonly items?: readonly JsonKind[];
  readonly token: string;
  readonly numericText?: true;
  readonly always: boolean;
  readonly start: number;
}

interface Seen {
  readonly kinds: Set<JsonKind>;
  readonly items: Set<JsonKind>;
  readonly start: number;
  readonly parent: string;
  token: string;
  readonly texts: string[];
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
    ...(seen.items.size > 0 ? { items: [...seen.items] } : {}),
    token: seen.token,
    ...(isNumeric(seen.texts) ? { numericText: true } : {}),
    always: seen.count >= (objects.get(seen.parent) ?? 0),
    start: seen.start,
  }));
};

/** What an answer that is a list holds; of lists in lists, what the innermost hold. */
export const collectItems = (root: ExampleNode): readonly JsonKind[] => {
  let nodes: readonly ExampleNode[] = [root];
  while (nodes[0]?.kind === 'array') nodes = nodes.flatMap((node) => (node.kind === 'array' ? node.items : [node]));
  return root.kind === 'array' ? kindsOf(nodes) : [];
};

const kindsOf = (nodes: readonly ExampleNode[]): readonly JsonKind[] => [
  ...new Set(nodes.flatMap(({ kind }) => (kind === 'missing' ? [] : [kind]))),
];

interface Sighting {
  readonly parent: string;
  readonly node: ExampleNode;
  readonly start: number;
}

const note = (fields: Map<string, Seen>, path: string, { parent, node, start }: Sighting): void => {
  const seen = fields.get(path) ?? {
    kinds: new Set(),
    items: new Set(),
    token: '',
    texts: [],
    start,
    parent,
    count: 0,
  };
  fields.set(path, seen);
  if (seen.kinds.size === 0) seen.token = tokenOf(node);
  if (node.kind === 'string') seen.texts.push(node.token);
  for (const kind of kindsOf([node])) seen.kinds.add(kind);
  for (const kind of node.kind === 'array' ? kindsOf(node.items) : []) seen.items.add(kind);
  seen.count += 1;
};

/** An empty text is neither a number nor a word. */
const isNumeric = (texts: readonly string[]): boolean => {
  const told = texts.map((text) => text.trim()).filter((text) => text !== '');
  return told.length > 0 && told.every((text) => /^[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i.test(text));
};

const tokenOf = (node: ExampleNode): string => {
  if (node.kind === 'missing') return '';
  return node.kind === 'object' ? '{}' : node.kind === 'array' ? '[]' : node.token;
};
