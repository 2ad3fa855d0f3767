/** A program of its own: many callers that want as much as they can get of one budget. Prints what they were given. */
import { createLimiter } from '../../templates/runtime/limits/limiter.js';
import { createRedisStore } from '../../templates/runtime/redis.js';
import { attemptOf, ip, operationOf } from '../unit/runtime/limits/support.js';
import { connect } from './clients.js';
import { LIMITS, PREFIX } from './budget.js';

const [kind = '', port = '', until = ''] = process.argv.slice(2);
const end = Number(until);
const { client, close } = await connect(kind, Number(port));
const limiter = createLimiter({ store: createRedisStore({ client, prefix: PREFIX }), share: 1, limits: LIMITS });

/** When it was asked for and when it was given, so that it was spent in between; and how much. */
const given: (readonly [before: number, after: number, weight: number])[] = [];

const call = async (weight: number): Promise<void> => {
  const attempt = attemptOf(operationOf('GET /papi/v1/balance', ip(weight)), { timeoutMs: end - Date.now() });
  const before = Date.now();
  try {
    await limiter.enter(attempt);
    given.push([before, Date.now(), weight]);
  } catch {
    // There was no room before the end.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const caller = async (index: number): Promise<void> => {
  while (Date.now() < end) await call(1 + ((index * 7) % 13));
};

await Promise.all(Array.from({ length: 20 }, (_, index) => caller(index)));
process.stdout.write(JSON.stringify(given));
close();
