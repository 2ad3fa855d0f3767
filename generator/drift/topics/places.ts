import { pointerTo } from '../../core/json.js';
import type { Position } from '../../core/position.js';
import type { EndpointFacts } from '../../docs/types.js';
import type { OperationView, ParameterView } from '../spec-view.js';
import type { SpecPlace } from '../topic.js';

/** The title, or the request line of a page without one. */
export const pagePlace = (facts: EndpointFacts): { readonly at: Position; readonly quote: string } => {
  const place = facts.title ?? facts.path;
  return { at: place.at, quote: place.quote };
};

/** A node right below the operation, or deeper. */
export const operationPlace = (operation: OperationView, ...tokens: readonly string[]): SpecPlace => {
  const pointer = tokens.reduce<string>(pointerTo, operation.pointer);
  return { pointer, at: operation.originOf(pointer) };
};

export const findParameter = (operation: OperationView, name: string): ParameterView | undefined =>
  operation.parameters.find((parameter) => parameter.name === name);

/** A parameter goes by its name in the pointer that waivers use, and by its index when its origin is looked up. */
export const parameterPlace = (operation: OperationView, name: string, ...tokens: readonly string[]): SpecPlace => {
  const { pointer } = operationPlace(operation, 'parameters', name, ...tokens);
  const parameter = findParameter(operation, name);
  const real = parameter ? tokens.reduce<string>(pointerTo, parameter.pointer) : operation.pointer;
  return { pointer, at: operation.originOf(real) };
};

/** The row of a parameter; the table where there is none. */
export const rowPlace = (facts: EndpointFacts, name: string): { readonly at: Position; readonly quote: string } => {
  const row = facts.parameters?.rows.find((each) => each.name === name);
  if (row) return { at: row.at, quote: row.quote };
  return facts.parameters ? { at: facts.parameters.at, quote: '' } : pagePlace(facts);
};

/** `timestamp` and `signature` follow from the security type, so neither side has to list them. */
export const SIGNING_PARAMETERS: readonly string[] = ['timestamp', 'signature'];
