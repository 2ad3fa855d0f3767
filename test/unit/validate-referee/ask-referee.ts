import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { Diagnostic, Outcome } from '../../../generator/core/diagnostic.js';
import { type RefereeOptions, type RefereeReport, runReferee } from '../../../generator/validate/referee.js';
import { type Answers, fakeRunner } from './fake-referee.js';

export const SPEC = `openapi: 3.1.0
info: { title: Probe, version: '1' }
paths:
  /a:
    get: { operationId: getA, parameters: [{ name: symbol, in: query }], responses: { '200': { description: OK } } }
  /b:
    get: { operationId: getB, responses: { '200': { description: OK } } }
`;

/** Where the test that runs now has its files. */
export let folder: string;
/** The place of the JAR in its cache. */
export let cached: string;

/** Gives each test of a file its own folder, and sees to it that nothing is left in the temporary one. */
export const useFolders = (): void => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'marginalia-test-'));
    mkdirSync(join(folder, 'tmp'));
    vi.stubEnv('TMPDIR', join(folder, 'tmp'));
    cached = join(folder, 'cache/openapi-generator-cli-7.0.0.jar');
    writeFileSync(join(folder, 'openapi.yaml'), SPEC.replace('parameters: [{ name: symbol, in: query }], ', ''));
  });

  afterEach(() => {
    const left = readdirSync(join(folder, 'tmp'));
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
    expect(left, 'files left behind').toEqual([]);
  });
};

export const fillCache = (text: string): void => {
  mkdirSync(join(folder, 'cache'));
  writeFileSync(cached, text);
};

export const ask = async (
  answers: Partial<Answers> = {},
  options: Partial<RefereeOptions> = {},
): Promise<{ readonly outcome: Outcome<RefereeReport> } & ReturnType<typeof fakeRunner>> => {
  const runner = fakeRunner(answers);
  const outcome = await runReferee({
    specFile: join(folder, 'openapi.yaml'),
    shownAs: 'openapi.yaml',
    cacheDir: join(folder, 'cache'),
    run: runner.run,
    cli: 'main.js',
    ...options,
  });
  return { outcome, ...runner };
};

export const only = ({ diagnostics }: Outcome<RefereeReport>): Diagnostic => {
  expect(diagnostics).toHaveLength(1);
  return diagnostics[0] as Diagnostic;
};

export const textOf = ({ diagnostics }: Outcome<RefereeReport>): string =>
  diagnostics.map(({ message, hint }) => `${message}\n${hint ?? ''}`).join('\n');

export const reportOf = (outcome: Outcome<RefereeReport>): RefereeReport => {
  if (!outcome.ok) throw new Error(textOf(outcome));
  return outcome.value;
};
