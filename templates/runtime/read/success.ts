import type { Call } from '../call/call.js';
import { decode } from './decode.js';
import { formatPath, Mismatch } from './mismatch.js';
import type { ResponseKind } from '../operation.js';
import { excerptOf, type Redact } from '../errors/redact.js';
import type { ApiResponse } from '../call/request.js';
import { DecodeError } from '../errors/response-errors.js';
import { readUsage, type UsedWeight } from './usage.js';
import type { WireResponse } from '../send/wire.js';

const JSON_TYPE = /^(?:application\/(?:[\w.+-]+\+)?json|text\/json)\s*(?:;|$)/i;

interface ErrorBody {
  readonly code: number;
  readonly msg: string;
}

/** The codes of errors are negative: some operations answer `{"code":200,"msg":"success"}` when all is well. */
const isErrorBody = (value: unknown): value is ErrorBody => {
  if (typeof value !== 'object' || value === null || !('code' in value) || !('msg' in value)) return false;
  return Number.isSafeInteger(value.code) && Number(value.code) < 0 && typeof value.msg === 'string';
};

const declaresCode = (kind: ResponseKind): boolean => {
  if (typeof kind === 'string') return false;
  return 'either' in kind ? declaresCode(kind.either[1]) : 'fields' in kind && Object.hasOwn(kind.fields, 'code');
};

/** What an answer says that has no body. */
export const emptyResult = (kind: ResponseKind): null | undefined => (kind === 'any' ? undefined : null);

const describeObject = (kind: Exclude<ResponseKind, string>): string => {
  if ('either' in kind) return 'a list or an object';
  return 'list' in kind ? 'a list' : 'an object';
};

/** One answer on its way to becoming a value, and all that an error about it would say. */
class Reader {
  readonly usage: readonly UsedWeight[];

  constructor(
    readonly call: Call,
    readonly response: WireResponse,
    readonly redact: Redact,
  ) {
    this.usage = readUsage(response.headers);
  }

  read(): ApiResponse {
    const { status, headers } = this.response;
    return {
      status,
      headers,
      data: this.#isEmpty() ? this.#nothing() : this.#readData(this.#body()),
      usage: this.usage,
    };
  }

  /** Of a body that nobody described there is nothing to miss; a write without one must not look like a failure. */
  #isEmpty(): boolean {
    return this.call.operation.mayBeEmpty === true && this.response.body?.trim() === '';
  }

  #nothing(): null | undefined {
    return emptyResult(this.call.operation.response);
  }

  #body(): string {
    const { body, headers } = this.response;
    const type = headers['content-type'];
    if (body === undefined) throw this.#fail('a body longer than maxResponseBytes');
    if (type !== undefined && !JSON_TYPE.test(type)) {
      throw this.#fail(`${excerptOf(type, this.redact)} instead of JSON`);
    }
    return body;
  }

  #readData(body: string): unknown {
    try {
      return decode(this.call.operation.response, body, (value) => this.#refuseError(value));
    } catch (error) {
      if (error instanceof DecodeError) throw error;
      if (error instanceof Mismatch) throw this.#refuseValue(error);
      // The parser's own message quotes the body; it is replaced, not kept.
      throw this.#fail(body === '' ? 'an empty body' : 'a body that is not JSON, or not all of it');
    }
  }

  #refuseValue({ expected, path }: Mismatch): DecodeError {
    // Redacted before they are cut: names come from the answer, and an answer can repeat anything.
    const steps = path.map((step) => (typeof step === 'string' ? this.redact(step) : step));
    return this.#fail(`a value that is not ${expected}`, formatPath(steps));
  }

  /** Nothing, or an error under a status of success, is no result; to pass it on would say that all went well. */
  #refuseError(value: unknown): void {
    const { response: kind, mayBeEmpty = false } = this.call.operation;
    if (value === null && typeof kind === 'object' && !mayBeEmpty) throw new Mismatch(describeObject(kind));
    if (isErrorBody(value) && !declaresCode(kind)) {
      throw this.#fail(`an error instead of a result: ${value.code} ${excerptOf(value.msg, this.redact)}`);
    }
  }

  #fail(problem: string, path?: string): DecodeError {
    const { status, body } = this.response;
    const operation = this.call.operation.name;
    const excerpt = excerptOf(body ?? '', this.redact);
    const where = path === undefined ? '' : ` at ${path}`;
    const message = `${operation} was answered with HTTP ${status} and ${problem}${where}`;
    return new DecodeError(message, { operation, status, path, excerpt, usage: this.usage });
  }
}

/** Decodes an answer whose status is 2xx. Throws `DecodeError`. */
export const readSuccess = (call: Call, response: WireResponse, redact: Redact): ApiResponse =>
  new Reader(call, response, redact).read();
