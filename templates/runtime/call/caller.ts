import { createClocks } from '../clock/client-clocks.js';
import { withCallerFrames } from '../errors/caller-frames.js';
import { ConfigurationError } from '../errors/errors.js';
import { judgeOutcome } from '../errors/outcome.js';
import { createGate } from '../limits/gate.js';
import type { Operation } from '../operation.js';
import { readCancel } from '../send/exchange.js';
import { Failover } from '../send/failover.js';
import { NO_HEADERS } from '../send/headers.js';
import type { Platform } from '../send/wire.js';
import { reportStep } from '../watch/report-step.js';
import { lookOn } from '../watch/look-on.js';
import { runInstrumented } from '../watch/run-instrumented.js';
import type { ParamsFor, ResultFor } from '../variants.js';
import { Watch } from '../watch/watch.js';
import { addClientOrderId } from './add-client-order-id.js';
import type { Call, Tools } from './call.js';
import { NO_OPTIONS, readCallOptions } from './call-options.js';
import { CallLife } from './life.js';
import type { CallOptions } from './options.js';
import { collectParameters } from './parameters.js';
import { pipelineFor } from './pipeline.js';
import { createPlans, type Plan } from './plan.js';
import type { AnyOperation, ApiResponse, Parameter } from './request.js';
import type { Settings } from './settings.js';
import { UsageBook } from './usage-book.js';

/** Calls operations. The generated client is sugar over one of these. */
export interface Caller {
  /**
   * `Params` follows from the operation alone: a misspelt parameter must not widen it. Where the result depends on the
   * parameters, `Given` is what they are in this call.
   */
  <Params, Result, Choice, const Given extends Params>(
    operation: Operation<Params, Result, Choice>,
    params: ParamsFor<Params, Choice, Given>,
    options?: CallOptions,
  ): Promise<ResultFor<Result, Choice, Given>>;
  /** The same, and gives the whole answer: status, headers, what the exchange counted, and the result as `data`. */
  withResponse<Params, Result, Choice, const Given extends Params>(
    operation: Operation<Params, Result, Choice>,
    params: ParamsFor<Params, Choice, Given>,
    options?: CallOptions,
  ): Promise<ApiResponse<ResultFor<Result, Choice, Given>>>;
  /**
   * Milliseconds since the Unix epoch by the exchange's clock, as far as this client knows it: the local clock until
   * the exchange was first asked.
   */
  exchangeTime(operation: Operation<never, unknown>): number;
  /** Takes no new calls, waits for those under way, and lets go of the connections. */
  close(): Promise<void>;
}

/** Counts the calls under way, so that closing can wait for them. */
class CallsUnderWay {
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

interface Workshop extends Tools {
  readonly planFor: (operation: AnyOperation) => Plan;
  readonly underWay: CallsUnderWay;
  calls: number;
}

const createWorkshop = (settings: Settings, platform: Platform): Workshop => {
  const available = { apiKey: settings.apiKey !== undefined, signature: platform.signer !== undefined };
  const planFor = createPlans(settings.findOrigins, available);
  const workshop: Workshop = {
    settings,
    signer: platform.signer,
    transport: platform.transport,
    watch: new Watch(settings.onEvent, platform.channel),
    usage: new UsageBook(),
    limiter: settings.limiter ?? createGate(),
    failover: new Failover(() => performance.now()),
    clockFor: createClocks(() => workshop, planFor),
    planFor,
    underWay: new CallsUnderWay(),
    calls: 0,
  };
  return workshop;
};

const asGiven = (_: AnyOperation, parameters: readonly Parameter[]): readonly Parameter[] => parameters;

/** Plain JavaScript may pass on anything, such as the name of an operation. */
const checkOperation = (operation: AnyOperation): void => {
  const given: unknown = operation;
  if (typeof given === 'object' && given !== null && 'parameters' in given && 'path' in given) return;
  throw new ConfigurationError('operation', 'A call takes an operation first: an export of this package.');
};

const startCall = (
  workshop: Workshop,
  operation: AnyOperation,
  given: { params: unknown; options: CallOptions },
): Call => {
  const { settings } = workshop;
  const limits = readCallOptions(given.options, settings, operation.name);
  const named = settings.clientOrderIds ? addClientOrderId : asGiven;
  const parameters = named(operation, collectParameters(operation, given.params, settings.redact));
  workshop.calls += 1;
  const plan = workshop.planFor(operation);
  return { operation, parameters, limits, plan, life: new CallLife(parameters), number: workshop.calls };
};

const perform = (call: Call, tools: Tools, { headers = NO_HEADERS }: CallOptions): Promise<ApiResponse> => {
  const { operation, plan, parameters } = call;
  const { redact } = tools.settings;
  const usage = tools.usage.of(operation);
  const request = { operation, origin: plan.origin.href, attempt: 1, usage, parameters, headers };
  return call.life.run(
    call.limits,
    () => pipelineFor(call, tools)(request),
    (reason) => judgeOutcome(readCancel(call, reason, redact), call, redact),
  );
};

const runCall = async (
  workshop: Workshop,
  operation: AnyOperation,
  given: { params: unknown; options: CallOptions },
): Promise<ApiResponse> => {
  const { instrument } = workshop.settings;
  checkOperation(operation);
  workshop.underWay.enter(operation.name);
  try {
    const call = startCall(workshop, operation, given);
    const work = (): Promise<ApiResponse> => perform(call, workshop, given.options);
    const way = { tools: workshop, work };
    const response = await (instrument === undefined ? work() : runInstrumented(instrument, call, way));
    lookOn(() => reportStep(call, workshop, response));
    lookOn(() => given.options.onResponse?.(response));
    return response;
  } finally {
    workshop.underWay.leave();
  }
};

/** Joins the parts that are the same everywhere with those of a platform. */
export const buildCaller = (settings: Settings, platform: Platform): Caller => {
  const workshop = createWorkshop(settings, platform);
  const withResponse: Caller['withResponse'] = async (operation, params, options = NO_OPTIONS) => {
    try {
      // The decoder gave every field the type of its kind, and kinds and Result are generated from the same spec.
      return (await runCall(workshop, operation, { params, options })) as ApiResponse<never>;
    } catch (error) {
      throw withCallerFrames(error);
    }
  };
  const call = async <Params, Result, Choice, const Given extends Params>(
    operation: Operation<Params, Result, Choice>,
    params: ParamsFor<Params, Choice, Given>,
    options?: CallOptions,
  ): Promise<ResultFor<Result, Choice, Given>> =>
    (await withResponse<Params, Result, Choice, Given>(operation, params, options)).data;
  const close = async (): Promise<void> => {
    await workshop.underWay.close();
    platform.transport.close();
  };
  const exchangeTime: Caller['exchangeTime'] = (operation) => workshop.clockFor(operation).peek();
  return Object.assign(call, { withResponse, exchangeTime, close });
};
