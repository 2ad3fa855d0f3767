import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { JsonObject } from '../../generator/core/json.js';

const FILE = fileURLToPath(new URL('../cases/emit/user-streams/given.yaml', import.meta.url));

/** A part of a document that a test changes. */
export type Part = Record<string, unknown>;

/** A spec with a stream of each sort, to be changed at will. */
export const streamsDocument = (): JsonObject => parse(readFileSync(FILE, 'utf8')) as JsonObject;

export const within = (value: unknown, ...keys: readonly (string | number)[]): Part =>
  keys.reduce((part, key) => (part as Part)[key], value) as Part;

/** A stream of the document. */
export const streamIn = (document: JsonObject, name: string = 'lamps.stream'): Part =>
  within(document, 'x-streams', name);

export const eventSchemaIn = (document: JsonObject): Part => within(document, 'components', 'schemas', 'LampLit');
