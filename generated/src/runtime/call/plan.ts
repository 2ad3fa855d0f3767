import { ConfigurationError } from '../errors/errors.js';
import type { SecurityScheme } from '../operation.js';
import type { FindOrigins } from '../send/origins.js';
import type { AnyOperation } from './request.js';
import type { Origin, Origins } from '../send/wire.js';

/** What a client knows of an operation before any call: where it goes and what goes along. */
export interface Plan {
  /** Where it goes first. */
  readonly origin: Origin;
  /** Where a read may go when it gets no answer there: `origin` and the others, in their order. */
  readonly origins: Origins;
  readonly apiKey: boolean;
  readonly signature: boolean;
}

/** The schemes that a client has what is needed for. */
export type Available = Readonly<Record<SecurityScheme, boolean>>;

const NEEDS: Readonly<Record<SecurityScheme, string>> = {
  apiKey: 'an API key (apiKey)',
  signature: 'a signing key (secret, privateKey or sign)',
};

const lack = (operation: AnyOperation, available: Available): ConfigurationError => {
  const missing = operation.security.map((schemes) => schemes.filter((scheme) => !available[scheme]));
  const needs = missing.map((schemes) => schemes.map((scheme) => NEEDS[scheme]).join(' and ')).join(', or ');
  const option = missing[0]?.[0] === 'signature' ? 'secret' : 'apiKey';
  return new ConfigurationError(option, `${operation.name} needs ${needs}, which this client was not given.`, {
    operation: operation.name,
  });
};

/** The first alternative that the client can satisfy. Without any, nothing goes along, whatever the client has. */
export const chooseSecurity = (operation: AnyOperation, available: Available): readonly SecurityScheme[] => {
  if (operation.security.length === 0) return [];
  const chosen = operation.security.find((schemes) => schemes.every((scheme) => available[scheme]));
  if (chosen === undefined) throw lack(operation, available);
  return chosen;
};

/** A path that a URL parser would read as anything but itself could lead to another host or another operation. */
const checkPath = (operation: AnyOperation, origin: Origin): void => {
  const { name, path } = operation;
  const url = origin.href + path;
  if (/^(?:\/[\w.~-]+)+$/.test(path) && new URL(url).href === url) return;
  const message = `${name} has a path that is not plain: ${JSON.stringify(path)}`;
  throw new ConfigurationError('path', message, { operation: name });
};

const findOriginsFor = (operation: AnyOperation, findOrigins: FindOrigins): Origins => {
  try {
    return findOrigins(operation.server);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new ConfigurationError('baseUrl', `${operation.name}: ${error.message}`, { operation: operation.name });
  }
};

/** Plans each operation once. */
export const createPlans = (findOrigins: FindOrigins, available: Available): ((operation: AnyOperation) => Plan) => {
  const plans = new WeakMap<AnyOperation, Plan>();
  return (operation) => {
    const known = plans.get(operation);
    if (known !== undefined) return known;
    const schemes = chooseSecurity(operation, available);
    const origins = findOriginsFor(operation, findOrigins);
    const [origin] = origins;
    checkPath(operation, origin);
    const plan = { origin, origins, apiKey: schemes.includes('apiKey'), signature: schemes.includes('signature') };
    plans.set(operation, plan);
    return plan;
  };
};
