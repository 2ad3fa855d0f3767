import { createRequire } from 'node:module';
import { join } from 'node:path';
import { formatPosition } from '../../generator/core/position.js';
import type { Diagnostic, Outcome } from '../../generator/core/diagnostic.js';

const require = createRequire(import.meta.url);

export const ROOT: string = join(import.meta.dirname, '../..');

/** The folder that `marginalia validate` uses, so that the JAR is fetched once for the program and its tests. */
export const CACHE: string = join(ROOT, '.cache/openapi-generator');

/** The real wrapper. */
export const WRAPPER: string = require.resolve('@openapitools/openapi-generator-cli/main.js');

/** The same JAR without the wrapper's two extra starts of Java. */
export const DIRECT: string = join(import.meta.dirname, 'direct-java.cjs');

/** The value, or a failure that shows the diagnostics: a machine without Java or a network must see what is missing. */
export const valueOf = <T>(outcome: Outcome<T>): T => {
  if (outcome.ok) return outcome.value;
  throw new Error(outcome.diagnostics.map(told).join('\n'));
};

export const told = ({ code, message, at, hint }: Diagnostic): string =>
  `${code}: ${message}${at === undefined ? '' : ` at ${formatPosition(at)}`}\n${hint ?? ''}`;
