/**
 * What the referee has understood, in its own terms. OpenAPI Generator prints it through two templates of ours
 * beside the TypeScript that it generates, so what is compared is what its code generation works from, not merely
 * what its parser read.
 */
export interface Reading {
  readonly operations: readonly ReadOperation[];
  readonly models: ReadonlyMap<string, ReadModel>;
}

export interface ReadOperation {
  readonly operationId: string;
  /** Its name for the operation in the code it writes. */
  readonly emittedAs: string;
  readonly method: string;
  readonly path: string;
  readonly flags: ReadonlySet<string>;
  readonly schemes: readonly string[];
  readonly servers: readonly string[];
  readonly parameters: readonly ReadSlot[];
  readonly responses: readonly ReadResponse[];
}

/** A parameter or a property. Fields it has nothing to say of are empty. */
export interface ReadSlot {
  readonly name: string;
  readonly maximum: string;
  readonly minimum: string;
  readonly defaultValue: string;
  /** The model of its value, or of the items of its value. */
  readonly model: string;
  readonly enumValues: readonly string[];
  readonly flags: ReadonlySet<string>;
}

export interface ReadResponse {
  readonly status: string;
  readonly model: string;
}

export interface ReadModel {
  readonly properties: readonly ReadSlot[];
}

/** A string with its length before it: no text in a spec can end one early or forge the next. */
const text = (field: string): string => `{{#${field}}}{{${field}.length}}:{{{${field}}}}{{/${field}}},`;
const flags = (names: readonly string[]): string =>
  `${names.map((name) => `{{#${name}}}${name} {{/${name}}}`).join('')};`;
const list = (field: string, item: string): string => `{{#${field}}}+${item}{{/${field}}};`;

const words = (text: string): readonly string[] => text.split(' ');

const TYPE_FLAGS = [
  ...words('isString isDate isDateTime isByteArray isBinary isUuid isUri isEmail isPassword isEnumRef isBoolean'),
  ...words('isInteger isLong isShort isUnboundedInteger isNumber isFloat isDouble isDecimal'),
  ...words('isArray isMap isModel isFreeFormObject isAnyType isNullable'),
];
const SLOT_FLAGS = [...TYPE_FLAGS, ...words('required exclusiveMaximum exclusiveMinimum')];
const PARAMETER_FLAGS = [...SLOT_FLAGS, ...words('isQueryParam isPathParam isHeaderParam isCookieParam')];

const ENUM_VALUES =
  '{{#allowableValues}}{{#values}}+{{#.}}{{toString.length}}:{{{.}}}{{/.}},{{/values}}{{/allowableValues}};';

const slot = (modelField: string, names: readonly string[]): string =>
  ['baseName', 'maximum', 'minimum', 'defaultValue', modelField].map(text).join('') + ENUM_VALUES + flags(names);

const OPERATION =
  ['operationIdOriginal', 'nickname', 'httpMethod', 'path'].map(text).join('') +
  flags(['isDeprecated']) +
  list('authMethods', text('name')) +
  list('servers', text('url')) +
  list('allParams', slot('baseType', PARAMETER_FLAGS)) +
  list('responses', text('code') + text('baseType'));

/** Files for the referee's template folder. */
export const READING_TEMPLATES: Readonly<Record<string, string>> = {
  'operations.mustache': `{{#operations}}${list('operation', OPERATION)}{{/operations}}`,
  'model.mustache': list(
    'models',
    `{{#model}}${text('classname')}${list('vars', slot('complexType', SLOT_FLAGS))}{{/model}}`,
  ),
};

/** The generator's own configuration: the templates above, in files beside the ones it writes anyway. */
export const READING_CONFIG: string = JSON.stringify({
  templateDir: 'templates',
  files: {
    'operations.mustache': { templateType: 'API', destinationFilename: '.operations' },
    'model.mustache': { templateType: 'Model', destinationFilename: '.model' },
  },
});

/** Reads one file that `operations.mustache` wrote; undefined if it is not whole. */
export const parseOperations = (source: string): readonly ReadOperation[] | undefined =>
  parseWhole(source, (cursor) => cursor.list(readOperation));

/** Reads one file that `model.mustache` wrote, as pairs of model name and model. */
export const parseModels = (source: string): readonly (readonly [string, ReadModel])[] | undefined =>
  parseWhole(source, (cursor) => cursor.list(() => [cursor.text(), { properties: cursor.list(readSlot) }] as const));

const readOperation = (cursor: Cursor): ReadOperation => ({
  operationId: cursor.text(),
  emittedAs: cursor.text(),
  method: cursor.text().toLowerCase(),
  path: cursor.text(),
  flags: cursor.flags(),
  schemes: cursor.list(() => cursor.text()),
  servers: cursor.list(() => cursor.text()),
  parameters: cursor.list(readSlot),
  responses: cursor.list(() => ({ status: cursor.text(), model: cursor.text() })),
});

const readSlot = (cursor: Cursor): ReadSlot => ({
  name: cursor.text(),
  maximum: cursor.text(),
  minimum: cursor.text(),
  defaultValue: cursor.text(),
  model: cursor.text(),
  enumValues: cursor.list(() => cursor.text()),
  flags: cursor.flags(),
});

const parseWhole = <T>(source: string, read: (cursor: Cursor) => T): T | undefined => {
  const cursor = new Cursor(source);
  const value = read(cursor);
  return cursor.isAtEnd ? value : undefined;
};

/** Walks over what the templates wrote. After anything unexpected it stands still, and `isAtEnd` stays false. */
class Cursor {
  #at = 0;
  #isLost = false;

  constructor(private readonly source: string) {}

  get isAtEnd(): boolean {
    return !this.#isLost && this.source.slice(this.#at).trim() === '';
  }

  text(): string {
    const size = /^(\d+):/.exec(this.source.slice(this.#at, this.#at + 12));
    const start = this.#at + (size?.[0].length ?? 0);
    const end = start + Number(size?.[1] ?? 0);
    this.#expect(',', end);
    return this.#isLost ? '' : this.source.slice(start, end);
  }

  flags(): ReadonlySet<string> {
    const end = this.source.indexOf(';', this.#at);
    const names = this.source.slice(this.#at, end).split(' ').filter(Boolean);
    this.#expect(';', end);
    return new Set(this.#isLost ? [] : names);
  }

  list<T>(read: (cursor: Cursor) => T): readonly T[] {
    const items: T[] = [];
    while (!this.#isLost && this.source[this.#at] === '+') {
      this.#at += 1;
      items.push(read(this));
    }
    this.#expect(';', this.#at);
    return items;
  }

  #expect(mark: string, at: number): void {
    if (this.#isLost || at < 0 || this.source[at] !== mark) this.#isLost = true;
    else this.#at = at + 1;
  }
}
