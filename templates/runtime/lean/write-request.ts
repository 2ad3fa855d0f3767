import type { Parameter } from '../call/request.js';
import { ConfigurationError, MarginaliaError } from '../errors/errors.js';
import { checkOrigin } from '../send/origin.js';
import type { AttemptLife, Signer, WireRequest, WireResponse } from '../send/wire.js';
import { encodeText, formatQuery } from '../sign/encode.js';
import type { AnyLeanOperation, LeanOptions } from './options.js';

/** A request as it leaves; each platform takes of the origin what it needs. */
export interface LeanRequest extends Omit<WireRequest, 'origin'> {
  readonly origin: URL;
}

/** What all calls of a caller have in common. */
export interface LeanTools {
  readonly options: LeanOptions;
  /** Sends once, as a `Transport` does. */
  readonly send: (request: LeanRequest, life: AttemptLife) => Promise<WireResponse>;
  readonly close: () => void;
  readonly signer: Signer | undefined;
  /** Where POST, PUT and DELETE have their parameters unless the spec decides: by default in the query. */
  readonly parametersIn?: 'query' | 'body';
}

/** What a call is to send. */
export interface LeanCall {
  readonly operation: AnyLeanOperation;
  readonly parameters: readonly Parameter[];
  readonly recvWindow: number;
  readonly tools: LeanTools;
}

/** What is known of a signed request if its answer never comes. */
interface Signed {
  readonly text: string;
  readonly signature: string;
  readonly sentAt: number;
  readonly acceptedUntil: number;
}

/** A request, and by when it is void if it was signed. */
export interface Written extends Partial<Signed> {
  readonly request: LeanRequest;
}

/** What can stand in a header, or be a signature: one line of ASCII without spaces. */
export const isToken = (text: unknown): text is string => typeof text === 'string' && /^[\x21-\x7e]+$/.test(text);

/** The exchange gives its matching engine so long to take a request on before it says that the status is unknown. */
const ENGINE_TIMEOUT_MS = 10_000;

/** Signs exactly the text that is sent. A `recvWindow` among the parameters is the caller's own choice. */
const sign = async ({ operation: { name: operation }, parameters, recvWindow, tools }: LeanCall): Promise<Signed> => {
  const own = parameters.find(([name]) => name === 'recvWindow');
  const windowed: readonly Parameter[] = own ? parameters : [...parameters, ['recvWindow', `${recvWindow}`]];
  try {
    const sentAt = Math.floor((tools.options.now ?? Date.now)());
    const payload = formatQuery([...windowed, ['timestamp', `${sentAt}`]]);
    const signature = await tools.signer?.(payload);
    if (isToken(signature)) {
      const text = `${payload}&signature=${encodeText(signature)}`;
      return { text, signature, sentAt, acceptedUntil: sentAt + Number(own?.[1] ?? recvWindow) + ENGINE_TIMEOUT_MS };
    }
  } catch (error) {
    if (error instanceof MarginaliaError) throw error;
  }
  // What went wrong is not said: it may hold secrets that nobody here would recognise.
  throw new ConfigurationError('sign', `${operation} could not be signed.`, { operation });
};

/** Fixes every byte of a request. */
export const writeRequest = async (call: LeanCall): Promise<Written> => {
  const { operation, parameters, tools } = call;
  const { name, method, effect, path, security, parametersIn = tools.parametersIn } = operation;
  const { apiKey, baseUrl = operation.server } = tools.options;
  const has = { apiKey, signature: tools.signer };
  const schemes = security.length > 0 ? security.find((all) => all.every((scheme) => has[scheme])) : [];
  // A path that begins in another way could lead to another host.
  if (schemes === undefined || path[0] !== '/') {
    const message = `${name} needs ${schemes ? 'a path' : 'apiKey, and secret or sign'}.`;
    throw new ConfigurationError(schemes ? 'path' : 'apiKey', message, { operation: name });
  }
  const origin = checkOrigin(baseUrl, false);
  const signed = schemes.includes('signature') ? await sign(call) : undefined;
  const text = signed?.text ?? formatQuery(parameters);
  const isForm = method !== 'GET' && parametersIn === 'body' && text !== '';
  const headers: Record<string, string> = isForm ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {};
  if (schemes.includes('apiKey')) headers['X-MBX-APIKEY'] = `${apiKey}`;
  const target = text === '' || isForm ? path : `${path}?${text}`;
  const body = isForm ? text : undefined;
  return { ...signed, request: { method, effect, origin, headers, target, body, signature: signed?.signature } };
};
