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

/** Takes out what is secret, as it is or in a URL. */
const redactFor =
  ({ tools: { options } }: LeanCall, written: Written | undefined) =>
  (text: string): string =>
    [options.apiKey, options.secret, written?.signature]
      .flatMap((known) => (known ? [known, encodeText(known)] : []))
      .reduce((rest, form) => rest.replaceAll(form, '[redacted]'), text);

/** What may have been carried out must not look like a plain failure. */
const doubt = (cause: MarginaliaError, call: LeanCall, written: Written | undefined): UnknownOutcomeError => {
  const { name: operation } = call.operation;
  const message = `${operation} may have been carried out; find out before you send it again. ${cause.message}`;
  const redact = redactFor(call, written);
  const parameters = Object.fromEntries(call.parameters.map(([name, value]) => [name, redact(value)]));
  const { sentAt, acceptedUntil } = written ?? {};
  const descriptor = call.operation as AnyOperation;
  return new UnknownOutcomeError(message, { operation, cause, parameters, sentAt, acceptedUntil, descriptor });
};

/** Sends a request once, or rejects as soon as a limit is reached. */
export const runCall = (call: LeanCall, { timeoutMs, signal }: LeanLimits): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const { operation, tools } = call;
    const { name } = operation;
    let isOver = false;
    let written: Written | undefined;
    let stop: (() => void) | undefined;
    const life: AttemptLife = {
      sent: false,
      // The transport asks once.
      onCancel: (listener) => {
        stop = listener;
        return () => (stop = undefined);
      },
    };
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
      reject(isOpen ? doubt(error, call, written) : error);
    };
    const abort = (): void => fail(new AbortedError(`${name} was aborted`, details()));
    const expire = (): void =>
      fail(new TimeoutError(`${name} took longer than ${timeoutMs} ms`, { ...details(), timeoutMs }));
    const send = async (): Promise<unknown> => {
      written = await writeRequest(call);
      // What was held back until the call was over is not sent any more.
      if (isOver) return;
      try {
        const response = await tools.send(written.request, life);
        life.sent = true;
        return readAnswer(operation, response, redactFor(call, written));
      } catch (error) {
        if (!(error instanceof TransportFailure)) throw error;
        const { message, code } = error.cause as NodeJS.ErrnoException;
        const said = redactFor(call, written)(message);
        throw new NetworkError(`${name} did not get through: ${said}`, { ...details(), code });
      }
    };
    const timer = setTimeout(expire, timeoutMs);
    signal?.addEventListener('abort', abort);
    if (signal?.aborted === true) return abort();
    send().finally(end).then(resolve, fail);
  });
