import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { JarOptions } from './referee-jar.js';
import pin from './referee.json' with { type: 'json' };
import { wrapperEnvironment } from './referee-workspace.js';
import type { CommandResult } from './run-command.js';

/** One try at fetching: the file it left, or why there is none. */
export interface Fetched {
  readonly way: string;
  readonly file?: string;
  readonly trouble?: string;
  /** The signal by which the user stopped it: no other way is to be tried. */
  readonly stoppedBy?: string;
}

const DOWNLOAD_TIMEOUT = 300_000;

/** The plugin with its version, so that every Maven does the same. */
const MAVEN_GOAL = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy';

/** The ways to fetch the JAR, each tried when the next value is asked for. */
export async function* fetchJar(options: JarOptions): AsyncGenerator<Fetched> {
  options.progress(
    `Fetching OpenAPI Generator ${pin.version} from Maven Central, once (${Math.round(pin.bytes / 1e6)} MB) …`,
  );
  yield await fetchByWrapper(options);
  options.progress('Its own download did not get through; trying Maven …');
  yield await fetchByMaven(options);
}

/**
 * Lets `@openapitools/openapi-generator-cli` download the JAR. It would run what it has downloaded at once,
 * unchecked. So the PATH it gets is an empty folder: it finds no `java`, and fails after the download instead of
 * running it.
 */
const fetchByWrapper = async ({ run, workspace, cli }: JarOptions): Promise<Fetched> => {
  const way = '@openapitools/openapi-generator-cli';
  const withoutPrograms = join(workspace, 'no-programs');
  mkdirSync(withoutPrograms, { recursive: true });
  const result = await run({
    program: process.execPath,
    args: [cli, 'version'],
    cwd: workspace,
    env: { ...wrapperEnvironment(workspace), PATH: withoutPrograms },
    timeoutMs: DOWNLOAD_TIMEOUT,
  });
  if (result.kind === 'interrupted') return { way, stoppedBy: result.signal };
  const file = join(workspace, 'jars', `${pin.version}.jar`);
  if (existsSync(file)) return { way, file };
  return { way, trouble: troubleOf(result, /Download failed, because of: "([^"]*)"/) };
};

const fetchByMaven = async ({ run, workspace }: JarOptions): Promise<Fetched> => {
  const way = 'Maven';
  const folder = join(workspace, 'maven');
  const args = ['-q', '-B', MAVEN_GOAL, `-Dartifact=${pin.artifact}:${pin.version}:jar`, `-DoutputDirectory=${folder}`];
  const result = await run({ program: 'mvn', args, cwd: workspace, timeoutMs: DOWNLOAD_TIMEOUT });
  if (result.kind === 'interrupted') return { way, stoppedBy: result.signal };
  const file = join(folder, `openapi-generator-cli-${pin.version}.jar`);
  if (result.kind === 'ended' && result.code === 0 && existsSync(file)) return { way, file };
  return { way, trouble: troubleOf(result, /^\[ERROR\] (?:Failed to execute goal .*?: )?(.+)$/m) };
};

const troubleOf = (result: CommandResult, reason: RegExp): string => {
  switch (result.kind) {
    case 'not-found':
      return 'not installed';
    case 'not-started':
      return `could not be started: ${result.reason}`;
    case 'timed-out':
      return `not done after ${DOWNLOAD_TIMEOUT / 1000} s`;
    case 'interrupted':
    case 'killed':
      return `stopped by ${result.signal}`;
    case 'ended':
      return withoutAddresses(
        reason.exec(`${result.stdout}\n${result.stderr}`)?.[1] ?? `ended with exit code ${result.code}`,
      );
  }
};

/** Which mirror or proxy this machine uses is nobody's business in a log that people paste into bug reports. */
const withoutAddresses = (text: string): string =>
  text
    .replace(/https?:\/\/[^\s")]+/g, '<address>')
    .replace(/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT)\s+\S+/g, '$1')
    .slice(0, 300);
