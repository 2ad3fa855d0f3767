import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command, CommandResult, CommandRunner } from '../../../generator/validate/run-command.js';

/** What stands in for the JAR. */
export const JAR = 'the right jar';

export const ended = (code: number, stdout = '', stderr = ''): CommandResult => ({
  kind: 'ended',
  code,
  stdout,
  stderr,
});

type Answer = (command: Command) => CommandResult;

/** What each process that the referee starts does; each answers as on a good day unless a test says otherwise. */
export interface Answers {
  readonly java: Answer;
  readonly download: Answer;
  readonly maven: Answer;
  readonly validate: Answer;
  readonly generate: Answer;
}

export const bringsByWrapper =
  (text: string): Answer =>
  ({ cwd }) => {
    writeFileSync(join(cwd, 'jars/7.0.0.jar'), text);
    return ended(1, 'Downloaded 7.0.0', 'Error: /bin/sh: 1: java: not found\n    at main.js:2:51661');
  };

export const bringsByMaven =
  (text: string): Answer =>
  ({ cwd }) => {
    mkdirSync(join(cwd, 'maven'), { recursive: true });
    writeFileSync(join(cwd, 'maven/openapi-generator-cli-7.0.0.jar'), text);
    return ended(0);
  };

/** A client with the given functions, and the reading of the operations that stand for them. */
export const writesOperations =
  (...operations: readonly FakeOperation[]): Answer =>
  ({ cwd }) => {
    for (const folder of ['out/apis', 'out/.openapi-generator']) mkdirSync(join(cwd, folder), { recursive: true });
    writeFileSync(join(cwd, 'out/.openapi-generator/FILES'), 'apis/DefaultApi.ts\n');
    writeFileSync(join(cwd, 'out/apis/DefaultApi.operations'), `${operations.map(encodeOperation).join('')};`);
    const code = operations
      .filter(({ isWritten }) => isWritten !== false)
      .map(({ id }) => `    async ${id}(): Promise<void> {}\n`);
    writeFileSync(join(cwd, 'out/apis/DefaultApi.ts'), code.join(''));
    return ended(0, '[main] INFO  o.o.codegen.TemplateManager - writing file apis/DefaultApi.ts\n');
  };

export interface FakeOperation {
  readonly id: string;
  readonly path: string;
  readonly isWritten?: boolean;
}

export const encodeText = (text: string): string => `${text.length}:${text},`;

const encodeOperation = ({ id, path }: FakeOperation): string =>
  `+${[id, id, 'GET', path].map(encodeText).join('')};;;;;`;

const GOOD_DAY: Answers = {
  java: () => ended(0, '', 'openjdk version "17.0.15" 2025-04-15\n'),
  download: bringsByWrapper(JAR),
  maven: bringsByMaven(JAR),
  validate: () => ended(0, 'Validating spec (openapi.json)\nNo validation issues detected.\n'),
  generate: writesOperations({ id: 'getA', path: '/a' }, { id: 'getB', path: '/b' }),
};

/** A runner that starts nothing, and the names of what it was asked to start. */
export const fakeRunner = (
  answers: Partial<Answers> = {},
): { run: CommandRunner; started: string[]; commands: Command[] } => {
  const all = { ...GOOD_DAY, ...answers };
  const started: string[] = [];
  const commands: Command[] = [];
  const run: CommandRunner = (command) => {
    const name = nameOf(command);
    started.push(name);
    commands.push(command);
    return Promise.resolve(all[name](command));
  };
  return { run, started, commands };
};

const nameOf = ({ program, args }: Command): keyof Answers => {
  if (program === 'java') return 'java';
  if (program === 'mvn') return 'maven';
  return args[1] === 'validate' ? 'validate' : args[1] === 'generate' ? 'generate' : 'download';
};
