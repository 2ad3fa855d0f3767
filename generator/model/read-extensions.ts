import { WEIGHT_SCOPES, type Effect, type RequestWeight } from '../core/extensions.js';
import { DocText } from '../core/prose.js';
import { show, type SpecNode } from './spec-node.js';
import type { ErrorModel, OperationModel, ParameterModel, WireMethod } from './types.js';

export const readEffect = (operation: SpecNode): Effect | undefined => {
  const node = operation.get('x-effect');
  if (node.text === 'read' || node.text === 'write') return node.text;
  const place = node.exists ? node : operation;
  place.error(
    'effect',
    `"x-effect" is ${show(node.value)}`,
    'Write "read", or "write" for what must never be sent twice.',
  );
  return undefined;
};

/** Request weights; a `when` may only ask for parameters that a call has. */
export const readWeight = (operation: SpecNode, parameters: ReadonlySet<string>): readonly RequestWeight[] => {
  const list = operation.get('x-request-weight');
  if (!Array.isArray(list.value)) {
    const place = list.exists ? list : operation;
    place.error(
      'weight',
      `"x-request-weight" is ${show(list.value)}`,
      'Write a list of {value, scope}; "[]" when the documentation gives none.',
    );
  }
  return list.items().flatMap((item) => readWeightEntry(item, parameters) ?? []);
};

const readWeightEntry = (node: SpecNode, parameters: ReadonlySet<string>): RequestWeight | undefined => {
  const value = node.get('value').number;
  const scope = WEIGHT_SCOPES.find((known) => known === node.get('scope').text);
  const unknown = node
    .get('when')
    .entries()
    .find(([name]) => !parameters.has(name));
  if (
    value === undefined ||
    !Number.isSafeInteger(value) ||
    value < 0 ||
    scope === undefined ||
    unknown !== undefined
  ) {
    const about =
      unknown === undefined
        ? 'needs a whole "value" and a "scope"'
        : `asks for ${show(unknown[0])}, which is no parameter that a caller gives`;
    (unknown?.[1] ?? node).error('weight', `a request weight ${about}`, `Scopes are ${WEIGHT_SCOPES.join(', ')}.`);
    return undefined;
  }
  if (!node.has('when')) return { value, scope };
  return {
    value,
    scope,
    when: Object.fromEntries(
      node
        .get('when')
        .entries()
        .map(([name, values]) => [name, values.texts()]),
    ),
  };
};

export const readErrors = (operation: SpecNode): readonly ErrorModel[] =>
  operation
    .get('x-error-codes')
    .items()
    .flatMap((node) => {
      const code = node.get('code').number;
      if (code === undefined || !Number.isSafeInteger(code)) {
        node.error(
          'error-code',
          `an error code is ${show(node.get('code').value)}`,
          'Write the whole number that the API sends.',
        );
        return [];
      }
      const description = DocText.from(node.get('description').text ?? '');
      return [{ code, name: node.get('name').text, message: node.get('message').text, description }];
    });

/** The parameter by which the caller names an order; the client writes a text of its own into it. */
export const readClientOrderId = (operation: SpecNode, parameters: readonly ParameterModel[]): string | undefined => {
  const node = operation.get('x-client-order-id');
  if (!node.exists) return undefined;
  const texts = parameters.filter(({ kind, limits }) => kind === 'string' && limits.values === undefined);
  const found = texts.find(({ name }) => name === node.text);
  if (found !== undefined) return found.name;
  const names = texts.map(({ name }) => show(name)).join(', ') || 'none';
  node.error('client-order-id', `${show(node.value)} is no parameter that takes any text`, `There are: ${names}.`);
  return undefined;
};

export const readParametersIn = (
  operation: SpecNode,
  method: WireMethod | undefined,
): OperationModel['parametersIn'] => {
  const node = operation.get('x-parameters-in');
  if (!node.exists) return undefined;
  if (node.text === 'query' || (node.text === 'body' && method !== 'GET')) return node.text;
  const about = node.text === 'body' ? 'a GET has no body' : `"x-parameters-in" is ${show(node.value)}`;
  node.error('parameters-in', about, 'Write "query", or "body" at a POST, PUT or DELETE.');
  return undefined;
};
