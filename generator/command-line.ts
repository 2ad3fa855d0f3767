import { type Command, CommanderError } from 'commander';
import { stopped, type CommandResult, type RunContext } from './commands/command.js';
import type { Diagnostic } from './core/diagnostic.js';
import type { Declared } from './declare/declared.js';
import { describeProgram, nameOf } from './declare/program.js';
import { FileFault } from './file-fault.js';
import { findProjectRoot } from './project.js';
import { harmless } from './report/printable.js';
import { renderJson, renderResult, type Screen } from './report/render-result.js';
import { coloured, plain, type Style } from './report/style.js';
import { usageFault } from './report/usage-fault.js';

/** A stream of the process. */
export interface Stream {
  readonly write: (text: string) => void;
  /** Writes piece by piece, as fast as the reader takes it. */
  readonly writeAll: (pieces: Iterable<string>) => Promise<void>;
  readonly isTerminal: boolean;
  /** What the environment says of colours; `--no-color` is heeded here. */
  readonly colours: boolean;
}

/** What a run may use of the process around it. */
export interface Terminal {
  readonly out: Stream;
  readonly err: Stream;
  readonly cwd: string;
  /** Folder of the program itself, where its templates are. */
  readonly toolRoot: string;
  /** Rewrites one status line; an empty text clears it. */
  readonly progress: (text: string) => void;
  /** Puts a yes-or-no question to the user; none where nobody could answer. */
  readonly ask?: (question: string) => Promise<boolean>;
  readonly onStop: RunContext['onStop'];
  /** Show the stack of a defect. */
  readonly isDebug: boolean;
}

interface CommonOptions {
  readonly project?: string;
  readonly json?: boolean;
  readonly format?: string;
  readonly color?: boolean;
}

/**
 * Parses the arguments, runs one command, prints its result and returns the exit code: 0 fine, 1 findings, 2 bad input
 * or usage.
 */
export const runCommandLine = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  let exitCode = 0;
  let help = '';
  const program = describeProgram({
    write: terminal.out.write,
    complain: (text) => (help += text),
    act: async (declared, operands) => {
      exitCode = await runOne(terminal, declared, operands);
    },
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    return refuse(terminal, { args, program, error, help });
  }
};

interface Refusal {
  readonly args: readonly string[];
  readonly program: Command;
  readonly error: CommanderError;
  readonly help: string;
}

/** Says what is wrong with the arguments; a bare `marginalia` gets the help instead. */
const refuse = async (terminal: Terminal, { args, program, error, help }: Refusal): Promise<number> => {
  const isBare = error.code === 'commander.help' && !args.includes('help');
  const named = namedCommand(program, args);
  const fault = usageFault(
    error.code !== 'commander.help' ? error.message : isBare ? 'No command is given' : 'There is no such command',
    named,
  );
  const options = { json: args.includes('--json'), color: !args.includes('--no-color') };
  if (isBare && !options.json) terminal.err.write(help);
  else await print(terminal, { command: named ?? null, options, result: stopped([fault], () => undefined) });
  return 2;
};

/** As far as the arguments name one: `docs check`. */
const namedCommand = (program: Command, args: readonly string[]): string | undefined => {
  const found = program.commands.find((command) => args.includes(command.name()));
  if (found === undefined) return undefined;
  const inner = namedCommand(found, args.slice(args.indexOf(found.name()) + 1));
  return inner === undefined ? found.name() : `${found.name()} ${inner}`;
};

const runOne = async (terminal: Terminal, declared: Declared, operands: readonly unknown[]): Promise<number> => {
  const options = declared.command.optsWithGlobals<CommonOptions & Record<string, unknown>>();
  const result = await resultOf(terminal, declared, { options, operands });
  terminal.progress('');
  await print(terminal, { command: nameOf(declared), options, result });
  return result.exitCode;
};

interface Call {
  readonly options: CommonOptions & Readonly<Record<string, unknown>>;
  readonly operands: readonly unknown[];
}

const resultOf = async (
  terminal: Terminal,
  { run, makesProject }: Declared,
  { options, operands }: Call,
): Promise<CommandResult> => {
  const nothingRead = (): undefined => undefined;
  try {
    const root =
      makesProject === true
        ? { ok: true as const, value: terminal.cwd }
        : findProjectRoot(terminal.cwd, options.project);
    if (!root.ok) return stopped(root.diagnostics, nothingRead);
    const { cwd, toolRoot, progress, onStop } = terminal;
    return await run({ root: root.value, cwd, toolRoot, progress, onStop, options, ...askIn(terminal, options) }, ...operands);
  } catch (error) {
    if (error instanceof FileFault) return stopped([error.diagnostic], nothingRead);
    return stopped([defect(error, terminal.isDebug)], nothingRead);
  }
};

/** A machine that reads JSON answers no questions. */
const askIn = ({ ask, err, progress }: Terminal, options: CommonOptions): Pick<RunContext, 'ask'> =>
  ask === undefined || options.json === true || options.format === 'json'
    ? {}
    : {
        ask: (about, question) => {
          progress('');
          err.write(`${harmless(about(styleOf(err, options)))}\n\n`);
          return ask(question);
        },
      };

const styleOf = ({ colours }: Stream, options: CommonOptions): Style =>
  colours && options.color !== false ? coloured : plain;

/** Nothing that a user can write should lead here. */
const defect = (error: unknown, isDebug: boolean): Diagnostic => ({
  code: 'cli/defect',
  severity: 'error',
  message:
    'This is a defect in the program, not in your files: ' + (error instanceof Error ? error.message : String(error)),
  hint:
    isDebug && error instanceof Error
      ? error.stack
      : 'Please report it with the command that you ran; MARGINALIA_DEBUG=1 adds the stack.',
});

interface Printed {
  readonly command: string | null;
  readonly options: CommonOptions;
  readonly result: CommandResult;
}

const print = async ({ out, err }: Terminal, { command, options, result }: Printed): Promise<void> => {
  const screen = (stream: Stream): Screen => ({
    write: stream.write,
    isTerminal: stream.isTerminal,
    style: styleOf(stream, options),
  });
  if (result.stream !== undefined) await out.writeAll(result.stream);
  else if (options.json === true || options.format === 'json') renderJson(command, result, screen(out));
  else renderResult(result, screen(out), screen(err));
};
