import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from './types.js';

/** Where the output folder keeps the list of what was generated into it. */
export const MANIFEST_PATH = '.marginalia.json';

export const printManifest = (manifest: Manifest): string => `${JSON.stringify(manifest, undefined, 2)}\n`;

/** The manifest of an output folder; undefined when there is none that can be read. */
export const readManifest = (dir: string): Manifest | undefined => {
  try {
    const read = JSON.parse(readFileSync(join(dir, MANIFEST_PATH), 'utf8')) as unknown;
    return isManifest(read) ? read : undefined;
  } catch {
    return undefined;
  }
};

const isManifest = (value: unknown): value is Manifest =>
  typeof value === 'object' &&
  value !== null &&
  'generator' in value &&
  typeof value.generator === 'string' &&
  'inputs' in value &&
  isTextRecord(value.inputs) &&
  'files' in value &&
  isTextRecord(value.files);

const isTextRecord = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string');
