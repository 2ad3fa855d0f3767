import type { RecordedRequest } from '../exchange/types.js';
import { FAILURE_CHECKS } from './check-failures.js';
import { FEATURE_CHECKS } from './check-features.js';
import { LIMIT_CHECKS } from './check-limits.js';
import { OPERATION_CHECKS } from './check-operations.js';
import { VALUE_CHECKS } from './check-values.js';
import type { Bench, Check, CheckResult, Control, Library, World } from './world.js';

/* This runs on every platform, so it uses nothing but the language and what all of them have. */

const createControl = (origin: string): Control => {
  const ask = async (path: string, body = ''): Promise<unknown> => {
    // A browser asks no permission beforehand for text.
    const headers = { 'content-type': 'text/plain' };
    const response = await fetch(`${origin}/${path}`, { method: 'POST', body, headers });
    return response.json();
  };
  return {
    script: async (...answers) => void (await ask('script', JSON.stringify(answers))),
    requests: async () => (await ask('requests')) as readonly RecordedRequest[],
    followed: async () => Number(await ask('followed')),
  };
};

const runCheck = async ({ name, run }: Check, bench: Bench): Promise<CheckResult> => {
  try {
    const skipped = await run(bench);
    return { name, ok: true, detail: '', ...(typeof skipped === 'string' ? { skipped } : {}) };
  } catch (error) {
    return { name, ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
};

/** Runs every check, one after the other, against the exchange of this world. */
export const runContract = async (library: Library, world: World): Promise<readonly CheckResult[]> => {
  const client: Bench['client'] = (options) =>
    library.createClient({ ...world.keys.HMAC, baseUrl: world.exchange, ...options } as typeof options & object);
  const bench: Bench = { packaged: library, world, control: createControl(world.control), client };
  const results: CheckResult[] = [];
  const checks = [...OPERATION_CHECKS, ...VALUE_CHECKS, ...LIMIT_CHECKS, ...FEATURE_CHECKS, ...FAILURE_CHECKS];
  for (const check of checks) {
    results.push(await runCheck(check, bench));
  }
  return results;
};
