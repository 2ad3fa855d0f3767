import { FileStem, typeName, valueName, type Identifier } from '../core/names.js';
import type { Components } from './components.js';
import type { TypeNames } from './file-scope.js';
import { readDocsLink } from './read-address.js';
import { joinedName } from './read-client-name.js';
import { textOf } from './read-doc.js';
import { readAccess, readLength } from './read-streams-access.js';
import { readEvents } from './read-streams-events.js';
import type { StreamModel } from './read-streams-types.js';
import { show, type SpecNode } from './spec-node.js';
import type { OperationModel } from './types.js';

/** What streams are read with, when all operations are known. */
export interface StreamContext {
  readonly names: TypeNames;
  readonly components: Components;
  readonly operations: readonly OperationModel[];
}

/** Reads `x-streams`, sorted by name. A stream that does not fit the operations and schemas it names is an error. */
export const readStreams = (root: SpecNode, context: StreamContext): readonly StreamModel[] =>
  [...root.get('x-streams').entries()]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([name, node]) => readStream(name, node, context) ?? []);

const readStream = (name: string, node: SpecNode, context: StreamContext): StreamModel | undefined => {
  const names = namesOf(name, node, context);
  const url = readUrl(node.get('url'));
  const connectionMs = readLength(node.get('connectionMs'));
  const access = readAccess(node, context.operations);
  const events = readEvents(node.get('events'), context.components);
  if (!names || url === undefined || connectionMs === undefined || !access || events.length === 0) return undefined;
  const summary = textOf(node.get('summary'));
  const description = textOf(node.get('description'));
  return { ...names, name, summary, description, docs: readDocsLink(node), url, connectionMs, access, events };
};

type Names = Pick<StreamModel, 'id' | 'stem' | 'eventType' | 'eventsType'>;

const NAME = /^[a-z][A-Za-z0-9]{0,60}(\.[a-z][A-Za-z0-9]{0,60}){1,3}$/;

const namesOf = (name: string, node: SpecNode, { names, operations }: StreamContext): Names | undefined => {
  const joined = NAME.test(name) ? joinedName(name) : '';
  const id = valueName(joined);
  const [eventType, eventsType] = [typeName(`${joined} event`), typeName(`${joined} events`)];
  if (joined === '' || !id || !eventType || !eventsType)
    return void node.error(
      'stream',
      `${show(name)} cannot be the name of a stream`,
      'Write it as "margin.riskStream".',
    );
  if (isTaken(id, operations))
    return void node.error('name-collision', `an operation is exported as ${id.text} already`, 'Rename the stream.');
  const fresh = (type: Identifier): Identifier => names.fresh(type.text, `${node.pointer} ${type.text}`);
  return { id, stem: FileStem.for(id), eventType: fresh(eventType), eventsType: fresh(eventsType) };
};

/** Two that differ by case alone would be told apart by the compiler, and by nobody else. */
const isTaken = (id: Identifier, operations: readonly OperationModel[]): boolean =>
  operations.some((operation) => operation.id.text.toLowerCase() === id.text.toLowerCase());

const readUrl = (node: SpecNode): string | undefined => {
  const { text } = node;
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url?.protocol === 'wss:' && url.username === '' && url.password === '';
  if (text !== undefined && isPlain && url.search === '' && url.hash === '' && !/[\s{}%\\]/.test(text)) return text;
  return void node.error(
    'stream',
    `${show(node.value)} is no address of a stream`,
    'Write "wss://host/path/" without a query, variables or credentials.',
  );
};
