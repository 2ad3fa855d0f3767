import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

const home = dirname(createRequire(import.meta.url).resolve('@microsoft/jest-sarif/package.json'));

/**
 * The published schema is draft-04, of which it uses nothing that draft-07 reads in another way but `id`. One of its
 * patterns is none in the Unicode mode of regular expressions.
 */
const readSchema = (): object => {
  const text = readFileSync(join(home, 'lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8');
  const { id: $id, $schema: _, ...schema } = JSON.parse(text) as Record<string, unknown>;
  return { $id, ...schema };
};

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(readSchema());

/** What the SARIF schema has against a log; nothing where it is valid. */
export const sarifFaults = (log: unknown): readonly string[] =>
  validate(log) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
