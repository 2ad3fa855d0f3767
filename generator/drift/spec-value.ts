import { own, pointerTokens, pointerTo, type Json, type JsonObject } from '../core/json.js';
import { resolve } from '../core/schema-parts.js';
import type { OperationView } from './spec-view.js';

/**
 * The single value at a pointer of the kind that waivers use, as text. Undefined where the spec has nothing there, or
 * something with parts.
 */
export const readSpecValue = (operations: readonly OperationView[], pointer: string): string | undefined => {
  const operation = operations.find((each) => pointer.startsWith(`${each.pointer}/`));
  if (!operation) return undefined;
  const { document } = operation;
  const [first, name, ...rest] = pointerTokens(pointer.slice(operation.pointer.length));
  const parameter = operation.parameters.find((each) => first === 'parameters' && each.name === name);
  const start = pointerTokens(parameter ? parameter.pointer : operation.pointer);
  const below = parameter ? rest : [first, name, ...rest].filter((token) => token !== undefined);
  const value = valueAt(document, [...start, ...below]);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
};

const valueAt = (document: JsonObject, tokens: readonly string[]): Json | undefined => {
  let value: Json | undefined = document;
  let pointer = '';
  for (const token of tokens) {
    const target: Json | undefined = resolve(document, value, pointer)?.node ?? value;
    value = Array.isArray(target) ? target[Number(token)] : own(target, token);
    pointer = pointerTo(pointer, token);
  }
  return value;
};
