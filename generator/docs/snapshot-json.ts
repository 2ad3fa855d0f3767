import { failed, ok, type Diagnostic, type Outcome } from '../core/diagnostic.js';
import { isObject, own, type Json } from '../core/json.js';
import { LineTable } from '../core/position.js';
import { parseExamples } from './example-parser.js';
import type { ExampleNode } from './example-scanner.js';

export type JsonPath = readonly (string | number)[];

/** JSON whose values are asked for one by one; what is not as it must be is written down with its place. */
export interface CheckedJson {
  readonly value: Json;
  readonly troubles: readonly Diagnostic[];
  readonly text: (path: JsonPath) => string;
  /** RFC 3339, in UTC or with its offset. */
  readonly time: (path: JsonPath) => string;
  readonly flag: (path: JsonPath) => boolean;
  readonly array: (path: JsonPath) => readonly Json[];
  readonly refuse: (path: JsonPath, message: string) => void;
}

const HINT = 'Capture the pages again. Without this file they can still be read, but none of them counts as removed.';

/** Reads a JSON file. The reader of examples knows the places; whether it is JSON is for `JSON.parse` to say. */
export const readJson = (source: string, file: string, code: string): Outcome<CheckedJson> => {
  const text = source.replace(/^\ufeff/, '');
  const tell = (offset: number, message: string): Diagnostic => ({
    code: `docs/${code}`,
    severity: 'error',
    message: `${file} cannot be used: ${message}.`,
    at: new LineTable(file, text).at(offset),
    hint: HINT,
  });
  const [first] = parseExamples(text);
  const doubt = first?.repairs[0];
  const value = parse(text);
  if (value === undefined) return failed(tell(doubt?.start ?? 0, 'it is no JSON'));
  if (doubt) return failed(tell(doubt.start, `a ${doubt.kind.replaceAll('-', ' ')} stands in it`));
  if (!isObject(value) || !first) return failed(tell(0, 'it is no JSON object'));
  return ok(checked(value, { node: first.node, tell }));
};

const parse = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

interface Source {
  readonly node: ExampleNode;
  readonly tell: (offset: number, message: string) => Diagnostic;
}

const checked = (value: Json, { node, tell }: Source): CheckedJson => {
  const troubles: Diagnostic[] = [];
  const refuse = (path: JsonPath, message: string): void => {
    troubles.push(tell(offsetAt(node, path), message));
  };
  const text = (path: JsonPath): string => {
    const found = valueAt(value, path);
    if (typeof found === 'string') return found;
    refuse(path, `${shown(path)} is not a text`);
    return '';
  };
  return {
    value,
    troubles,
    refuse,
    text,
    time: (path) => {
      const found = text(path);
      if (found !== '' && !isTime(found)) refuse(path, `${shown(path)} is not a time such as 2026-01-31T12:00:00Z`);
      return found;
    },
    flag: (path) => {
      const found = valueAt(value, path);
      if (typeof found !== 'boolean') refuse(path, `${shown(path)} is neither true nor false`);
      return found === true;
    },
    array: (path) => {
      const found = valueAt(value, path);
      if (Array.isArray(found)) return found as readonly Json[];
      refuse(path, `${shown(path)} is not a list`);
      return [];
    },
  };
};

const isTime = (text: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text));

const shown = (path: JsonPath): string =>
  path.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${key}`)).join('');

const valueAt = (value: Json, path: JsonPath): Json | undefined =>
  path.reduce<Json | undefined>((at, key) => (typeof key === 'number' ? itemAt(at, key) : own(at, key)), value);

const itemAt = (list: Json | undefined, index: number): Json | undefined =>
  Array.isArray(list) ? (list as readonly Json[])[index] : undefined;

/** Of the value, or of the nearest thing around it that is there. */
const offsetAt = (node: ExampleNode, path: JsonPath): number => {
  let at = node;
  for (const key of path) {
    const next =
      at.kind === 'array'
        ? at.items[Number(key)]
        : at.kind === 'object'
          ? at.members.find((member) => member.key === key)?.value
          : undefined;
    if (!next) return at.start;
    at = next;
  }
  return at.start;
};
