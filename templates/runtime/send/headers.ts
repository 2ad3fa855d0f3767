import { ValidationError } from '../errors/errors.js';

const NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * The client sets these, or the connection does; a second one could change whose request it is, what it says or where
 * it ends. `Accept-Encoding` would bring answers that only `fetch` unpacks.
 */
const RESERVED: ReadonlySet<string> = new Set([
  'x-mbx-apikey',
  'accept-encoding',
  'connection',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** What most requests begin with. */
export const NO_HEADERS: Readonly<Record<string, string>> = Object.freeze({});

const refuse = (operation: string, name: string, given: string): never => {
  throw new ValidationError({
    operation,
    parameter: `header ${JSON.stringify(name)}`,
    expected: 'a header of your own, with a value of one line in Latin-1',
    given,
  });
};

/** Refuses headers that could break out of their line or stand in for the client's own. Values are not repeated. */
export const checkHeaders = (operation: string, headers: Readonly<Record<string, unknown>>): void => {
  for (const [name, value] of Object.entries(headers)) {
    if (!NAME.test(name)) refuse(operation, name, 'a name that is no header name');
    if (RESERVED.has(name.toLowerCase())) refuse(operation, name, 'a header that the client sets itself');
    if (typeof value !== 'string' || !VALUE.test(value)) refuse(operation, name, 'a value that is not one line');
  }
};
