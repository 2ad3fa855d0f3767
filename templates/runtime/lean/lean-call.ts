import { collect } from '../call/collect.js';
import type { AbortSignalLike } from '../call/options.js';
import type { AnyOperation, Parameter } from '../call/request.js';
import { type MarginaliaError, ValidationError } from '../errors/errors.js';
import { isRefused } from '../errors/refused.js';
import { UnknownOutcomeError } from '../errors/response-errors.js';
import { AbortedError, NetworkError, type Sent, TimeoutError } from '../errors/transport-errors.js';
import { type AttemptLife, TransportFailure } from '../send/wire.js';
import { encodeText } from '../sign/encode.js';
import { readAnswer } from './answer.js';
import type { AnyLeanOperation } from './options.js';
import { type LeanCall, writeRequest, type Written } from './write-request.js';

/** What ends a call before its time. */
export interface LeanLimits {
  readonly timeoutMs: number;
  readonly signal: AbortSignalLike | undefined;
}

/** The parameters as text. A new order gets an id by which it can be found again, unless the caller gave one. */
export const readParameters = (operation: AnyLeanOperation, params: unknown): readonly Parameter[] => {
  const { name, clientOrderId } = operation;
  const parameters = collect(operation, params, ({ name: parameter, kind, value }) => {
    const expected = kind === undefined ? 'known' : JSON.stringify(kind);
    return new ValidationError({ operation: name, parameter, expected, given: typeof value });
  });
  if (clientOrderId === undefined || parameters.some(([given]) => given === clientOrderId)) return parameters;
  // 32 characters, which is as many as the exchange takes everywhere.
  return [...parameters, [clientOrderId, crypto.randomUUID().replaceAll('-', '')]];
};

/** Other keys than the caller's own, as an answer or the parameters may have them. */
const FOREIGN_KEY = /((?:apiKey|secretKey|listenKey|token)(?:\\*"\s*:\s*\\*"|=))[^"\s&]*/gi;

/** Takes out what is secret, as it is or in a URL. */
const redactFrom = (text: string, { tools: { options } }: LeanCall, signature: string | undefined): string =>
  [options.apiKey, options.secret, signature]
    .flatMap((known) => (known ? [known, encodeText(known)] : []))
    .reduce((rest, form) => rest.replaceAll(form, '[redacted]'), text)
    .replace(FOREIGN_KEY, '$1[redacted]');

/** What may have been carried out must not look like a plain failure. */
const doubt = (cause: MarginaliaError, call: LeanCall, known: Partial<Written>): UnknownOutcomeError => {
  const { name: operation } = call.operation;
  const message = `${operation} may have been carried out; find out before you send it again. ${cause.message}`;
  const parameters = Object.fromEntries(
    // With its name, by which the key of somebody else is known.
    call.parameters.map(([name, value]) => [
      name,
      redactFrom(`${name}=${value}`, call, known.signature).slice(name.length + 1),
    ]),
  );
  const { sentAt, acceptedUntil } = known;
  const descriptor = call.operation as AnyOperation;
  return new UnknownOutcomeError(message, { operation, cause, parameters, sentAt, acceptedUntil, descriptor });
};

/** Sends a request once, or rejects as soon as a limit is reached. */
export const runCall = (call: LeanCall, { timeoutMs, signal }: LeanLimits): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const { operation, tools } = call;
    const { name } = operation;
    let isOver = false;
    let known: Partial<Written> = {};
    let stop: (() => void) | undefined;
    const life: AttemptLife = {
      sent: false,
      // The transport asks once.
      onCancel: (listener) => {
        stop = listener;
        return () => (stop = undefined);
      },
    };
    const redact = (text: string): string => redactFrom(text, call, known.signature);
    const details = (): { readonly operation: string; readonly sent: Sent } => ({
      operation: name,
      sent: life.sent ? 'maybe' : 'never',
    });
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    const fail = (error: MarginaliaError): void => {
      end();
      isOver = true;
      stop?.();
      const isOpen = operation.effect !== 'read' && life.sent && !isRefused(error);
      reject(isOpen ? doubt(error, call, known) : error);
    };
    const abort = (): void => fail(new AbortedError(`${name} was aborted`, details()));
    const expire = (): void =>
      fail(new TimeoutError(`${name} took longer than ${timeoutMs} ms`, { ...details(), timeoutMs }));
    const send = async (): Promise<unknown> => {
      const written = await writeRequest(call);
      known = written;
      // What was held back until the call was over is not sent any more.
      if (isOver) return;
      try {
        const response = await tools.send(written.request, life);
        life.sent = true;
        return readAnswer(operation, response, redact);
      } catch (error) {
        if (!(error instanceof TransportFailure)) throw error;
        const { message, code } = error.cause as NodeJS.ErrnoException;
        throw new NetworkError(`${name} did not get through: ${redact(message)}`, { ...details(), code });
      }
    };
    const timer = setTimeout(expire, timeoutMs);
    signal?.addEventListener('abort', abort);
    if (signal?.aborted === true) return abort();
    send().finally(end).then(resolve, fail);
  });
