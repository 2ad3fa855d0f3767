import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

/*
 * Runs the shell steps of a workflow and of a composite action as a runner would: bash with errexit and pipefail, outputs
 * and summary through files, `${{ … }}` only where it is one of the few expressions that these files use.
 */

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

interface WorkflowFile {
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Runner {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly actionPath: string;
}

type Values = Readonly<Record<string, string>>;

/** `${{ inputs.docs }}` and the like; an expression that is not among the values is a mistake in the file. */
const fill = (text: string, values: Values): string =>
  text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_all, expression: string) => {
    const value = values[expression];
    if (value === undefined) throw new Error(`no value for \${{ ${expression} }}`);
    return value;
  });

const shell = (script: string, { cwd, env }: Pick<Runner, 'cwd' | 'env'>): Promise<Ran> => {
  const file = join(mkdtempSync(join(tmpdir(), 'marginalia-step-')), 'step.sh');
  writeFileSync(file, script);
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', file], {
    cwd,
    env: { ...process.env, ...env },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((done) => child.once('close', (code) => done({ code: code ?? -1, out, err })));
};

/** What a step wrote to `GITHUB_OUTPUT`. */
const outputsIn = (file: string): Values =>
  Object.fromEntries(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

interface StepRun {
  readonly ran: Ran;
  readonly outputs: Values;
  readonly summary: string;
}

const runStep = async (script: string, runner: Pick<Runner, 'cwd' | 'env'>): Promise<StepRun> => {
  const folder = mkdtempSync(join(tmpdir(), 'marginalia-step-'));
  const [output, summary] = [join(folder, 'output'), join(folder, 'summary')];
  for (const file of [output, summary]) appendFileSync(file, '');
  const ran = await shell(script, {
    cwd: runner.cwd,
    env: { ...runner.env, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary },
  });
  return { ran, outputs: outputsIn(output), summary: readFileSync(summary, 'utf8') };
};

export interface ActionRun extends Ran {
  readonly outputs: Values;
  readonly summary: string;
}

/** The composite action with some inputs given; stops at the first step that fails. */
export const runAction = async (file: string, given: Values, runner: Runner): Promise<ActionRun> => {
  const action = parse(readFileSync(file, 'utf8')) as ActionFile;
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(action.inputs, name));
  if (unknown.length > 0) throw new Error(`the action has no input ${unknown.join(', ')}`);
  const inputs = Object.fromEntries(
    Object.entries(action.inputs).map(([name, { default: value }]) => [`inputs.${name}`, given[name] ?? value]),
  );
  let values: Values = { ...inputs, 'github.action_path': runner.actionPath };
  let last: StepRun = { ran: { code: 0, out: '', err: '' }, outputs: {}, summary: '' };
  for (const step of action.runs.steps) {
    if (step.run === undefined) continue;
    const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, fill(value, values)]));
    last = await runStep(step.run, { cwd: runner.cwd, env: { ...runner.env, ...env } });
    values = {
      ...values,
      ...Object.fromEntries(
        Object.entries(last.outputs).map(([name, value]) => [`steps.${step.id ?? ''}.outputs.${name}`, value]),
      ),
    };
    if (last.ran.code !== 0) break;
  }
  const outputs = Object.fromEntries(
    Object.entries(action.outputs).flatMap(([name, { value }]) => {
      const key = /\{\{\s*(.*?)\s*\}\}/.exec(value)?.[1] ?? '';
      return values[key] === undefined ? [] : [[name, values[key]]];
    }),
  );
  return { ...last.ran, outputs, summary: last.summary };
};

/** The shell steps of the only job, and its use of the action in this repository, in order, until one fails. */
export const runWorkflow = async (
  file: string,
  runner: Runner,
): Promise<readonly (ActionRun & { readonly name: string })[]> => {
  const workflow = parse(readFileSync(file, 'utf8')) as WorkflowFile;
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
  const done: (ActionRun & { readonly name: string })[] = [];
  let values: Values = { 'github.token': 'token', 'github.run_id': '1' };
  for (const step of steps) {
    const condition = step.if === undefined ? true : holds(step.if, values);
    if (!condition || (step.run === undefined && step.uses !== './')) continue;
    const env = {
      ...runner.env,
      ...Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, fill(value, values)])),
    };
    const ran =
      step.run === undefined
        ? await runAction(join(runner.cwd, 'action.yml'), step.with ?? {}, { ...runner, env })
        : await runStep(step.run, { cwd: runner.cwd, env }).then(({ ran: all, outputs, summary }) => ({
            ...all,
            outputs,
            summary,
          }));
    done.push({ name: step.name ?? '', ...ran });
    values = {
      ...values,
      ...Object.fromEntries(
        Object.entries(ran.outputs).map(([name, value]) => [`steps.${step.id ?? ''}.outputs.${name}`, value]),
      ),
    };
    if (ran.code !== 0) break;
  }
  return done;
};

/** `steps.update.outputs.changed == 'true'`: the only form that these files use. */
const holds = (condition: string, values: Values): boolean => {
  const [, name = '', wanted] = /^([\w.-]+) == '(\w+)'$/.exec(condition) ?? [];
  if (wanted === undefined) throw new Error(`a condition of another form: ${condition}`);
  return values[name] === wanted;
};

/** Every variable that the workflow sets for all of its steps: a test gives its own values to all of them. */
export const workflowVariables = (file: string): readonly string[] =>
  Object.keys((parse(readFileSync(file, 'utf8')) as WorkflowFile).env);
