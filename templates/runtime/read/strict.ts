import type { ResponseKind } from '../operation.js';
import type { DriftReporter } from './drift-reporter.js';
import { formatStep } from './mismatch.js';

type Fields = Readonly<Record<string, ResponseKind>>;

/** Enough to see what changed; an answer can have as many names as it likes. */
const MAX_PATHS = 50;

const note = (paths: Set<string>, path: string): void => {
  if (paths.size < MAX_PATHS) paths.add(path);
};

/** Walks one answer. All rows of a list share one path, so that what they have in common is said once. */
class Comparison {
  readonly unknown: Set<string> = new Set();
  readonly missing: Set<string> = new Set();

  compare(kind: ResponseKind, value: unknown, path: string): void {
    if (typeof kind === 'string' || typeof value !== 'object' || value === null) return;
    if ('either' in kind) return this.compare(kind.either[Array.isArray(value) ? 0 : 1], value, path);
    if ('fields' in kind) {
      for (const name of kind.required ?? []) {
        if (!Object.hasOwn(value, name)) note(this.missing, path + formatStep(name));
      }
      this.#compareFields(kind.fields, value, path);
    } else {
      const [each, step] = 'list' in kind ? [kind.list, '[]'] : [kind.record, '.*'];
      for (const item of Object.values(value)) this.compare(each, item, path + step);
    }
  }

  /** What is within an unknown field is not looked at: its name says enough. */
  #compareFields(fields: Fields, data: object, path: string): void {
    for (const [name, value] of Object.entries(data)) {
      const kind = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (kind === undefined) note(this.unknown, path + formatStep(name));
      else if (typeof kind === 'object') this.compare(kind, value, path + formatStep(name));
    }
  }
}

/**
 * What an answer has that its kind does not, and the other way round: for strict mode. Paths are such as
 * `$.rows[].newField`, with `.*` for the names of a record, each once, at most 50 of either sort. No value is in them.
 */
export const reportDrift: DriftReporter = (kind, data) => {
  const comparison = new Comparison();
  comparison.compare(kind, data, '$');
  return { unknown: [...comparison.unknown], missing: [...comparison.missing] };
};
