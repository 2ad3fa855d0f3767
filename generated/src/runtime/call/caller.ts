import type { Call } from './call.js';
import { readCallOptions } from './call-options.js';
import { ConfigurationError } from '../errors/errors.js';
import { exchangeStep, readCancel } from '../send/exchange.js';
import { NO_HEADERS } from '../send/headers.js';
import { judgeStep } from './interceptors.js';
import { CallLife } from './life.js';
import { onceStep, resendStep } from './once.js';
import type { Operation } from '../operation.js';
import type { CallOptions } from './options.js';
import { judgeOutcome } from '../errors/outcome.js';
import { collectParameters } from './parameters.js';
import { createPlans, type Plan } from './plan.js';
import type { AnyOperation, ApiResponse, Interceptor, Next } from './request.js';
import { sealStep } from './seal.js';
import type { Settings } from './settings.js';
import { signingStep } from '../sign/signing.js';
import type { Platform } from '../send/wire.js';

/** Calls operations. The generated client is sugar over one of these. */
export interface Caller {
  /** `Params` follows from the operation alone: a misspelt parameter must not widen it. */
  <Params, Result>(
    operation: Operation<Params, Result>,
    params: NoInfer<Params>,
    options?: CallOptions,
  ): Promise<Result>;
  /** Takes no new calls, waits for those under way, and lets go of the connections. */
  close(): Promise<void>;
}

interface Tools extends Platform {
  readonly settings: Settings;
  readonly planFor: (operation: AnyOperation) => Plan;
}

const startCall = (tools: Tools, operation: AnyOperation, params: unknown, options: CallOptions): Call => {
  const { settings } = tools;
  const limits = readCallOptions(options, settings, operation.name);
  const parameters = collectParameters(operation, params, settings.redact);
  return { operation, plan: tools.planFor(operation), life: new CallLife(parameters), parameters, limits };
};

/** Without interceptors nobody can tamper with a request or send it twice, and the steps against that are left out. */
const stepsFor = (call: Call, tools: Tools): readonly Interceptor[] => {
  const { interceptors, redact } = tools.settings;
  const isWrite = call.operation.effect === 'write';
  if (interceptors.length === 0) return isWrite ? [] : [resendStep];
  const around = [...interceptors, sealStep(call)];
  return isWrite ? [judgeStep(call, redact), ...around, onceStep(call, redact)] : [resendStep, ...around];
};

/** The way of a request: interceptors run around every attempt; what they made of it is checked, signed and sent. */
const pipelineFor = (call: Call, tools: Tools): Next => {
  const sign = signingStep(call, tools);
  const send = exchangeStep(call, tools);
  const last: Next = (request) => sign(request, send);
  return stepsFor(call, tools).reduceRight<Next>((next, step) => (request) => step(request, next), last);
};

const perform = (call: Call, tools: Tools, options: CallOptions): Promise<ApiResponse> => {
  const { operation, plan, parameters } = call;
  const { redact } = tools.settings;
  const { headers = NO_HEADERS } = options;
  const request = { operation, origin: plan.origin.href, attempt: 1, parameters, headers };
  return call.life.run(
    call.limits,
    () => pipelineFor(call, tools)(request),
    (reason) => judgeOutcome(readCancel(call, reason, redact), call, redact),
  );
};

/** Counts the calls under way, so that closing can wait for them. */
class Gate {
  #running = 0;
  #closed: Promise<void> | undefined;
  #drained: (() => void) | undefined;

  enter(operation: string): void {
    if (this.#closed !== undefined)
      throw new ConfigurationError('close', `${operation} was called after close().`, { operation });
    this.#running += 1;
  }

  leave(): void {
    this.#running -= 1;
    if (this.#running === 0) this.#drained?.();
  }

  close(): Promise<void> {
    this.#closed ??= new Promise<void>((resolve) => {
      this.#drained = resolve;
      if (this.#running === 0) resolve();
    });
    return this.#closed;
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
    gate.enter(operation.name);
    try {
      const response = await perform(startCall(tools, operation, params, options), tools, options);
      // The decoder gave every field the type of its kind, and kinds and Result are generated from the same spec.
      return response.data as Result;
    } finally {
      gate.leave();
    }
  };
  const close = async (): Promise<void> => {
    await gate.close();
    platform.transport.close();
  };
  return Object.assign(call, { close });
};
