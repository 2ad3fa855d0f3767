import type { Call, Tools } from '../call/call.js';
import { familyOf } from '../call/family.js';
import { CallLife } from '../call/life.js';
import { shortPipelineFor } from '../call/pipeline.js';
import type { Plan } from '../call/plan.js';
import type { AnyOperation, ApiResponse } from '../call/request.js';
import { readCancel } from '../send/exchange.js';
import { NO_HEADERS } from '../send/headers.js';
import { ExchangeClock } from './clock.js';
import { measureClock, timeOperation } from './measure.js';

/** A time that takes longer than this to arrive tells nothing. */
const TIMEOUT_MS = 5000;

const ask = (tools: Tools, operation: AnyOperation, plan: Plan): Promise<ApiResponse> => {
  const life = new CallLife([]);
  const limits = { recvWindow: 0, timeoutMs: TIMEOUT_MS, signal: undefined, interceptors: [] };
  const call: Call = { operation, plan, life, limits, parameters: [], number: 0 };
  const request = { operation, origin: plan.origin.href, attempt: 1, usage: [], parameters: [], headers: NO_HEADERS };
  return life.run(
    limits,
    () => shortPipelineFor(call, tools)(request),
    (reason) => readCancel(call, reason, tools.settings.redact),
  );
};

const createClock = (
  findTools: () => Tools,
  planFor: (operation: AnyOperation) => Plan,
  time: AnyOperation,
): ExchangeClock => {
  const { settings, watch } = findTools();
  const monotonic = (): number => performance.now();
  const measure = async (): ReturnType<typeof measureClock> => {
    const plan = planFor(time);
    const measured = await measureClock({ now: settings.now, monotonic, ask: () => ask(findTools(), time, plan) });
    watch.tell(undefined, { type: 'clock', origin: plan.origin.href, ...measured });
    return measured;
  };
  const { now, clock, isSystemClock } = settings;
  return new ExchangeClock({ settings: clock, now, monotonic, noticesSteps: isSystemClock, measure });
};

/** One clock for each server of the spec: the families of the API run on different hosts, each with its own time. */
export const createClocks = (
  findTools: () => Tools,
  planFor: (operation: AnyOperation) => Plan,
): ((operation: AnyOperation) => ExchangeClock) => {
  const ofServers = new Map<string, ExchangeClock>();
  const ofOperations = new WeakMap<AnyOperation, ExchangeClock>();
  const find = ({ server, path }: AnyOperation): ExchangeClock => {
    const { timePath } = familyOf(path);
    const clock = ofServers.get(server + timePath) ?? createClock(findTools, planFor, timeOperation(server, timePath));
    ofServers.set(server + timePath, clock);
    return clock;
  };
  return (operation) => {
    const known = ofOperations.get(operation);
    if (known !== undefined) return known;
    const clock = find(operation);
    ofOperations.set(operation, clock);
    return clock;
  };
};
