import { Command, CommanderError } from 'commander';
import toolPackage from '../package.json' with { type: 'json' };
import { stopped, type CommandResult } from './commands/command.js';
import type { Diagnostic } from './core/diagnostic.js';
import { commonOptions, declareCommands, GENERAL_HELP, type Declared } from './declare-commands.js';
import { FileFault } from './file-fault.js';
import { findProjectRoot } from './project.js';
import { renderJson, renderResult, type Screen } from './report/render-result.js';
import { coloured, plain, type Style } from './report/style.js';
import { usageFault } from './report/usage-fault.js';

/** A stream of the process. */
export interface Stream {
  readonly write: (text: string) => void;
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
  /** Show the stack of a defect. */
  readonly isDebug: boolean;
}

interface CommonOptions {
  readonly project?: string;
  readonly json?: boolean;
  readonly color?: boolean;
}

/**
 * Parses the arguments, runs one command, prints its result and returns the exit code: 0 fine, 1 findings, 2 bad input
 * or usage.
 */
export const runCommandLine = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  let exitCode = 0;
  let help = '';
  const program = describeProgram(terminal, {
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

interface Hooks {
  /** What the argument parser has to say of wrong arguments; printed by `refuse` in our own form. */
  readonly complain: (text: string) => void;
  readonly act: (declared: Declared, operands: readonly unknown[]) => Promise<void>;
}

const describeProgram = (terminal: Terminal, { complain, act }: Hooks): Command => {
  const output = { writeOut: terminal.out.write, writeErr: complain };
  const program = new Command('marginalia')
    .description(
      'Repairs, merges and checks an OpenAPI document against the documentation, ' +
        'and generates a typed, signed client from it.',
    )
    .version(toolPackage.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'explain a command')
    .helpCommand('help [command]', 'explain a command')
    .exitOverride()
    .configureOutput(output)
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', GENERAL_HELP);
  for (const option of commonOptions()) program.addOption(option);
  for (const declared of declareCommands()) {
    declared.command
      .helpOption('-h, --help', 'explain this command')
      .exitOverride()
      .configureOutput(output)
      .configureHelp({ showGlobalOptions: true })
      .action((...all: unknown[]) => act(declared, all.slice(0, -2)));
    program.addCommand(declared.command);
  }
  return program;
};

interface Refusal {
  readonly args: readonly string[];
  readonly program: Command;
  readonly error: CommanderError;
  readonly help: string;
}

/** Says what is wrong with the arguments; a bare `marginalia` gets the help instead. */
const refuse = (terminal: Terminal, { args, program, error, help }: Refusal): number => {
  const isBare = error.code === 'commander.help' && !args.includes('help');
  const named = program.commands.map((command) => command.name()).find((name) => args.includes(name));
  const fault = usageFault(
    error.code !== 'commander.help' ? error.message : isBare ? 'No command is given' : 'There is no such command',
    named,
  );
  const options = { json: args.includes('--json'), color: !args.includes('--no-color') };
  if (isBare && !options.json) terminal.err.write(help);
  else print(terminal, { command: named ?? null, options, result: stopped([fault], () => undefined) });
  return 2;
};

const runOne = async (terminal: Terminal, declared: Declared, operands: readonly unknown[]): Promise<number> => {
  const options = declared.command.optsWithGlobals<CommonOptions & Record<string, unknown>>();
  const result = await resultOf(terminal, declared, { options, operands });
  terminal.progress('');
  print(terminal, { command: declared.command.name(), options, result });
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
    const { cwd, toolRoot, progress } = terminal;
    return await run({ root: root.value, cwd, toolRoot, progress, options }, ...operands);
  } catch (error) {
    if (error instanceof FileFault) return stopped([error.diagnostic], nothingRead);
    return stopped([defect(error, terminal.isDebug)], nothingRead);
  }
};

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

const print = ({ out, err }: Terminal, { command, options, result }: Printed): void => {
  const styleOf = ({ colours }: Stream): Style => (colours && options.color !== false ? coloured : plain);
  const screen = (stream: Stream): Screen => ({
    write: stream.write,
    isTerminal: stream.isTerminal,
    style: styleOf(stream),
  });
  if (options.json === true) renderJson(command, result, screen(out));
  else renderResult(result, screen(out), screen(err));
};
