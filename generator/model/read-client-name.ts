import { isReservedMember } from '../core/reserved.js';
import { show, type SpecNode } from './spec-node.js';

/** Where the client has an operation: `create` of `margin.orders`. */
export interface ClientName {
  /** Names joined with dots, from the top of the client down. */
  readonly area: string;
  readonly member: string;
}

const CLIENT_NAME = /^((?:[a-z][A-Za-z0-9]{0,60}\.){1,3})([a-z][A-Za-z0-9]{0,60})$/;

/** What the client itself has beside its areas, and the package beside their modules. Below the top they are free. */
const TAKEN = new Set(['call', 'close', 'reconcile', 'errorCodes', 'lean', 'redis', 'undici']);

export const readClientName = (operation: SpecNode): ClientName | undefined => {
  const node = operation.get('x-client-name');
  const [text, areas, member] = CLIENT_NAME.exec(node.text ?? '') ?? [];
  const parts = text?.split('.') ?? [];
  const [top = ''] = parts;
  if (areas !== undefined && member !== undefined && !parts.some(isReservedMember) && !TAKEN.has(top)) {
    return { area: areas.slice(0, -1), member };
  }
  const place = node.exists ? node : operation;
  place.error(
    'client-name',
    `"x-client-name" is ${show(node.value)}`,
    'Write two to four camelCase words, as "margin.orders.create"; what every object or the package has is no name.',
  );
  return undefined;
};

/** `margin.orders.create` → `marginOrdersCreate`: what stands alone is called as in the client, without the dots. */
export const joinedName = (dotted: string): string =>
  dotted
    .split('.')
    .map((part, index) => (index === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1)))
    .join('');
