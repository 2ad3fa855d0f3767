import type { Call } from './call.js';
import { ConfigurationError } from './errors.js';
import { exchangeStep, readCancel } from './exchange.js';
import { Cancelled, CallLife } from './life.js';
import { onceStep, resendStep } from './once.js';
import type { Operation } from './operation.js';
import type { CallOptions } from './options.js';
import { judgeOutcome } from './outcome.js';
import { collectParameters } from './parameters.js';
import { createPlans, type Plan } from './plan.js';
import type { AnyOperation, ApiRequest, ApiResponse, Interceptor, Next } from './request.js';
import { sealStep } from './seal.js';
import { checkRange, MAX_RECV_WINDOW, MAX_TIMEOUT, type Settings } from './settings.js';
import { signingStep } from './signing.js';
import type { Platform } from './wire.js';

/** Calls operations. The generated client is sugar over one of these. */
export interface Caller {
  <Params, Result>(operation: Operation<Params, Result>, params: Params, options?: CallOptions): Promise<Result>;
  /** Takes no new calls, waits for those under way, and lets go of the connections. */
  close(): Promise<void>;
}

interface Tools extends Platform {
  readonly settings: Settings;
  readonly planFor: (operation: AnyOperation) => Plan;
}

const startCall = (tools: Tools, operation: AnyOperation, params: unknown, options: CallOptions): Call => {
  const { settings } = tools;
  const { timeoutMs = settings.timeoutMs, recvWindow = settings.recvWindow, signal } = options;
  return {
    operation,
    plan: tools.planFor(operation),
    life: new CallLife(),
    parameters: collectParameters(operation, params, settings.redact),
    recvWindow: checkRange('recvWindow', recvWindow, MAX_RECV_WINDOW),
    timeoutMs: checkRange('timeoutMs', timeoutMs, MAX_TIMEOUT),
    abortReason: () => signal?.reason,
  };
};

const chain = (steps: readonly Interceptor[], last: Next): Next =>
  steps.reduceRight<Next>((next, step) => async (request) => step(request, next), last);

/** The way of a request: the user's interceptors run around every attempt, and what they made of it is checked and signed. */
const pipelineFor = (call: Call, tools: Tools): Next => {
  const sign = signingStep(call, tools);
  const send = exchangeStep(call, tools);
  const { interceptors, redact } = tools.settings;
  const steps = [resendStep(call), ...interceptors, sealStep(call), onceStep(call, redact)];
  return chain(steps, (request) => sign(request, send));
};

const perform = async (call: Call, tools: Tools, options: CallOptions): Promise<ApiResponse> => {
  const { operation, plan, parameters } = call;
  const request: ApiRequest = { operation, origin: plan.origin.href, attempt: 1, parameters, headers: options.headers ?? {} };
  try {
    const limits = { timeoutMs: call.timeoutMs, signal: options.signal };
    return await call.life.run(limits, () => pipelineFor(call, tools)(request));
  } catch (error) {
    throw error instanceof Cancelled ? judgeOutcome(readCancel(call, error.reason), call, tools.settings.redact) : error;
  }
};

/** Counts the calls under way, so that closing can wait for them. */
class Gate {
  readonly #running = new Set<Promise<unknown>>();
  #closed = false;

  async pass<T>(work: () => Promise<T>, operation: string): Promise<T> {
    if (this.#closed) throw new ConfigurationError('close', `${operation} was called after close().`, { operation });
    const running = work();
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#running);
  }
}

/** Joins the parts that are the same everywhere with those of a platform. */
export const buildCaller = (settings: Settings, platform: Platform): Caller => {
  const available = { apiKey: settings.apiKey !== undefined, signature: platform.signer !== undefined };
  const tools: Tools = { ...platform, settings, planFor: createPlans(settings.findOrigin, available) };
  const gate = new Gate();
  const call = async <Params, Result>(
    operation: Operation<Params, Result>,
    params: Params,
    options: CallOptions = {},
  ): Promise<Result> => {
    const response = await gate.pass(async () => perform(startCall(tools, operation, params, options), tools, options), operation.name);
    // The decoder gave every field the type its kind promises, and the kinds are generated from the same spec as Result.
    return response.data as Result;
  };
  const close = async (): Promise<void> => {
    await gate.close();
    platform.transport.close();
  };
  return Object.assign(call, { close });
};
