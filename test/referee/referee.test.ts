import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type RefereeOptions, runReferee } from '../../generator/validate/referee.js';
import { JAR_NAME } from '../../generator/validate/referee-jar.js';
import { runCommand } from '../../generator/validate/run-command.js';
import { CACHE, ROOT, told, valueOf } from './setup.js';

/*
 * The real OpenAPI Generator through its real wrapper. Without Java, or without both the JAR and a network, these fail
 * and say what is missing: a check that may be skipped unnoticed is no check.
 */

let temporary: string;

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'marginalia-test-'));
  vi.stubEnv('TMPDIR', temporary);
});

afterEach(() => {
  const left = readdirSync(temporary);
  vi.unstubAllEnvs();
  rmSync(temporary, { recursive: true });
  expect(left, 'files left behind').toEqual([]);
});

const ask = (specFile: string, more: Partial<RefereeOptions> = {}) =>
  runReferee({ specFile, shownAs: 'openapi.yaml', cacheDir: CACHE, run: runCommand, ...more });

const caseFile = (name: string): string => join(ROOT, 'test/cases/referee', name, 'given.yaml');

const PATIENT = { timeout: 600_000 };

describe('the real referee', () => {
  it('agrees with a spec that is right, and needs the network for the JAR alone', PATIENT, async () => {
    const first = valueOf(await ask(caseFile('read-rightly')));
    expect(first.findings.map(told)).toEqual([]);
    expect(first.operations.emitted).toEqual(['borrow', 'getTime', 'delete']);
    const again = valueOf(await ask(caseFile('read-rightly'), { offline: true }));
    expect(again).toEqual(first);
  });

  it('finds every operation of the merged spec and reads each as we do', PATIENT, async () => {
    const { operations, findings } = valueOf(await ask(join(ROOT, 'generated/openapi.yaml')));
    expect(findings.map(told)).toEqual([]);
    expect(operations.inSpec.length).toBeGreaterThanOrEqual(173);
    expect(operations.emitted).toEqual(operations.inSpec);
  });

  it('tells an operation that it lost', PATIENT, async () => {
    const { operations, findings } = valueOf(await ask(caseFile('finding-hidden-operation')));
    expect(operations).toEqual({ inSpec: ['getA', 'getB'], emitted: ['getA'] });
    expect(findings.map(({ code }) => code)).toEqual(['validate/referee-lost-operation']);
  });

  it('is ended when it takes too long, with nothing left running or lying about', PATIENT, async () => {
    const outcome = await ask(caseFile('read-rightly'), { timeoutMs: 700 });
    expect(outcome.ok).toBe(false);
    expect(outcome.diagnostics[0]?.code).toBe('validate/referee-no-answer');
  });

  it('works from a folder whose name a shell would take for a command', PATIENT, async () => {
    const odd = join(ROOT, '.cache', `$(touch owned) "quoted' ${process.pid}`);
    mkdirSync(odd, { recursive: true });
    cpSync(caseFile('read-rightly'), join(odd, 'openapi.yaml'));
    cpSync(join(CACHE, JAR_NAME), join(odd, JAR_NAME));
    const outcome = await ask(join(odd, 'openapi.yaml'), { cacheDir: odd, offline: true });
    rmSync(odd, { recursive: true });
    expect(valueOf(outcome).findings).toEqual([]);
  });

  it('refuses a JAR with one byte changed', PATIENT, async () => {
    const bytes = readFileSync(join(CACHE, JAR_NAME));
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    const folder = mkdtempSync(join(ROOT, '.cache/changed-'));
    const jar = join(folder, 'changed.jar');
    writeFileSync(jar, bytes);
    const outcome = await ask(caseFile('read-rightly'), { jar });
    rmSync(folder, { recursive: true });
    expect(outcome.ok).toBe(false);
    expect(outcome.diagnostics.map(({ code }) => code)).toEqual(['validate/referee-wrong-jar']);
  });
});

describe('a reference to an address', () => {
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    response.end('type: string\n');
  });

  beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => void server.close());

  it('is not followed', PATIENT, async () => {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const spec = join(temporary, 'openapi.yaml');
    const schema = `{ $ref: 'http://127.0.0.1:${port}/a.yaml' }`;
    writeFileSync(
      spec,
      readFileSync(caseFile('read-rightly'), 'utf8').replace('{ type: integer, minimum: 1 }', schema),
    );
    const outcome = await ask(spec);
    rmSync(spec);
    expect(outcome.diagnostics.map(({ code }) => code)).toEqual(['validate/referee-external-reference']);
    expect(asked).toBe(0);
  });
});
