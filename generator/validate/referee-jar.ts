import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type Diagnostic, failed, ok, type Outcome } from '../core/diagnostic.js';
import { reasonOf } from '../core/reason.js';
import { type Fetched, fetchJar } from './referee-fetch.js';
import { interrupted } from './referee-java.js';
import pin from './referee.json' with { type: 'json' };
import type { CommandRunner } from './run-command.js';

export interface JarOptions {
  /** Folder that git ignores; the JAR is kept there from one run to the next. */
  readonly cacheDir: string;
  /** A JAR to use instead of the cached one. It has to be the pinned one all the same. */
  readonly jar?: string | undefined;
  readonly offline?: boolean | undefined;
  readonly run: CommandRunner;
  /** An empty folder of this run, for what is being fetched. */
  readonly workspace: string;
  /** `main.js` of `@openapitools/openapi-generator-cli`. */
  readonly cli: string;
  readonly progress: (text: string) => void;
}

/** The name that Maven gives it, so that a JAR which a person copied into the cache by hand is found. */
export const JAR_NAME: string = `openapi-generator-cli-${pin.version}.jar`;

/**
 * The bytes of the pinned JAR. They are checked here, and the caller runs these very bytes: what is on the disk may
 * change between a check and a start.
 */
export const obtainJar = async (options: JarOptions): Promise<Outcome<Uint8Array>> => {
  const cached = join(options.cacheDir, JAR_NAME);
  const found = check(options.jar ?? cached);
  if (found.kind === 'right') return ok(found.bytes);
  if (options.jar !== undefined)
    return failed(found.kind === 'wrong' ? wrongGivenJar(options.jar, found) : noGivenJar(options.jar));
  const rejected = found.kind === 'wrong' ? [reject(cached, found)] : [];
  if (options.offline === true) return failed(...rejected, offlineWithoutJar(options.cacheDir));
  const fetched = await fetchInto(options, cached);
  return fetched.ok
    ? ok(fetched.value, [...rejected, ...fetched.diagnostics])
    : failed(...rejected, ...fetched.diagnostics);
};

type Checked =
  | { readonly kind: 'right'; readonly bytes: Uint8Array }
  | { readonly kind: 'wrong'; readonly sha256: string; readonly size: number }
  | { readonly kind: 'missing' };

const check = (file: string): Checked => {
  try {
    const bytes = readFileSync(file);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return sha256 === pin.sha256 ? { kind: 'right', bytes } : { kind: 'wrong', sha256, size: bytes.length };
  } catch {
    return { kind: 'missing' };
  }
};

/** Tries each way in turn; a way that brings a wrong file does not keep the next from being tried. */
const fetchInto = async (options: JarOptions, cached: string): Promise<Outcome<Uint8Array>> => {
  const troubles: Fetched[] = [];
  const rejected: Diagnostic[] = [];
  for await (const fetched of fetchJar(options)) {
    if (fetched.stoppedBy !== undefined) return failed(interrupted(fetched.stoppedBy));
    troubles.push(fetched);
    const found = fetched.file === undefined ? undefined : check(fetched.file);
    if (found?.kind === 'wrong') rejected.push(wrongDownload(fetched.way, found));
    if (found?.kind !== 'right') continue;
    const kept = keep(found.bytes, cached);
    return ok(found.bytes, [...rejected.map(asWarning), ...(kept === undefined ? [] : [kept])]);
  }
  return failed(...rejected, couldNotFetch(troubles, options.cacheDir));
};

/** Written beside its place and moved into it, so that two runs at once never see half a file. */
const keep = (bytes: Uint8Array, cached: string): Diagnostic | undefined => {
  const staged = `${cached}.${process.pid}.part`;
  try {
    mkdirSync(join(cached, '..'), { recursive: true });
    writeFileSync(staged, bytes);
    renameSync(staged, cached);
    return undefined;
  } catch (error) {
    rmSync(staged, { force: true });
    return {
      code: 'validate/referee-jar-not-kept',
      severity: 'warning',
      message: `The JAR could not be kept in ${cached} (${reasonOf(error)}); the next run will fetch it again.`,
    };
  }
};

/** A wrong file in the cache is set aside under another name, where nothing runs it. */
const reject = (cached: string, found: Checked & { kind: 'wrong' }): Diagnostic => {
  const aside = `${cached}.rejected`;
  try {
    renameSync(cached, aside);
  } catch {
    rmSync(cached, { force: true });
  }
  return {
    code: 'validate/referee-wrong-jar',
    severity: 'warning',
    message: `${cached} is not the pinned JAR and was not run; it is now ${aside}. ${hashes(found)}`,
    hint: 'Delete it. If nobody changed it by accident, find out who did.',
  };
};

const wrongGivenJar = (jar: string, found: Checked & { kind: 'wrong' }): Diagnostic => ({
  code: 'validate/referee-wrong-jar',
  severity: 'error',
  message: `${jar} is not OpenAPI Generator ${pin.version} and was not run. ${hashes(found)}`,
  hint: byHand(),
});

const noGivenJar = (jar: string): Diagnostic => ({
  code: 'validate/referee-no-jar',
  severity: 'error',
  message: `The referee was not asked: there is no readable file ${jar}.`,
  hint: byHand(),
});

const wrongDownload = (way: string, found: Checked & { kind: 'wrong' }): Diagnostic => ({
  code: 'validate/referee-wrong-jar',
  severity: 'error',
  message: `What ${way} brought is not the pinned JAR; it was deleted and not run. ${hashes(found)}`,
  hint: `Something between here and Maven Central changes files, or cut this one short. ${byHand()}`,
});

const offlineWithoutJar = (cacheDir: string): Diagnostic => ({
  code: 'validate/referee-no-jar',
  severity: 'error',
  message: `The referee was not asked: ${join(cacheDir, JAR_NAME)} is missing, and fetching it was not allowed.`,
  hint: `Run \`marginalia validate\` once with a network. ${byHand(cacheDir)}`,
});

const couldNotFetch = (troubles: readonly Fetched[], cacheDir: string): Diagnostic => ({
  code: 'validate/referee-no-jar',
  severity: 'error',
  message: [
    `The referee was not asked: OpenAPI Generator ${pin.version} could not be fetched.`,
    ...troubles.map(({ way, trouble }) => `${way}: ${trouble ?? 'brought another file'}`),
  ].join('\n'),
  hint: byHand(cacheDir),
});

const byHand = (folder = '.'): string =>
  `By hand: mvn dependency:copy -Dartifact=${pin.artifact}:${pin.version}:jar -DoutputDirectory=${folder}\n` +
  `or take ${JAR_NAME} from Maven Central, then: marginalia validate --referee-jar <that file>`;

const hashes = ({ sha256, size }: Checked & { kind: 'wrong' }): string =>
  `Its sha256 is ${sha256} (${size} bytes); expected is ${pin.sha256} (${pin.bytes} bytes).`;

const asWarning = (diagnostic: Diagnostic): Diagnostic => ({ ...diagnostic, severity: 'warning' });
