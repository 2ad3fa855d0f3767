/** The only file that talks to the process: arguments in, text and an exit code out. */
import { resolve } from 'node:path';
import { runCommandLine, type Terminal } from './command-line.js';

const terminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  cwd: process.cwd(),
  toolRoot: resolve(__dirname, '../..'),
  colours: wantsColours(),
  progress: showProgress(),
};

/** Colours only where somebody looks, and never against `NO_COLOR` (no-color.org). */
function wantsColours(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '' && FORCE_COLOR !== '0') return true;
  return process.stdout.isTTY === true && TERM !== 'dumb';
}

/** One line that is rewritten in place on a terminal, and nothing at all in a pipe or a log. */
function showProgress(): (text: string) => void {
  if (process.stderr.isTTY !== true || process.env['TERM'] === 'dumb') return () => undefined;
  return (text) => void process.stderr.write(`\r\u001b[K${text}`);
}

/** A reader that has gone away (`| head`) is no failure of ours. */
process.stdout.on('error', (error: Error & { code?: string }) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

runCommandLine(process.argv.slice(2), terminal).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`marginalia: this is a defect in the program, not in your files: ${describe(error)}\n`);
    process.stderr.write('Please report it with the command that you ran; MARGINALIA_DEBUG=1 adds the stack.\n');
    process.exitCode = 2;
  },
);

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return process.env['MARGINALIA_DEBUG'] === '1' ? (error.stack ?? error.message) : error.message;
}
