import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/* Read from the merged document of the package, with nothing of the generator's own reading. */

export type Schema = Readonly<Record<string, unknown>>;

export interface SpecParameter {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
}

export interface SpecDemands {
  readonly require?: readonly string[];
  readonly forbid?: readonly string[];
  readonly atLeastOne?: readonly string[];
  readonly exactlyOne?: readonly string[];
  readonly atMostOne?: readonly string[];
}

export interface SpecCondition extends SpecDemands {
  readonly when?: { readonly parameter: string; readonly in?: readonly string[]; readonly given?: true };
  readonly else?: SpecDemands;
}

/** One operation, as the document has it. */
export interface SpecOperation {
  /** Its place in the client. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** What a request has to carry. */
  readonly security: readonly ('apiKey' | 'signature')[];
  /** Without what signing adds. */
  readonly parameters: readonly SpecParameter[];
  readonly conditions: readonly SpecCondition[];
  /** The schema of a success. */
  readonly response: Schema;
}

interface SpecNode {
  readonly [key: string]: unknown;
}

const isObject = (value: unknown): value is SpecNode => typeof value === 'object' && value !== null;

/** The merged document, with references followed on demand. */
export class SpecDocument {
  readonly #root: SpecNode;

  constructor(file: string) {
    this.#root = parse(readFileSync(file, 'utf8')) as SpecNode;
  }

  /** What a value refers to, or the value itself. */
  follow(value: unknown): SpecNode {
    let node = value;
    while (isObject(node) && typeof node['$ref'] === 'string') {
      node = node['$ref']
        .slice(2)
        .split('/')
        .reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), this.#root);
    }
    return isObject(node) ? node : {};
  }

  get operations(): readonly SpecOperation[] {
    return Object.entries(this.follow(this.#root['paths'])).flatMap(([path, item]) =>
      Object.entries(this.follow(item))
        .filter(([key]) => /^(get|post|put|delete)$/.test(key))
        .map(([method, operation]) => this.#read(method.toUpperCase(), path, this.follow(operation))),
    );
  }

  #read(method: string, path: string, operation: SpecNode): SpecOperation {
    const parameters = (operation['parameters'] as readonly unknown[] | undefined) ?? [];
    const content = this.follow(this.follow(this.follow(operation['responses'])['200'])['content']);
    return {
      name: String(operation['x-client-name']),
      method,
      path,
      security: this.#securityOf(operation),
      parameters: parameters
        .map((parameter) => this.#parameter(this.follow(parameter)))
        .filter(({ name }) => !ADDED.has(name)),
      conditions: (operation['x-conditions'] as readonly SpecCondition[] | undefined) ?? [],
      response: this.follow(this.follow(content['application/json'])['schema']),
    };
  }

  #parameter(node: SpecNode): SpecParameter {
    return { name: String(node['name']), required: node['required'] === true, schema: this.follow(node['schema']) };
  }

  #securityOf(operation: SpecNode): readonly ('apiKey' | 'signature')[] {
    const [first] = (operation['security'] ?? this.#root['security'] ?? []) as readonly SpecNode[];
    const schemes = Object.keys(first ?? {});
    return schemes.map((scheme) => (/key/i.test(scheme) ? 'apiKey' : 'signature'));
  }
}

const ADDED = new Set(['timestamp', 'recvWindow', 'signature', 'X-MBX-APIKEY']);

export const SPEC: SpecDocument = new SpecDocument(join(import.meta.dirname, '../../generated/openapi.yaml'));
