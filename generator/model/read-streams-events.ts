import { pointerTo } from '../core/json.js';
import { DocText } from '../core/prose.js';
import type { Components } from './components.js';
import { readDocsLink } from './read-address.js';
import { textOf } from './read-doc.js';
import type { StreamEventModel } from './read-streams-types.js';
import { show, type SpecNode } from './spec-node.js';

/** The events of a stream; those that cannot be told by their `e` are errors. */
export const readEvents = (node: SpecNode, components: Components): readonly StreamEventModel[] => {
  if (node.entries().length === 0)
    node.error('stream', 'the stream has no events', 'Name them by the value of their "e", each with its schema.');
  return node.entries().flatMap(([name, event]) => readEvent(name, event, components) ?? []);
};

const readEvent = (name: string, node: SpecNode, components: Components): StreamEventModel | undefined => {
  const schema = findSchema(node.get('schema'));
  if (schema === undefined || !isToldByType(schema, name)) return undefined;
  const read = components.read(schema);
  if (read === undefined) return undefined;
  const { type, kind } = read;
  const description = schema.has('description') ? textOf(schema.get('description')) : DocText.from('');
  return { name, type, kind, description, docs: readDocsLink(node), ends: node.get('ends').isTrue };
};

const findSchema = (node: SpecNode): SpecNode | undefined => {
  const found = node.reading.at(pointerTo('/components/schemas', node.text ?? ''));
  if (node.text !== undefined && found.exists) return found;
  return void node.error('stream', `there is no schema ${show(node.value)}`, 'Name one of "components/schemas".');
};

/** The types of all events make a union that the compiler tells apart by `e`. */
const isToldByType = (schema: SpecNode, name: string): boolean => {
  const e = schema.get('properties').get('e');
  const values = e.has('const') ? [e.get('const').text] : e.get('enum').texts();
  const isRequired = schema.get('required').texts().includes('e');
  if (isRequired && values.length === 1 && values[0] === name) return true;
  (e.exists ? e : schema).error(
    'stream',
    `the schema of the event ${show(name)} does not say that its "e" is always that`,
    'Give it a required property "e" with this value as its "enum" of one.',
  );
  return false;
};
