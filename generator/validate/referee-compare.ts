import type { Diagnostic } from '../core/diagnostic.js';
import { pointerTo } from '../core/json.js';
import { compareSlot } from './referee-compare-slot.js';
import {
  at,
  dereference,
  entriesAt,
  isSpecMap,
  listAt,
  type Located,
  type RefereeDocument,
  type SpecValue,
} from './referee-document.js';
import {
  type ExpectedOperation,
  expectedOperations,
  type ExpectedParameter,
  type ExpectedResponse,
  nameOf,
} from './referee-expected.js';
import type { Reading, ReadOperation, ReadResponse, ReadSlot } from './referee-reading.js';

/** An operation of the spec and what the referee made of it: undefined when it lost it. */
export interface ComparedOperation {
  readonly operation: ExpectedOperation;
  readonly read: ReadOperation | undefined;
}

export interface Comparison {
  readonly operations: readonly ComparedOperation[];
  readonly findings: readonly Diagnostic[];
}

/**
 * Holds the referee's reading against the spec: every operation, parameter and response field, and what is said of
 * each.
 */
export const compareReading = (document: RefereeDocument, reading: Reading): Comparison => {
  const judge = new Judge(document, reading);
  const operations = expectedOperations(document.root).map((operation) => ({
    operation,
    read: reading.operations.find((read) => isSame(operation, read)),
  }));
  for (const { operation, read } of operations) judge.operation(operation, read);
  return { operations, findings: judge.findings };
};

const isSame = (operation: ExpectedOperation, read: ReadOperation): boolean =>
  read.path === operation.path &&
  read.method === operation.method &&
  (operation.operationId === undefined || read.operationId === operation.operationId);

/** What the spec says of a place: how to call it, where it stands, its schema. */
interface Said {
  readonly what: string;
  readonly pointer: string;
  readonly schema: SpecValue | undefined;
}

/** Lists of lists deeper than this are lists of themselves. */
const DEEPEST_LIST = 32;

class Judge {
  readonly findings: Diagnostic[] = [];
  /** Objects already compared, because one may contain itself. */
  readonly #compared = new Set<string>();

  constructor(
    private readonly document: RefereeDocument,
    private readonly reading: Reading,
  ) {}

  operation(operation: ExpectedOperation, read: ReadOperation | undefined): void {
    const what = nameOf(operation);
    const { pointer } = operation;
    if (read === undefined) {
      this.#lost('operation', `the operation ${what} (${operation.method.toUpperCase()} ${operation.path})`, pointer);
      return;
    }
    this.#compare({ what: `${what}: deprecated`, pointer }, operation.isDeprecated, read.flags.has('isDeprecated'));
    this.#compare({ what: `${what}: security schemes`, pointer }, sorted(operation.schemes), sorted(read.schemes));
    if (operation.servers.length > 0) {
      this.#compare({ what: `${what}: servers`, pointer }, sorted(operation.servers), sorted(read.servers));
    }
    for (const parameter of operation.parameters) this.#parameter(what, parameter, read.parameters);
    for (const response of operation.responses) this.#response(what, response, read.responses);
  }

  /** The referee calls the default response 0. */
  #response(operation: string, response: ExpectedResponse, read: readonly ReadResponse[]): void {
    const { status, pointer, schema } = response;
    const what = `${operation}: response ${status}`;
    const model = read.find((one) => one.status === (status === 'default' ? '0' : status))?.model ?? '';
    const hasFields = entriesAt(this.#objectBehind(schema, pointer).node, 'properties').length > 0;
    if (hasFields && !this.reading.models.has(model)) this.#lost('response', `the fields of ${what}`, pointer);
    else this.#fields({ what, pointer, schema }, model);
  }

  #parameter(operation: string, parameter: ExpectedParameter, read: readonly ReadSlot[]): void {
    const what = `${operation}: ${parameter.in} parameter "${parameter.name}"`;
    const placeFlag = `is${parameter.in.charAt(0).toUpperCase()}${parameter.in.slice(1)}Param`;
    const slot = read.find(({ name, flags }) => name === parameter.name && flags.has(placeFlag));
    if (slot === undefined) this.#lost('parameter', what, parameter.pointer);
    else this.#slot({ ...parameter, what }, parameter.isRequired, slot);
  }

  #slot(said: Said, isRequired: boolean, slot: ReadSlot): void {
    this.#compare({ ...said, what: `${said.what}: required` }, isRequired, slot.flags.has('required'));
    for (const { what, inSpec, read } of compareSlot(this.document.root, said.schema, slot)) {
      this.#compare({ ...said, what: `${said.what}: ${what}` }, inSpec, read);
    }
    this.#fields(said, slot.model);
  }

  /** Compares the fields of an object, or of the objects in a list or map, with those of the referee's model for it. */
  #fields(said: Said, modelName: string): void {
    const { node, pointer } = this.#objectBehind(said.schema, said.pointer);
    const model = this.reading.models.get(modelName);
    const key = `${pointer} ${modelName}`;
    if (model === undefined || this.#compared.has(key)) return;
    this.#compared.add(key);
    const required = listAt(node, 'required');
    for (const [name, schema] of entriesAt(node, 'properties')) {
      const field = {
        what: `${said.what}: field "${name}"`,
        pointer: pointerTo(`${pointer}/properties`, name),
        schema,
      };
      const slot = model.properties.find((one) => one.name === name);
      if (slot === undefined) this.#lost('field', field.what, field.pointer);
      else this.#slot(field, required.includes(name), slot);
    }
  }

  /** Steps through references, lists and maps to the object inside, and says where that stands. */
  #objectBehind(schema: SpecValue | undefined, pointer: string): Located {
    let here = dereference(this.document.root, schema, pointer);
    for (let step = 0; step < DEEPEST_LIST; step += 1) {
      const inner = isSpecMap(at(here.node, 'items')) ? 'items' : 'additionalProperties';
      if (at(here.node, 'properties') !== undefined || !isSpecMap(at(here.node, inner))) return here;
      here = dereference(this.document.root, at(here.node, inner), `${here.pointer}/${inner}`);
    }
    return { node: undefined, pointer };
  }

  #lost(kind: 'operation' | 'parameter' | 'response' | 'field', what: string, pointer: string): void {
    this.findings.push({
      code: `validate/referee-lost-${kind}`,
      severity: 'error',
      message: `OpenAPI Generator does not find ${what}.`,
      at: this.document.positionOf(pointer),
      hint: HINT,
    });
  }

  #compare({ what, pointer }: Pick<Said, 'what' | 'pointer'>, inSpec: string | boolean, read: string | boolean): void {
    if (inSpec === read) return;
    this.findings.push({
      code: 'validate/referee-reads-differently',
      severity: 'error',
      message: `${what}: the spec says ${told(inSpec)}, OpenAPI Generator reads ${told(read)}.`,
      at: this.document.positionOf(pointer),
      hint: HINT,
    });
  }
}

const HINT =
  'See whether the spec can say it more plainly there. If it is right as it stands, this is a limit of the referee ' +
  'that generator/validate/referee-limits.ts does not know yet: add it there, with a case.';

const told = (value: string | boolean): string => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : value);

const sorted = (names: Iterable<string>): string => [...names].sort().join(', ') || 'none';
