/** A program of its own: meets every fault of a server, lets go, and has to come to an end by itself. */
import { CallLife } from '../../../../templates/runtime/call/life.js';
import { CARRIERS, fateOf, sleep, wireTo } from './carriers.js';

const [name = '', origin = ''] = process.argv.slice(2);
const create = CARRIERS.find(([carrier]) => carrier === name)?.[1];
if (create === undefined) throw new Error(`There is no transport ${name}.`);
const { transport, close } = create();

const attempt = async (target: string): Promise<string> => {
  const life = new CallLife([]);
  const fate = fateOf(transport, wireTo(origin, { target, method: 'POST', body: 'a=1' }), life);
  const timer = setTimeout(() => life.cancel('timeout'), 1000);
  const { status } = await fate;
  clearTimeout(timer);
  return `${target} ${status ?? 'failed'}`;
};

const fates = await Promise.all(['/ok', '/hang', '/drip', '/reset', '/half', '/endless', '/garbage'].map(attempt));
transport.close();
await close();
await sleep(20);
process.stdout.write(fates.join('\n'));
