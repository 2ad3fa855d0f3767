import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Diagnostic, failed, ok, type Outcome } from '../core/diagnostic.js';
import type { Position } from '../core/position.js';
import { copyForReferee } from './referee-copy.js';
import { type RefereeDocument, readRefereeDocument } from './referee-document.js';
import { checkJava } from './referee-java.js';
import { obtainJar } from './referee-jar.js';
import { judge } from './referee-judge.js';
import { refuseBeforehand } from './referee-preconditions.js';
import type { RefereeReport } from './referee-report.js';
import { installJar, type Referee } from './referee-run.js';
import pin from './referee.json' with { type: 'json' };
import { withWorkspace } from './referee-workspace.js';
import type { CommandRunner } from './run-command.js';

export type { RefereeReport } from './referee-report.js';

export interface RefereeOptions {
  /** The merged OpenAPI document. */
  readonly specFile: string;
  /** How diagnostics name it; `specFile` when absent. */
  readonly shownAs?: string | undefined;
  /**
   * Where a node was written by a person, if the caller knows; otherwise diagnostics point into the merged document.
   */
  readonly originOf?: ((pointer: string) => Position) | undefined;
  /** Folder that git ignores; the JAR is kept there. */
  readonly cacheDir: string;
  /** A JAR to use instead of the cached one. */
  readonly jar?: string | undefined;
  /** Never fetch anything. */
  readonly offline?: boolean | undefined;
  readonly run: CommandRunner;
  /** Told when something takes long. */
  readonly progress?: ((text: string) => void) | undefined;
  /** `main.js` of `@openapitools/openapi-generator-cli`; looked up beside this program when absent. */
  readonly cli?: string | undefined;
  /** For each of the two runs. */
  readonly timeoutMs?: number | undefined;
}

const TIMEOUT = 180_000;

/**
 * Asks OpenAPI Generator for a second opinion on the merged spec. Not `ok` means that it could not be asked or
 * came to no verdict, which says nothing about the spec; `ok` with findings means that it disagrees with the spec.
 */
export const runReferee = async (options: RefereeOptions): Promise<Outcome<RefereeReport>> => {
  const document = readDocument(options);
  if (!document.ok) return document;
  const obstacle = refuseBeforehand(document.value);
  if (obstacle !== undefined) return failed(obstacle);
  const cli = options.cli ?? findCli();
  if (cli === undefined) return failed(noCli());
  return withWorkspace(async (folder) => {
    const referee: Referee = { folder, cli, run: options.run, timeoutMs: options.timeoutMs ?? TIMEOUT };
    const ready = await prepare(options, referee);
    if (!ready.ok) return ready;
    options.progress?.(`Asking OpenAPI Generator ${pin.version} …`);
    const judged = await judge(document.value, copyForReferee(document.value.root), referee);
    return judged.ok ? ok(judged.value, [...ready.diagnostics, ...judged.diagnostics]) : judged;
  });
};

const readDocument = ({ specFile, shownAs, originOf }: RefereeOptions): Outcome<RefereeDocument> => {
  const file = shownAs ?? specFile;
  try {
    const document = readRefereeDocument(file, readFileSync(specFile, 'utf8'));
    if (!document.ok || originOf === undefined) return document;
    const { root, positionOf } = document.value;
    return ok({ root, positionOf: (pointer) => (pointer === '' ? positionOf('') : originOf(pointer)) });
  } catch {
    return failed({
      code: 'validate/referee-unreadable-spec',
      severity: 'error',
      message: `The referee was not asked: ${file} cannot be read.`,
      hint: 'Write it with `marginalia generate`.',
    });
  }
};

/** The program that `npm ci` installed, wherever npm has put it. */
const findCli = (): string | undefined => {
  try {
    return createRequire(import.meta.url).resolve('@openapitools/openapi-generator-cli/main.js');
  } catch {
    return undefined;
  }
};

const noCli = (): Diagnostic => ({
  code: 'validate/referee-no-cli',
  severity: 'error',
  message: 'The referee was not asked: the npm package @openapitools/openapi-generator-cli is not installed.',
  hint: 'Install the development dependencies: npm ci',
});

const prepare = async (options: RefereeOptions, { folder, cli, run }: Referee): Promise<Outcome<undefined>> => {
  const java = await checkJava(run, folder);
  if (!java.ok) return java;
  const { cacheDir, jar, offline, progress = () => undefined } = options;
  const bytes = await obtainJar({ cacheDir, jar, offline, run, workspace: folder, cli, progress });
  if (!bytes.ok) return bytes;
  installJar(folder, bytes.value);
  return ok(undefined, bytes.diagnostics);
};
