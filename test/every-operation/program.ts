/** Before each call the program asks for this path and the call's number: whatever a call sends comes after it. */
export const MARK = '/mark/';

/** What runs in the consumer's project: nothing but the packed package and the list of calls. */
export const PROGRAM: string = `
import { readFileSync } from 'node:fs';
import { createClient, reportDrift } from 'marginalia-binance';

const { origin, calls } = JSON.parse(readFileSync('calls.json', 'utf8'));
let drift = [];
const onEvent = ({ type, unknown, missing }) => type === 'drift' && drift.push({ unknown, missing });
const options = { baseUrl: origin, clientOrderIds: false, strict: reportDrift, onEvent };
const client = createClient({ apiKey: 'key', secret: 'the secret', ...options });

const run = async ({ name, params }) => {
  const path = name.split('.');
  const member = path.pop();
  let owner = client;
  for (const part of path) owner = owner?.[part];
  if (typeof owner?.[member] !== 'function') return { error: 'the client has no ' + name };
  drift = [];
  try {
    const result = await owner[member](params);
    return { result, drift };
  } catch (error) {
    return { error: String(error) };
  }
};

const results = [];
for (const call of calls) {
  await fetch(origin + '${MARK}' + results.length);
  results.push(await run(call));
}
await client.close();
console.log(JSON.stringify(results));
`;
