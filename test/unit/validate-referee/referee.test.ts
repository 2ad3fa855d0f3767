import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ask, cached, fillCache, folder, only, reportOf, textOf, useFolders, SPEC } from './ask-referee.js';
import { bringsByMaven, bringsByWrapper, ended, JAR } from './fake-referee.js';

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

useFolders();

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
