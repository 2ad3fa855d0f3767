import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Diagnostic, Outcome } from '../../../generator/core/diagnostic.js';
import { type RefereeOptions, type RefereeReport, runReferee } from '../../../generator/validate/referee.js';
import {
  type Answers,
  bringsByMaven,
  bringsByWrapper,
  ended,
  fakeRunner,
  JAR,
  writesOperations,
} from './fake-referee.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

vi.mock('../../../generator/validate/referee.json', async () => {
  const { createHash: hash } = await import('node:crypto');
  return {
    default: {
      artifact: 'org.openapitools:openapi-generator-cli',
      version: '7.0.0',
      bytes: 13,
      sha256: hash('sha256').update('the right jar').digest('hex'),
      javaAtLeast: 11,
    },
  };
});

const SPEC = `openapi: 3.1.0
info: { title: Probe, version: '1' }
paths:
  /a:
    get: { operationId: getA, parameters: [{ name: symbol, in: query }], responses: { '200': { description: OK } } }
  /b:
    get: { operationId: getB, responses: { '200': { description: OK } } }
`;

let folder: string;
let cached: string;

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

const fillCache = (text: string): void => {
  mkdirSync(join(folder, 'cache'));
  writeFileSync(cached, text);
};

const ask = async (answers: Partial<Answers> = {}, options: Partial<RefereeOptions> = {}) => {
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

const only = ({ diagnostics }: Outcome<RefereeReport>): Diagnostic => {
  expect(diagnostics).toHaveLength(1);
  return diagnostics[0] as Diagnostic;
};

const textOf = ({ diagnostics }: Outcome<RefereeReport>): string =>
  diagnostics.map(({ message, hint }) => `${message}\n${hint ?? ''}`).join('\n');

const reportOf = (outcome: Outcome<RefereeReport>): RefereeReport => {
  if (!outcome.ok) throw new Error(textOf(outcome));
  return outcome.value;
};

describe('on a good day', () => {
  it('fetches the JAR once and agrees with the spec', async () => {
    const first = await ask();
    expect(reportOf(first.outcome)).toMatchObject({
      version: '7.0.0',
      operations: { inSpec: ['getA', 'getB'], emitted: ['getA', 'getB'] },
      findings: [],
    });
    expect(first.started.sort()).toEqual(['download', 'generate', 'java', 'validate']);
    expect(readFileSync(cached, 'utf8')).toBe(JAR);
    const second = await ask({}, { offline: true });
    expect(second.outcome.ok).toBe(true);
    expect(second.started).not.toContain('download');
  });

  it('takes a JAR that a person put into the cache by hand', async () => {
    fillCache(JAR);
    expect((await ask()).started).not.toContain('download');
  });

  it('downloads where no `java` can be found, so that nothing unchecked is run', async () => {
    const { commands } = await ask();
    const download = commands.find(({ args }) => args[1] === 'version');
    expect(download?.env?.PATH).toBe(join(download?.cwd ?? '', 'no-programs'));
  });

  it('hands no path or text from outside to the shell of the wrapper', async () => {
    vi.stubEnv('JAVA_OPTS', '; touch owned');
    const { commands } = await ask({}, { shownAs: '$(owned).yaml' });
    const calls = commands
      .filter(({ args }) => args[0] === 'main.js')
      .map(({ args, env, cwd }) => [args, env?.PWD === cwd, env?.JAVA_OPTS]);
    expect(JSON.stringify(calls)).not.toContain('owned');
    expect(calls.every(([, isInFolder]) => isInFolder)).toBe(true);
  });
});

describe('without what it needs', () => {
  it('says that there is no Java and how to get it', async () => {
    const { outcome, started } = await ask({ java: () => ({ kind: 'not-found' }) });
    expect(only(outcome)).toMatchObject({ code: 'validate/referee-no-java', severity: 'error' });
    expect(textOf(outcome)).toMatch(/apt-get install[\s\S]*works without Java/);
    expect(started).toEqual(['java']);
  });

  it.each([
    ['cannot be started', () => ({ kind: 'not-started', reason: 'EACCES' }) as const, /EACCES/],
    ['hangs', () => ({ kind: 'timed-out', stdout: '', stderr: '' }) as const, /no answer in 30 s/],
    ['names no version', () => ended(0, 'hello'), /did not name a version/],
  ])('says that Java %s', async (_, java, message) => {
    const { outcome } = await ask({ java });
    expect(only(outcome).code).toBe('validate/referee-no-java');
    expect(only(outcome).message).toMatch(message);
  });

  it.each(['1.8.0_402', '10.0.2'])('says that Java %s is too old', async (version) => {
    const { outcome } = await ask({ java: () => ended(0, '', `java version "${version}"\n`) });
    expect(only(outcome).code).toBe('validate/referee-old-java');
    expect(only(outcome).message).toMatch(/needs 11/);
  });

  it('says that the JAR is missing when it may not fetch it', async () => {
    const { outcome, started } = await ask({}, { offline: true });
    expect(only(outcome).code).toBe('validate/referee-no-jar');
    expect(textOf(outcome)).toContain(
      'mvn dependency:copy -Dartifact=org.openapitools:openapi-generator-cli:7.0.0:jar',
    );
    expect(started).toEqual(['java']);
  });

  it('says how each way of fetching failed, without addresses of this machine', async () => {
    const { outcome } = await ask({
      download: () => ended(1, 'Download failed, because of: "getaddrinfo ENOTFOUND mirror.example.test"\n'),
      maven: () =>
        ended(
          1,
          '[ERROR] Failed to execute goal x:copy: Could not transfer from central (https://mirror.example.test/m2)\n',
        ),
    });
    expect(only(outcome).code).toBe('validate/referee-no-jar');
    expect(only(outcome).message).toMatch(
      /cli: getaddrinfo ENOTFOUND\nMaven: Could not transfer from central \(<address>\)$/,
    );
    expect(textOf(outcome)).toContain('--referee-jar');
    expect(textOf(outcome)).not.toContain('mirror.example');
  });

  it('takes Maven where its own download does not get through', async () => {
    const { outcome, started } = await ask({ download: () => ({ kind: 'timed-out', stdout: '', stderr: '' }) });
    expect(outcome.ok).toBe(true);
    expect(started.slice(0, 3)).toEqual(['java', 'download', 'maven']);
  });

  it('says that there is no Maven either', async () => {
    const { outcome } = await ask({ download: () => ended(1), maven: () => ({ kind: 'not-found' }) });
    expect(only(outcome).message).toMatch(/exit code 1\nMaven: not installed$/);
  });

  it.each([
    ['no spec', undefined, 'validate/referee-unreadable-spec'],
    ['a spec that is not YAML', 'a: [', 'validate/referee-unreadable-spec'],
    ['a duplicate key', `${SPEC}info: {}\n`, 'validate/referee-unreadable-spec'],
    ['a list', '- 1\n', 'validate/referee-unreadable-spec'],
    ['another version of OpenAPI', SPEC.replace('3.1.0', '4.0.0'), 'validate/referee-unknown-version'],
    [
      'an external reference',
      `${SPEC}x: { $ref: 'https://example.test/a.yaml' }\n`,
      'validate/referee-external-reference',
    ],
    ['a file reference', `${SPEC}x: { $ref: /etc/passwd }\n`, 'validate/referee-external-reference'],
    ['hopeless nesting', `${SPEC}x: ${'['.repeat(600)}${']'.repeat(600)}\n`, 'validate/referee-too-deep'],
  ])('starts nothing for %s', async (_, text, code) => {
    if (text === undefined) rmSync(join(folder, 'openapi.yaml'));
    else writeFileSync(join(folder, 'openapi.yaml'), text);
    const { outcome, started } = await ask();
    expect(only(outcome).code).toBe(code);
    expect(only(outcome).hint).toBeTruthy();
    expect(started).toEqual([]);
  });
});

describe('a JAR that is not the pinned one', () => {
  it('is set aside in the cache, told with both hashes, and fetched anew', async () => {
    fillCache('something else');
    const { outcome, started } = await ask();
    expect(outcome.ok).toBe(true);
    expect(only(outcome)).toMatchObject({ code: 'validate/referee-wrong-jar', severity: 'warning' });
    expect(only(outcome).message).toContain(sha256('something else'));
    expect(only(outcome).message).toContain(sha256(JAR));
    expect(readFileSync(`${cached}.rejected`, 'utf8')).toBe('something else');
    expect(readFileSync(cached, 'utf8')).toBe(JAR);
    expect(started).toContain('download');
  });

  it('is not run when it came by download, and the next way is tried', async () => {
    const { outcome, started } = await ask({ download: bringsByWrapper('cut sho') });
    expect(outcome.ok).toBe(true);
    expect(only(outcome)).toMatchObject({ code: 'validate/referee-wrong-jar', severity: 'warning' });
    expect(started.indexOf('maven')).toBeLessThan(started.indexOf('validate'));
  });

  it('is never run when every way brings it', async () => {
    const { outcome, started } = await ask({ download: bringsByWrapper('evil'), maven: bringsByMaven('evil too') });
    expect(outcome.ok).toBe(false);
    expect(outcome.diagnostics.map(({ code }) => code)).toEqual([
      'validate/referee-wrong-jar',
      'validate/referee-wrong-jar',
      'validate/referee-no-jar',
    ]);
    expect(textOf(outcome)).toContain(sha256('evil too'));
    expect(started).toEqual(['java', 'download', 'maven']);
    expect(existsSync(cached)).toBe(false);
  });

  it('is neither run nor touched when the user named it', async () => {
    const jar = join(folder, 'mine.jar');
    writeFileSync(jar, 'mine');
    const { outcome, started } = await ask({}, { jar });
    expect(only(outcome)).toMatchObject({ code: 'validate/referee-wrong-jar', severity: 'error' });
    expect(only(outcome).message).toContain(sha256('mine'));
    expect(readFileSync(jar, 'utf8')).toBe('mine');
    expect(started).toEqual(['java']);
  });
});

describe('no verdict is not a finding', () => {
  const TRACE =
    'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space\n\tat org.Foo.bar(Foo.java:1)\n';

  it.each([
    [
      'is killed',
      { validate: () => ({ kind: 'killed', signal: 'SIGKILL', stdout: '', stderr: '' }) as const },
      /was killed \(SIGKILL\)/,
    ],
    [
      'takes too long',
      { generate: () => ({ kind: 'timed-out', stdout: '', stderr: '' }) as const },
      /not done after 180 s/,
    ],
    [
      'exits 0 without a verdict',
      { validate: () => ended(0, 'Validating spec (openapi.json)\n') },
      /exit code 0 without saying why/,
    ],
    ['runs out of memory', { generate: () => ended(1, '', TRACE) }, /saying: Java heap space/],
    ['writes no code', { generate: () => ended(0) }, /`generate` ended with exit code 0/],
    [
      'crashes in the wrapper',
      { validate: () => ended(1, '', 'Error: spawn ENOMEM\n    at main.js:1\n') },
      /spawn ENOMEM/,
    ],
  ])('when OpenAPI Generator %s', async (_, answers, message) => {
    const { outcome } = await ask(answers);
    expect(outcome.ok).toBe(false);
    expect(only(outcome).code).toBe('validate/referee-no-answer');
    expect(only(outcome).message).toMatch(message);
    expect(textOf(outcome)).not.toMatch(/\bat \S+:\d/);
  });

  it('when the user stops the download, after which nothing else is tried', async () => {
    const { outcome, started } = await ask({ download: () => ({ kind: 'interrupted', signal: 'SIGINT' }) });
    expect(only(outcome).code).toBe('validate/referee-interrupted');
    expect(started).toEqual(['java', 'download']);
  });

  it('when the user interrupts it', async () => {
    const stopped = () => ({ kind: 'interrupted', signal: 'SIGINT' }) as const;
    const { outcome } = await ask({ validate: stopped, generate: stopped });
    expect(only(outcome).code).toBe('validate/referee-interrupted');
  });
});

describe('findings', () => {
  it('names an operation that was lost, with its place', async () => {
    const { outcome } = await ask({ generate: writesOperations({ id: 'getA', path: '/a' }) });
    const { operations, findings } = reportOf(outcome);
    expect(operations.emitted).toEqual(['getA']);
    expect(findings).toMatchObject([
      { code: 'validate/referee-lost-operation', severity: 'error', at: { file: 'openapi.yaml', line: 7, col: 5 } },
    ]);
    expect(findings[0]?.message).toContain('getB (GET /b)');
  });

  it('counts an operation as lost that was understood but for which no function was written', async () => {
    const { outcome } = await ask({
      generate: writesOperations({ id: 'getA', path: '/a' }, { id: 'getB', path: '/b', isWritten: false }),
    });
    expect(reportOf(outcome).operations.emitted).toEqual(['getA']);
  });

  it('points to where a person wrote the node, if the caller knows', async () => {
    const originOf = (pointer: string) => ({ file: `spec${pointer}`, line: 3, col: 1 });
    const { outcome } = await ask({ generate: writesOperations({ id: 'getA', path: '/a' }) }, { originOf });
    expect(reportOf(outcome).findings[0]?.at).toEqual({ file: 'spec/paths/~1b/get', line: 3, col: 1 });
  });

  it('points into the merged document when what it speaks of is nowhere in particular', async () => {
    const originOf = (pointer: string) => {
      if (pointer === '') throw new Error('nobody wrote the root');
      return { file: 'spec', line: 1, col: 1 };
    };
    const validate = () => ended(1, '', 'Errors:\n\t- something is wrong\n\n[error] Spec has 1 errors.\n');
    const { outcome } = await ask({ validate }, { originOf });
    expect(reportOf(outcome).findings[0]?.at).toEqual({ file: 'openapi.yaml', line: 1, col: 1 });
  });

  it('says what the generator gave up on, without the stack', async () => {
    const crash = [
      'Exception in thread "main" java.lang.RuntimeException: Could not process operation:',
      '  Tag: Default',
      '  Operation: getB',
      '  Resource: get /b',
      '\tat org.openapitools.codegen.DefaultGenerator.processOperation(DefaultGenerator.java:1)',
      'Caused by: java.lang.ClassCastException: class java.lang.Boolean cannot be cast (java.lang.Boolean is in module x)',
    ].join('\n');
    const { outcome } = await ask({ generate: () => ended(1, '', crash) });
    const { findings } = reportOf(outcome);
    expect(findings).toMatchObject([{ code: 'validate/referee-gave-up', at: { line: 7, col: 5 } }]);
    expect(findings[0]?.message).toMatch(
      /Could not process operation: get \/b class java.lang.Boolean cannot be cast$/,
    );
  });

  it('tells errors of the validator once, though the generator repeats them', async () => {
    const { outcome } = await ask({
      validate: () =>
        ended(1, '', "Errors:\n\t- attribute paths.'/b'(get).responses is missing\n\n[error] Spec has 1 errors.\n"),
      generate: () =>
        ended(
          1,
          '',
          'Exception in thread "main" org.openapitools.codegen.SpecValidationException: There were issues.\n',
        ),
    });
    expect(reportOf(outcome).findings).toMatchObject([{ code: 'validate/referee-refuses', at: { line: 7 } }]);
  });
});
