import { describe, expect, it, vi } from 'vitest';
import { ask, only, reportOf, textOf, useFolders } from './ask-referee.js';
import { ended, writesOperations } from './fake-referee.js';

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

useFolders();

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
