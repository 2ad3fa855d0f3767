import { type Diagnostic, failed, ok, type Outcome } from '../core/diagnostic.js';
import pin from './referee.json' with { type: 'json' };
import type { CommandRunner } from './run-command.js';

const JAVA_TIMEOUT = 30_000;

const HINT = [
  `Install a Java runtime ${pin.javaAtLeast} or newer and make sure that \`java\` is on the PATH:`,
  'Debian or Ubuntu: apt-get install default-jre-headless',
  'macOS: brew install openjdk',
  'Windows: winget install EclipseAdoptium.Temurin.21.JRE',
  'Everything but this second opinion works without Java.',
].join('\n');

/** The major version of the Java that the referee will run on, or what is missing. */
export const checkJava = async (run: CommandRunner, cwd: string): Promise<Outcome<number>> => {
  const result = await run({ program: 'java', args: ['-version'], cwd, timeoutMs: JAVA_TIMEOUT });
  if (result.kind === 'interrupted') return failed(interrupted(result.signal));
  if (result.kind === 'not-found')
    return failed(noJava('OpenAPI Generator is a Java program, and there is no `java` here.'));
  if (result.kind === 'not-started') return failed(noJava(`\`java\` cannot be started: ${result.reason}.`));
  if (result.kind === 'timed-out')
    return failed(noJava(`\`java -version\` gave no answer in ${JAVA_TIMEOUT / 1000} s.`));
  const version = majorVersion(`${result.stderr}\n${result.stdout}`);
  if (version === undefined) return failed(noJava('`java -version` did not name a version.'));
  return version < pin.javaAtLeast ? failed(tooOld(version)) : ok(version);
};

/** `version "17.0.15"` is 17; before Java 9 it was `version "1.8.0_402"`. */
const majorVersion = (output: string): number | undefined => {
  const found = /version "(?:1\.)?(\d+)/.exec(output)?.[1];
  return found === undefined ? undefined : Number(found);
};

const noJava = (message: string): Diagnostic => ({
  code: 'validate/referee-no-java',
  severity: 'error',
  message: `The referee was not asked. ${message}`,
  hint: HINT,
});

const tooOld = (version: number): Diagnostic => ({
  code: 'validate/referee-old-java',
  severity: 'error',
  message: `The referee was not asked. This is Java ${version}; OpenAPI Generator needs ${pin.javaAtLeast}.`,
  hint: HINT,
});

export const interrupted = (signal: string): Diagnostic => ({
  code: 'validate/referee-interrupted',
  severity: 'error',
  message: `The referee was stopped by ${signal}.`,
  hint: 'Run `marginalia validate` again.',
});
