import type { ValidationError } from '../errors/errors.js';
import type { ParameterKind } from '../operation.js';
import { writeValue } from '../sign/serialise.js';
import type { AnyOperation, Parameter } from './request.js';

/** What is known of an operation's parameters. */
export type Parametered = Pick<AnyOperation, 'name' | 'parameters' | 'required'>;

/** What a parameter is refused for. Without a `kind` it is none of the operation's; without a `value` it is missing. */
export interface Refused {
  /** Its name, or `params` for all of them together. */
  readonly name: string;
  readonly kind?: ParameterKind | undefined;
  readonly value?: unknown;
}

/** Puts a refusal into words. */
export type Explain = (refused: Refused) => ValidationError;

/**
 * The parameters of a call as text, in the order of the spec. `undefined` counts as left out; a name that the operation
 * does not have is refused, because the exchange would ignore it in silence or, worse, take it.
 */
export const collect = (operation: Parametered, params: unknown, explain: Explain): readonly Parameter[] => {
  const given = (params ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof given !== 'object' || Array.isArray(given)) throw explain({ name: 'params', value: given });
  const valueOf = (name: string): unknown => (Object.hasOwn(given, name) ? given[name] : undefined);
  const collected: Parameter[] = [];
  for (const name in operation.parameters) {
    const kind = operation.parameters[name] as ParameterKind;
    const value = valueOf(name);
    if (value === undefined) continue;
    const text = writeValue(kind, value);
    if (text === undefined) throw explain({ name, kind, value });
    collected.push([name, text]);
  }
  const unknown = Object.keys(given).find(
    (name) => given[name] !== undefined && !Object.hasOwn(operation.parameters, name),
  );
  if (unknown !== undefined) throw explain({ name: unknown, value: given[unknown] });
  const missing = operation.required.find((name) => valueOf(name) === undefined);
  if (missing !== undefined) throw explain({ name: missing, kind: operation.parameters[missing] });
  return collected;
};
