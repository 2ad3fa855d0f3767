import { Command, InvalidArgumentError, Option } from 'commander';
import type { CommandResult, RunContext } from '../commands/command.js';

/** One command as it is typed and explained, and what it runs. */
export interface Declared {
  readonly command: Command;
  /** The command it belongs to: `docs` for `marginalia docs check`. */
  readonly group?: string;
  readonly run: (context: RunContext, ...args: readonly unknown[]) => Promise<CommandResult> | CommandResult;
  /** It makes the project: there need not be one yet. */
  readonly makesProject?: boolean;
}

/** A command whose part of the program is read when it is called: `generate` starts without all of them. */
export const later =
  <Args extends readonly unknown[]>(
    load: () => Promise<(context: RunContext, ...args: Args) => Promise<CommandResult> | CommandResult>,
  ): Declared['run'] =>
  async (context, ...args) =>
    (await load())(context, ...(args as unknown as Args));

/** Options that every command has; they may stand before the command, too. */
export const commonOptions = (): readonly Option[] => [
  pathFlag(
    '--project <dir>',
    'folder that holds spec/ and generated/ (default: the nearest one at or above this folder)',
  ),
  new Option('--json', 'print one JSON object for machines instead of text, for errors, too'),
  new Option('--no-color', 'never colour the output'),
];

/** What a shell passes for an unset variable is no path, and `-o --json` is a slip, not a file called `--json`. */
export const pathFlag = (flags: string, description: string): Option =>
  new Option(flags, description).argParser((value) => {
    if (value === '') throw new InvalidArgumentError('It is empty.');
    if (value.startsWith('-'))
      throw new InvalidArgumentError(`It looks like an option; write ./${value} for a file of that name.`);
    return value;
  });

interface NumberRange {
  readonly from: number;
  readonly to: number;
  readonly fallback: number;
}

/** A whole number within a range; anything else is refused before a command runs. */
export const numberFlag = (flags: string, description: string, { from, to, fallback }: NumberRange): Option =>
  new Option(flags, description).default(fallback).argParser((value) => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < from || number > to)
      throw new InvalidArgumentError(`Write a whole number from ${from} to ${to}.`);
    return number;
  });

/** Ends a help text with commands to copy, each under the words for what it does. */
export const examples = (...lines: readonly (readonly [command: string, meaning: string])[]): string =>
  ['', 'Examples:', ...lines.flatMap(([command, meaning]) => [`  # ${meaning}`, `  $ marginalia ${command}`])].join(
    '\n',
  );

/** Ends a help text with what `--json` prints. */
export const machineFields = (fields: string): string =>
  `\nWith --json, beside command, exitCode and diagnostics:\n  ${fields}\n`;
