import { failed, ok, type Diagnostic, type Outcome } from '../core/diagnostic.js';
import { isObject, own, type Json } from '../core/json.js';
import type { RequestLine } from './types.js';

/**
 * Reads what the contract tests left: `{operations: [{method, path, passed}]}`. Only what passed counts as called.
 */
export const readCalled = (text: string, file: string): Outcome<ReadonlySet<RequestLine>> => {
  const operations = own(parse(text), 'operations');
  if (!Array.isArray(operations)) return failed(unreadable(file));
  return ok(new Set(operations.flatMap((operation: Json) => requestOf(operation) ?? [])));
};

const parse = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

const requestOf = (operation: Json): RequestLine | undefined => {
  if (!isObject(operation) || own(operation, 'passed') !== true) return undefined;
  const [method, path] = [own(operation, 'method'), own(operation, 'path')];
  return typeof method === 'string' && typeof path === 'string' ? `${method} ${path}` : undefined;
};

const unreadable = (file: string): Diagnostic => ({
  code: 'coverage/contract',
  severity: 'error',
  message: `"${file}" is no report of the contract tests.`,
  at: { file, line: 1, col: 1 },
  hint: 'Run "npm run coverage", which runs them first; a report is JSON with a list "operations".',
});
