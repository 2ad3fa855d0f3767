import { Command, CommanderError, Option } from 'commander';
import { generateCommand } from './commands/generate.js';
import { initCommand } from './commands/init.js';
import { mergeCommand } from './commands/merge.js';
import { driftCommand } from './commands/drift.js';
import { upstreamCommand } from './commands/upstream.js';
import { validateCommand } from './commands/validate.js';
import type { CommandResult, RunContext } from './commands/command.js';
import { findProjectRoot } from './project.js';
import { renderResult } from './report/render-result.js';
import { coloured, plain } from './report/style.js';

/** What a run may use of the process around it. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly cwd: string;
  /** Folder of the program itself, where its templates are. */
  readonly toolRoot: string;
  readonly colours: boolean;
  /** Rewrites one status line; an empty text clears it. */
  readonly progress: (text: string) => void;
}

interface GlobalOptions {
  readonly project?: string;
  readonly json?: boolean;
  readonly color: boolean;
}

type Run = (context: RunContext, ...args: readonly unknown[]) => Promise<CommandResult> | CommandResult;

const VERSION = '0.1.0';

/** Parses the arguments, runs one command, prints its result and returns the exit code: 0 fine, 1 findings, 2 bad input or usage. */
export const runCommandLine = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  let exitCode = 0;
  const program = describeProgram(terminal, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  } finally {
    terminal.progress('');
  }
};

const describeProgram = (terminal: Terminal, finish: (code: number) => void): Command => {
  const program = new Command('marginalia')
    .description('Repairs, merges and checks an OpenAPI document against the documentation, and generates a typed, signed client from it.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'explain a command')
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err, getOutHasColors: () => terminal.colours })
    .addHelpText('after', HELP);
  const add = (command: Command, run: Run): void => {
    program.addCommand(
      command
        .exitOverride()
        .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
        .option('--project <dir>', 'folder that holds spec/ and generated/ (default: the nearest one at or above this folder)')
        .option('--json', 'print one JSON object for machines instead of text')
        .addOption(new Option('--no-color', 'never colour the output'))
        .showHelpAfterError(`Run "marginalia ${command.name()} --help" for what it takes.`)
        .action(async (...all: unknown[]) => finish(await runOne(terminal, run, all))),
    );
  };
  addCommands(add);
  return program;
};

const addCommands = (add: (command: Command, run: Run) => void): void => {
  add(
    new Command('generate')
      .summary('make the client: repair, merge, drift report, model, emit, type-check, write')
      .description('Repairs and merges spec/, reports drift against spec/docs/, and writes the client into generated/. Nothing there changes unless the new client type-checks.')
      .option('--check', 'write nothing; exit 1 when generated/ is not what the sources say')
      .option('--full', 'with --check: generate and compare even when the sources are those of the last run')
      .option('--out <dir>', 'folder to write', 'generated')
      .addHelpText('after', '\nExamples:\n  $ marginalia generate\n  $ marginalia generate --check     # in CI: is generated/ up to date?\n'),
    generateCommand,
  );
  add(
    new Command('merge')
      .summary('repair and merge only, and print or write the merged spec')
      .description('Repairs the upstream document, merges fragments and overlays, checks the result against the OpenAPI 3.1 schema.')
      .option('-o, --output <file>', 'write the merged document there instead of printing it')
      .addHelpText('after', '\nExample:\n  $ marginalia merge -o merged.yaml\n'),
    mergeCommand,
  );
  add(
    new Command('drift')
      .summary('compare the merged spec with the documentation pages')
      .description('Reads documentation pages into facts, compares them with the merged spec, and exits 1 when a disagreement is neither corrected by an overlay nor kept by a waiver.')
      .option('--docs <dir>', 'folder of captured documentation pages', 'spec/docs')
      .option('--all', 'show waived findings and pages not checked, too')
      .addHelpText('after', '\nExamples:\n  $ marginalia drift\n  $ marginalia drift --docs captures/2026-01-15 --json\n'),
    driftCommand,
  );
  add(
    new Command('validate')
      .summary('check the merged spec twice: OpenAPI 3.1 schema, and the real OpenAPI Generator')
      .description('Checks the merged spec against the OpenAPI 3.1 schema and lets OpenAPI Generator (Java 11 or newer, fetched once) read it as an independent referee.')
      .option('--schema-only', 'leave the referee out; needs no Java')
      .option('--referee-jar <file>', 'use this OpenAPI Generator JAR instead of the cached one; its sha256 must match')
      .option('--offline', 'never fetch the JAR')
      .addHelpText('after', '\nExamples:\n  $ marginalia validate\n  $ marginalia validate --schema-only\n'),
    validateCommand,
  );
  add(
    new Command('upstream')
      .summary('take a new copy of the upstream document and say what changed')
      .description('Stores a new upstream OpenAPI document byte for byte with its sha256, and lists operations added, removed and changed. The document may stand bare in the file or with the prose of its page around it.')
      .argument('<file>', 'the document as received')
      .option('--url <url>', 'where it came from, kept in source.yaml')
      .option('--dry-run', 'only say what would change')
      .addHelpText('after', '\nExample:\n  $ marginalia upstream ~/Downloads/margin-openapi.yml\n'),
    upstreamCommand,
  );
  add(
    new Command('init')
      .summary('start a project of your own: folders and commented starter files')
      .description('Creates spec/ with a commented fragment, overlay and waiver file to start from. Files that are there already stay as they are.')
      .argument('[dir]', 'folder to create the project in', '.'),
    initCommand,
  );
};

const runOne = async (terminal: Terminal, run: Run, all: readonly unknown[]): Promise<number> => {
  const command = all.at(-1);
  if (!(command instanceof Command)) throw new TypeError('commander passes the command last');
  const options = command.opts<GlobalOptions & Record<string, unknown>>();
  const root = findProjectRoot(terminal.cwd, options.project);
  const result = await run({ root, ...terminal, options }, ...all.slice(0, -2));
  terminal.progress('');
  const style = terminal.colours && options.color && options.json !== true ? coloured : plain;
  if (options.json === true) terminal.out(`${JSON.stringify(resultForMachines(command.name(), result), null, 2)}\n`);
  else renderResult(result, { style, out: terminal.out, err: terminal.err });
  return result.exitCode;
};

const resultForMachines = (command: string, result: CommandResult): Record<string, unknown> => ({
  command,
  exitCode: result.exitCode,
  diagnostics: result.diagnostics,
  ...result.data,
});

const HELP = `
What goes where:
  spec/upstream/     the OpenAPI document exactly as received
  spec/fragments/    hand-written OpenAPI for what it lacks
  spec/overlays/     OpenAPI Overlay 1.0 corrections, each with its reason
  spec/docs/         captured documentation pages
  spec/waivers.yaml  disagreements kept on purpose, each with its reason
  generated/         the client package, written by "generate"

Exit codes: 0 fine, 1 findings (drift, stale output), 2 bad input or usage.
`;
