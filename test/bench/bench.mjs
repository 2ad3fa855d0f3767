/*
 * Speed, as ratios to a floor that is measured in the same run: the numbers of two machines cannot be compared, their ratios can.
 * `npm run bench` prints a line per measurement and exits 1 when one is above its limit.
 */
import { benchCompile } from './compile.mjs';
import { benchDecode } from './decode.mjs';
import { benchDocs } from './docs.mjs';
import { benchProcesses } from './processes.mjs';
import { benchSignedCall } from './signed-call.mjs';

const rows = [...benchProcesses(), ...benchCompile(), ...benchDocs(), ...(await benchSignedCall()), ...(await benchDecode())];
const width = Math.max(...rows.map((row) => row.name.length));

process.stdout.write('\n');
for (const { name, value, floor, ratio, limit, isWithin } of rows) {
  process.stdout.write(`${name.padEnd(width)}  ${value.padStart(9)}  floor ${floor.padStart(9)}  ratio ${ratio.toFixed(2).padStart(5)}  limit ${limit}  ${isWithin ? 'ok' : 'ABOVE'}\n`);
}
process.exitCode = rows.every((row) => row.isWithin) ? 0 : 1;
