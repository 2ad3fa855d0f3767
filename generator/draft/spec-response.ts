import { isObject, own, pointerTo, type JsonObject } from '../core/json.js';
import { partsOf, resolve, type Located } from '../core/schema-parts.js';

/** Where the spec describes the answer of an operation, by the paths that examples give its fields. */
export interface SpecAnswer {
  /** The schema of the answer; where it would stand if there is none. */
  readonly pointer: string;
  readonly exists: boolean;
  /** What holds the schema, such as the media type; undefined where a person has to look. */
  readonly holder: string;
  /** Pointers of fields by path: `rows[].amount`. */
  readonly fields: ReadonlyMap<string, string>;
  /** Pointers of the objects that fields stand in, by path: '' the answer, `rows[]`. */
  readonly objects: ReadonlyMap<string, string>;
}

const MAX_DEPTH = 20;

/** Where the spec describes what an operation answers when all is well; undefined where it lists no such answer. */
export const readAnswer = (document: JsonObject, operation: Located): SpecAnswer | undefined => {
  const responses = own(operation.node, 'responses');
  const status = isObject(responses) ? Object.keys(responses).find((key) => /^2(?:\d\d|XX)$/i.test(key)) : undefined;
  if (status === undefined) return undefined;
  const base = pointerTo(pointerTo(operation.pointer, 'responses'), status);
  const response = resolve(document, own(responses, status), base);
  const content = response && own(response.node, 'content');
  const type = isObject(content) ? Object.keys(content).find((key) => /\bjson\b/i.test(key)) : undefined;
  if (!response) return undefined;
  const walk = new Walk(document);
  const { fields, objects } = walk;
  if (type === undefined) return { pointer: base, exists: false, holder: response.pointer, fields, objects };
  const holder = pointerTo(pointerTo(response.pointer, 'content'), type);
  const schema = resolve(document, own(own(content, type), 'schema'), pointerTo(holder, 'schema'));
  if (schema) walk.visit(schema, '', 0);
  return { pointer: pointerTo(holder, 'schema'), exists: schema !== undefined, holder, fields, objects };
};

class Walk {
  readonly fields = new Map<string, string>();
  readonly objects = new Map<string, string>();

  constructor(readonly document: JsonObject) {}

  visit(schema: Located, path: string, depth: number): void {
    if (depth > MAX_DEPTH) return;
    const parts = partsOf(this.document, schema, 0);
    const object = parts.find(({ node }) => isObject(own(node, 'properties'))) ?? schema;
    if (own(object.node, 'items') === undefined && !this.objects.has(path)) this.objects.set(path, object.pointer);
    for (const { node, pointer } of parts) {
      const items = resolve(this.document, own(node, 'items'), pointerTo(pointer, 'items'));
      if (items) this.visit(items, `${path}[]`, depth + 1);
      const properties = own(node, 'properties');
      for (const [name, value] of isObject(properties) ? Object.entries(properties) : []) {
        const place = pointerTo(pointerTo(pointer, 'properties'), name);
        const field = resolve(this.document, value, place);
        const below = path === '' ? name : `${path}.${name}`;
        if (!field || this.fields.has(below)) continue;
        this.fields.set(below, place);
        this.visit(field, below, depth + 1);
      }
    }
  }
}

/** Where drift says that a field stands, or would stand. */
export const placeOfField = ({ fields, pointer }: SpecAnswer, path: string): string => {
  const known = fields.get(path);
  if (known !== undefined) return known;
  const parent = parentOf(path);
  const owner = fields.get(parent.replace(/(?:\[\])+$/, '')) ?? pointer;
  return pointerTo(pointerTo(owner, 'properties'), path.slice(parent.length).replace(/^\./, ''));
};

/** The path of what a field stands in: `rows[]` for `rows[].amount`. */
export const parentOf = (path: string): string => path.replace(/(?:^|\.)[^.]*$/, '');
