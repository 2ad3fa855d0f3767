import { collect } from '../call/collect.js';
import type { AbortSignalLike } from '../call/options.js';
import type { AnyOperation, Parameter } from '../call/request.js';
import { ConfigurationError, type MarginaliaError, ValidationError } from '../errors/errors.js';
import { isRefused } from '../errors/refused.js';
import { UnknownOutcomeError } from '../errors/response-errors.js';
import { AbortedError, NetworkError, type Sent, TimeoutError } from '../errors/transport-errors.js';
import { readOrigin } from '../send/origin.js';
import { type Signer, type Transport, TransportFailure, type WireRequest } from '../send/wire.js';
import { encodeText, formatQuery } from '../sign/encode.js';
import { readAnswer } from './answer.js';
import type { AnyLeanOperation, LeanOptions } from './options.js';

/** What all calls of a caller have in common. */
export interface LeanTools {
  readonly options: LeanOptions;
  readonly transport: Transport;
  readonly signer: Signer | undefined;
  /** Where POST, PUT and DELETE have their parameters unless the spec decides: by default in the query. */
  readonly parametersIn?: 'query' | 'body';
}

/** What bounds one call. */
export interface LeanLimits {
  readonly timeoutMs: number;
  readonly recvWindow: number;
  readonly signal: AbortSignalLike | undefined;
}

/** The exchange gives its matching engine so long to take a request on before it says that the status is unknown. */
const ENGINE_TIMEOUT_MS = 10_000;

/** The parameters as text. A new order gets an id by which it can be found again, unless the caller gave one. */
const readParameters = (operation: AnyLeanOperation, params: unknown): readonly Parameter[] => {
  const { name, clientOrderId } = operation;
  const parameters = collect(operation, params, ({ name: parameter, kind, value }) => {
    const expected = kind === undefined ? 'known' : JSON.stringify(kind);
    return new ValidationError({ operation: name, parameter, expected, given: typeof value });
  });
  if (clientOrderId === undefined || parameters.some(([given]) => given === clientOrderId)) return parameters;
  // 32 characters, which is as many as the exchange takes everywhere.
  return [...parameters, [clientOrderId, crypto.randomUUID().replaceAll('-', '')]];
};

/** One call from start to end. It is sent once. */
export class LeanCall {
  /** The transport sets it before any byte may have left. */
  sent = false;
  #isOver = false;
  #sentAt: number | undefined;
  #signature: string | undefined;
  #stopSending: (() => void) | undefined;
  readonly #parameters: readonly Parameter[];

  constructor(
    readonly operation: AnyLeanOperation,
    readonly limits: LeanLimits,
    readonly tools: LeanTools,
    params: unknown,
  ) {
    this.#parameters = readParameters(operation, params);
  }

  /** For the transport, which asks once. */
  onCancel(listener: () => void): () => void {
    this.#stopSending = listener;
    return () => (this.#stopSending = undefined);
  }

  /** Does the call, or rejects as soon as a limit is reached. */
  run(): Promise<unknown> {
    const { timeoutMs, signal } = this.limits;
    const { name } = this.operation;
    return new Promise((resolve, reject) => {
      const fail = (error: MarginaliaError): void => {
        end();
        this.#isOver = true;
        this.#stopSending?.();
        reject(this.#judge(error));
      };
      const abort = (): void => fail(new AbortedError(`${name} was aborted`, this.#details()));
      const expire = (): void => {
        fail(new TimeoutError(`${name} took longer than ${timeoutMs} ms`, { ...this.#details(), timeoutMs }));
      };
      const timer = setTimeout(expire, timeoutMs);
      const end = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
      };
      signal?.addEventListener('abort', abort);
      if (signal?.aborted === true) return abort();
      this.#send().finally(end).then(resolve, fail);
    });
  }

  #details(): { readonly operation: string; readonly sent: Sent } {
    return { operation: this.operation.name, sent: this.sent ? 'maybe' : 'never' };
  }

  async #send(): Promise<unknown> {
    const { operation, tools } = this;
    const wire = await this.#write();
    // What was held back until the call was over is not sent any more.
    if (this.#isOver) return;
    try {
      const response = await tools.transport.send(wire, this);
      this.sent = true;
      return readAnswer(operation, response, (text) => this.#redact(text));
    } catch (error) {
      if (!(error instanceof TransportFailure)) throw error;
      const { message, code } = error.cause as NodeJS.ErrnoException;
      throw new NetworkError(`${operation.name} did not get through: ${this.#redact(message)}`, {
        ...this.#details(),
        code,
      });
    }
  }

  async #write(): Promise<WireRequest> {
    const { operation, tools } = this;
    const { name, method, path, security, parametersIn = tools.parametersIn } = operation;
    const { apiKey, baseUrl = operation.server } = tools.options;
    const has = { apiKey, signature: tools.signer };
    const schemes = security.length > 0 ? security.find((all) => all.every((scheme) => has[scheme])) : [];
    // A path that begins in another way could lead to another host.
    if (schemes === undefined || path[0] !== '/') {
      const message = `${name} needs ${security.join(' or ')} and a path.`;
      throw new ConfigurationError(schemes ? 'path' : 'apiKey', message, { operation: name });
    }
    const origin = readOrigin(baseUrl, false);
    const headers: Record<string, string> = {};
    if (schemes.includes('apiKey')) headers['X-MBX-APIKEY'] = `${apiKey}`;
    const text = schemes.includes('signature') ? await this.#sign() : formatQuery(this.#parameters);
    const wire = { method, origin, headers, target: path, signature: this.#signature };
    if (text === '') return wire;
    if (method === 'GET' || parametersIn !== 'body') return { ...wire, target: `${path}?${text}` };
    headers['Content-Type'] = 'application/x-www-form-urlencoded';
    return { ...wire, body: text };
  }

  /** Signs exactly the text that is sent. */
  async #sign(): Promise<string> {
    const now = Math.floor((this.tools.options.now ?? Date.now)());
    const isOwn = this.#parameters.some(([name]) => name === 'recvWindow');
    const window: Parameter[] = isOwn ? [] : [['recvWindow', `${this.limits.recvWindow}`]];
    const payload = formatQuery([...this.#parameters, ...window, ['timestamp', `${now}`]]);
    this.#sentAt = now;
    this.#signature = `${await this.tools.signer?.(payload)}`;
    return `${payload}&signature=${encodeText(this.#signature)}`;
  }

  /** Without what is secret, as it is or in a URL. */
  #redact(text: string): string {
    const { apiKey, secret } = this.tools.options;
    const forms = [apiKey, secret, this.#signature].flatMap((known) => (known ? [known, encodeText(known)] : []));
    return forms.reduce((rest, form) => rest.replaceAll(form, '[redacted]'), text);
  }

  /** What may have been carried out must not look like a plain failure. */
  #judge(error: MarginaliaError): MarginaliaError {
    const { name: operation, effect } = this.operation;
    if (effect === 'read' || !this.sent || isRefused(error)) return error;
    const message = `${operation} may have been carried out; find out before you send it again. ${error.message}`;
    const parameters = Object.fromEntries(this.#parameters.map(([name, value]) => [name, this.#redact(value)]));
    const sentAt = this.#sentAt;
    const acceptedUntil = sentAt && sentAt + this.limits.recvWindow + ENGINE_TIMEOUT_MS;
    const descriptor = this.operation as AnyOperation;
    return new UnknownOutcomeError(message, { operation, cause: error, parameters, sentAt, acceptedUntil, descriptor });
  }
}
