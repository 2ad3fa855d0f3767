import { Command } from 'commander';
import toolPackage from '../../package.json' with { type: 'json' };
import { commonOptions, type Declared } from './declared.js';
import { docsCommands } from './docs-commands.js';
import { GENERAL_HELP } from './general-help.js';
import { specCommands } from './spec-commands.js';
import { updateCommands } from './update-command.js';

/** What is done with what was typed. */
export interface Hooks {
  /** For help that was asked for. */
  readonly write: (text: string) => void;
  /** What the argument parser has to say of wrong arguments; printed by `refuse` in our own form. */
  readonly complain: (text: string) => void;
  readonly act: (declared: Declared, operands: readonly unknown[]) => Promise<void>;
}

/** All commands with their options and help; what is typed reaches `act`. */
export const describeProgram = ({ write, complain, act }: Hooks): Command => {
  const output = { writeOut: write, writeErr: complain };
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
    .configureHelp({ showGlobalOptions: true });
  for (const option of commonOptions()) program.addOption(option);
  const withOutput = (command: Command): Command =>
    command
      .helpOption('-h, --help', 'explain this command')
      .exitOverride()
      .configureOutput(output)
      .configureHelp({ showGlobalOptions: true });
  const docs = withOutput(
    new Command('docs')
      .description('read, check, compare, draft from and fetch documentation pages')
      .helpCommand('help [command]', 'explain a command'),
  );
  for (const declared of [...specCommands(), ...updateCommands(), ...docsCommands()]) {
    withOutput(declared.command).action((...all: unknown[]) => act(declared, all.slice(0, -2)));
    (declared.group === 'docs' ? docs : program).addCommand(declared.command);
  }
  return program.addCommand(docs).addHelpText('after', () => `${listOf(docs)}${GENERAL_HELP}`);
};

/** The name as it is typed: `docs check`. */
export const nameOf = ({ group, command }: Declared): string =>
  group === undefined ? command.name() : `${group} ${command.name()}`;

/** What the general help tells of the commands below `docs`. */
const listOf = (docs: Command): string =>
  [
    '\nBelow docs:',
    ...docs.commands.map((command) => `  ${`docs ${command.name()}`.padEnd(24)} ${command.summary()}`),
    '',
  ].join('\n');
