/** The only file that talks to the process: arguments in, text and an exit code out. */
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { runCommandLine, type Stream } from './command-line.js';
import { reasonOf } from './core/reason.js';

const { env, stdin, stdout, stderr } = process;

/** Colours only where somebody looks, and never against `NO_COLOR` (no-color.org). */
const wantsColours = (stream: NodeJS.WriteStream): boolean => {
  const { NO_COLOR, FORCE_COLOR, TERM } = env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return stream.isTTY === true && TERM !== 'dumb';
};

let isOutputLost = false;

/**
 * A reader that has gone away (`| head`) is no failure of ours: the rest goes nowhere, the exit code stays what it is.
 * A full disk is one.
 */
const openStream = (stream: NodeJS.WriteStream): Stream => {
  stream.on('error', (error: Error & { code?: string }) => {
    if (error.code === 'EPIPE' || isOutputLost) return;
    isOutputLost = true;
    process.exitCode = 2;
    stderr.write(`marginalia: the output could not be written: ${reasonOf(error)}.\n`);
  });
  return {
    write: (text) => void (stream.writable && stream.write(text)),
    writeAll: async (pieces) => {
      for (const piece of pieces) {
        if (!stream.writable) return;
        if (!stream.write(piece)) await drained(stream);
      }
    },
    isTerminal: stream.isTTY === true,
    colours: wantsColours(stream),
  };
};

/** Until the reader has taken what was written, or has gone away. */
const drained = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((done) => {
    const end = (): void => {
      for (const event of EVENTS) stream.off(event, end);
      done();
    };
    for (const event of EVENTS) stream.once(event, end);
  });

const EVENTS = ['drain', 'close', 'error'] as const;

/** Only where somebody sits on both ends: a pipe must never wait for an answer. */
const askOnTerminal = (): { readonly ask?: (question: string) => Promise<boolean> } =>
  stdin.isTTY !== true || stderr.isTTY !== true
    ? {}
    : {
        ask: async (question) => {
          const lines = createInterface({ input: stdin, output: stderr });
          // Ctrl-C and the end of the input are answers, too: no.
          const closed = new Promise<string>((done) => lines.once('close', () => done('')));
          const answer = await Promise.race([lines.question(`${question} [y/N] `), closed]);
          lines.close();
          return /^y(es)?$/i.test(answer.trim());
        },
      };

/** With the exit codes that shells give them. */
const STOPS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const;

/** Lets a command end in its own way when it is told to stop; what comes back takes that back. */
const onStop = (react: (end: () => void) => void): (() => void) => {
  const forget = STOPS.map(([signal, code]) => {
    const listener = (): void => react(() => process.exit(code));
    process.once(signal, listener);
    return () => process.off(signal, listener);
  });
  return () => forget.forEach((each) => each());
};

/** One line that is rewritten in place on a terminal, and nothing at all in a pipe or a log. */
const showProgress = (): ((text: string) => void) => {
  if (stderr.isTTY !== true || env['TERM'] === 'dumb') return () => undefined;
  let isShown = false;
  return (text) => {
    if (text !== '' || isShown) stderr.write(`\r\u001b[K${text}`);
    isShown = text !== '';
  };
};

const currentFolder = (): string | undefined => {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
};

const main = async (): Promise<number> => {
  const cwd = currentFolder();
  if (cwd === undefined) {
    stderr.write('marginalia: the current folder does not exist any more. Change to another one and run again.\n');
    return 2;
  }
  return runCommandLine(process.argv.slice(2), {
    out: openStream(stdout),
    err: openStream(stderr),
    cwd,
    toolRoot: resolve(__dirname, '../..'),
    progress: showProgress(),
    ...askOnTerminal(),
    onStop,
    isDebug: env['MARGINALIA_DEBUG'] === '1',
  });
};

main().then(
  (code) => {
    process.exitCode = isOutputLost ? 2 : code;
  },
  (error: unknown) => {
    stderr.write(
      `marginalia: this is a defect in the program: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exitCode = 2;
  },
);
