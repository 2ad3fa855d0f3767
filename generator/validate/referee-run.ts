import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type Diagnostic, failed, ok, type Outcome } from '../core/diagnostic.js';
import { interrupted } from './referee-java.js';
import { exceptionIn, isMachineTrouble, readVerdict, type Verdict } from './referee-output.js';
import { parseModels, parseOperations, type Reading, READING_CONFIG, READING_TEMPLATES } from './referee-reading.js';
import pin from './referee.json' with { type: 'json' };
import { wrapperEnvironment } from './referee-workspace.js';
import type { CommandResult, CommandRunner } from './run-command.js';

/** A prepared folder with the checked JAR in it, and the means to run it. */
export interface Referee {
  readonly folder: string;
  readonly cli: string;
  readonly run: CommandRunner;
  readonly timeoutMs: number;
}

/** What generating brought: what the referee understood and wrote, or why it gave up. */
export type Generated =
  | { readonly kind: 'read'; readonly reading: Reading; readonly emitted: ReadonlySet<string>; readonly output: string }
  | { readonly kind: 'gave-up'; readonly reason: string; readonly output: string };

const SPEC = 'openapi.json';

/** Puts the checked bytes where the wrapper looks for its JAR. */
export const installJar = (folder: string, bytes: Uint8Array): void =>
  writeFileSync(join(folder, 'jars', `${pin.version}.jar`), bytes);

/** Puts down what both questions are about. */
export const writeInputs = (folder: string, spec: string): void => {
  writeFileSync(join(folder, SPEC), spec);
  writeFileSync(join(folder, 'reading.json'), READING_CONFIG);
  for (const [name, text] of Object.entries(READING_TEMPLATES)) writeFileSync(join(folder, 'templates', name), text);
};

/** `validate --recommend`. */
export const askForVerdict = async (referee: Referee): Promise<Outcome<Verdict>> => {
  const result = await call(referee, `validate -i ${SPEC} --recommend`);
  if (result.kind !== 'ended') return failed(noAnswer('validate', result, referee));
  const verdict = readVerdict(result.stdout, result.stderr);
  return verdict === undefined ? failed(noAnswer('validate', result, referee)) : ok(verdict);
};

/** `generate`, with the real TypeScript client as its output and our reading beside it. */
export const askForCode = async (referee: Referee): Promise<Outcome<Generated>> => {
  const result = await call(referee, `generate -g typescript-fetch -i ${SPEC} -o out -c reading.json`);
  if (result.kind !== 'ended') return failed(noAnswer('generate', result, referee));
  const output = `${result.stdout}\n${result.stderr}`.replaceAll(`${referee.folder}/`, '');
  if (result.code !== 0) {
    const reason = exceptionIn(output);
    const isOurs = reason !== undefined && !isMachineTrouble(output);
    return isOurs ? ok({ kind: 'gave-up', reason, output }) : failed(noAnswer('generate', result, referee));
  }
  const written = collect(join(referee.folder, 'out'));
  return written === undefined
    ? failed(noAnswer('generate', result, referee))
    : ok({ kind: 'read', output, ...written });
};

/** The wrapper joins its arguments into a shell command: only fixed words and file names of ours go there. */
const call = ({ run, cli, folder, timeoutMs }: Referee, words: string): Promise<CommandResult> => {
  const args = [cli, ...words.split(' ')];
  return run({ program: process.execPath, args, cwd: folder, env: wrapperEnvironment(folder), timeoutMs });
};

/** Reads what was generated; undefined if a file of the reading is not whole, or if there is no output at all. */
const collect = (out: string): { reading: Reading; emitted: ReadonlySet<string> } | undefined => {
  if (filesIn(join(out, '.openapi-generator')).length === 0) return undefined;
  const operations = filesIn(join(out, 'apis'), '.operations').map(parseOperations);
  const models = filesIn(join(out, 'models'), '.model').map(parseModels);
  if (operations.includes(undefined) || models.includes(undefined)) return undefined;
  const reading = {
    operations: operations.flatMap((some) => some ?? []),
    models: new Map(models.flatMap((some) => some ?? [])),
  };
  const code = filesIn(join(out, 'apis'), '.ts').join('\n');
  return { reading, emitted: new Set([...code.matchAll(/^ {4}async (\w+)\(/gm)].map(([, name]) => name ?? '')) };
};

const filesIn = (folder: string, ending = ''): readonly string[] => {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith(ending));
    return names.sort().map((name) => readFileSync(join(folder, name), 'utf8'));
  } catch {
    return [];
  }
};

const noAnswer = (step: string, result: CommandResult, { timeoutMs }: Referee): Diagnostic => {
  if (result.kind === 'interrupted') return interrupted(result.signal);
  return {
    code: 'validate/referee-no-answer',
    severity: 'error',
    message: `OpenAPI Generator ${pin.version} came to no verdict: its \`${step}\` ${whatHappened(result, timeoutMs)}.`,
    hint: 'This says nothing about the spec. Try again with less load or more memory; see whether `java -version` works.',
  };
};

const whatHappened = (result: CommandResult, timeoutMs: number): string => {
  switch (result.kind) {
    case 'timed-out':
      return `was not done after ${timeoutMs / 1000} s and was ended`;
    case 'killed':
      return `was killed (${result.signal})`;
    case 'not-found':
      return 'could not be started: no such program';
    case 'not-started':
      return `could not be started: ${result.reason}`;
    case 'interrupted':
      return 'was interrupted';
    case 'ended':
      return `ended with exit code ${result.code}${because(result)}`;
  }
};

const because = ({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): string => {
  const reason = exceptionIn(`${stdout}\n${stderr}`) ?? /^(?:Error|\S*Exception): (.+)$/m.exec(stderr)?.[1];
  return reason === undefined ? ' without saying why' : `, saying: ${reason}`;
};
