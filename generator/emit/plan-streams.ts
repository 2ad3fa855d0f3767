import { code, doc } from '../core/prose.js';
import type { StreamEventModel, StreamModel } from '../model/read-streams-types.js';
import type { OperationModel, TypeModel } from '../model/types.js';
import type { Render } from './compile-templates.js';
import { dataOf, hasInheritedKey, kindData } from './descriptor.js';
import type { ImportPlan, ModulePlan } from './module-plan.js';
import type { DocBlock, DocTag } from './print-doc.js';
import { schemaImports } from './schema-imports.js';
import type { Data } from './print-literal.js';

/** A module for each stream: its descriptor, and the types of its events. */
export const planStreams = (streams: readonly StreamModel[], render: Render): readonly ModulePlan[] =>
  streams.map((stream) => planStream(stream, render));

const planStream = (stream: StreamModel, render: Render): ModulePlan => {
  const descriptor = streamData(stream);
  const view = {
    ...stream,
    doc: describeStream(stream),
    eventsDoc: { paragraphs: [doc`The events of \`${stream.id.text}\`, by the value of their \`e\`.`] },
    eventDoc: { paragraphs: [doc`Any event of \`${stream.id.text}\`; its \`e\` tells which.`] },
    fields: stream.events.map(eventView),
    union: unionOf(stream.events.map(({ type }) => type)),
    paramsType: openedBy(stream).paramsType,
    descriptor,
    inherited: hasInheritedKey(descriptor),
  };
  return {
    path: `src/streams/${stream.stem.text}.ts`,
    shape: 'data',
    imports: [
      { from: '../runtime/stream/stream.js', types: ['EventStream'] },
      ...schemaImports(
        stream.events.map(({ type }) => type),
        undefined,
        '../schemas',
      ),
      ...operationImports(stream),
    ],
    body: render('stream', view),
  };
};

/** Two values of `e` may have one type. */
const unionOf = (types: readonly TypeModel[]): TypeModel => {
  const members = [...new Map(types.map((type) => [nameOf(type), type])).values()];
  const [only] = members;
  return only !== undefined && members.length === 1 ? only : { kind: 'union', members };
};

const nameOf = (type: TypeModel): string => (type.kind === 'reference' ? type.name.text : '');

const eventView = ({ name, type, description, docs }: StreamEventModel) => ({
  name,
  readonly: true,
  optional: false,
  type,
  doc: { paragraphs: [description], tags: seeing(docs) },
});

const seeing = (docs: string | undefined): readonly DocTag[] =>
  docs === undefined ? [] : [{ name: 'see', text: doc`${docs}` }];

/** The operation whose parameters decide what the stream tells of. */
const openedBy = ({ access }: StreamModel): OperationModel =>
  access.kind === 'listenKey' ? access.start : access.create;

const describeStream = (stream: StreamModel): DocBlock => {
  const { summary, description, url, docs, events } = stream;
  const opener = openedBy(stream);
  return {
    paragraphs: [
      summary,
      ...(description.isEmpty ? [] : [description]),
      doc`- Address: ${code(url)}`,
      doc`- Opened by: ${code(`${opener.area}.${opener.member}`)}`,
      doc`- Events: ${events.map(({ name }) => code(name).text).join(', ')}`,
    ],
    tags: seeing(docs),
  };
};

/** A stream as the data that the runtime interprets; see `runtime/stream/stream.ts`. */
const streamData = ({ name, url, connectionMs, access, events, docs }: StreamModel): Data =>
  dataOf(
    ['name', name],
    ['url', url],
    ['connectionMs', connectionMs],
    [access.kind, accessData(access)],
    ['events', new Map(events.map((event) => [event.name, kindData(event.kind)]))],
    ['ends', events.filter(({ ends }) => ends).map((event) => event.name)],
    ['docs', docs],
  );

const accessData = (access: StreamModel['access']): Data => {
  if (access.kind === 'listenKey') {
    const { start, keepAlive, close, field, parameter, lifetimeMs, gone } = access;
    return dataOf(
      ['start', start.id],
      ['keepAlive', keepAlive.id],
      ['close', close.id],
      ['field', field],
      ['parameter', parameter],
      ['lifetimeMs', lifetimeMs],
      ['gone', gone],
    );
  }
  const { create, field, expires, validity, lifetimeMs, method, parameter, invalid } = access;
  return dataOf(
    ['create', create.id],
    ['field', field],
    ['expires', expires],
    ['validity', validity],
    ['lifetimeMs', lifetimeMs],
    ['method', method],
    ['parameter', parameter],
    ['invalid', invalid],
  );
};

/** The operations as values, and the parameters as a type: of a module of data, what is loaded is values alone. */
const operationImports = (stream: StreamModel): readonly ImportPlan[] => {
  const { access } = stream;
  const opener = openedBy(stream);
  const all = access.kind === 'listenKey' ? [access.start, access.keepAlive, access.close] : [access.create];
  const pathOf = ({ stem }: OperationModel): string => `../operations/${stem.text}.js`;
  return [
    ...[...new Set(all)].map((operation) => ({ from: pathOf(operation), values: [operation.id] })),
    { from: pathOf(opener), types: [opener.paramsType] },
  ];
};
