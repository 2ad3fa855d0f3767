import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyForReferee } from '../../generator/validate/referee-copy.js';
import { readRefereeDocument } from '../../generator/validate/referee-document.js';
import { obtainJar } from '../../generator/validate/referee-jar.js';
import { judge } from '../../generator/validate/referee-judge.js';
import { REFEREE_LIMITS } from '../../generator/validate/referee-limits.js';
import { installJar } from '../../generator/validate/referee-run.js';
import { withWorkspace } from '../../generator/validate/referee-workspace.js';
import { runCommand } from '../../generator/validate/run-command.js';
import { CACHE, DIRECT, ROOT, valueOf, WRAPPER } from './setup.js';

/** One folder: a spec, what we make of it, and what the referee does with the spec as it is. */
interface Wanted {
  /** Codes of the findings when the YAML is handed over as it is. Absent: the copy says nothing in other words. */
  readonly untouched?: readonly string[];
  /** Code and place of each finding. */
  readonly findings: readonly string[];
  readonly limits: readonly string[];
}

const CASES = join(ROOT, 'test/cases/referee');
const names = readdirSync(CASES).sort();

let jar: Uint8Array;

beforeAll(async () => {
  const workspace = mkdtempSync(join(tmpdir(), 'marginalia-test-'));
  const options = { cacheDir: CACHE, run: runCommand, workspace, cli: WRAPPER, progress: () => undefined };
  jar = valueOf(await obtainJar(options));
  rmSync(workspace, { recursive: true });
}, 600_000);

afterAll(() => {
  jar = new Uint8Array();
});

const ask = async (name: string, isTouched: boolean) => {
  const text = readFileSync(join(CASES, name, 'given.yaml'), 'utf8');
  const document = valueOf(readRefereeDocument('given.yaml', text));
  const copy = isTouched ? copyForReferee(document.root) : { text, limits: [] };
  return valueOf(
    await withWorkspace((folder) => {
      installJar(folder, jar);
      return judge(document, copy, { folder, cli: DIRECT, run: runCommand, timeoutMs: 120_000 });
    }),
  );
};

const wanted = (name: string): Wanted => JSON.parse(readFileSync(join(CASES, name, 'want.json'), 'utf8')) as Wanted;

describe('what the referee makes of', () => {
  it.each(names)('%s', { timeout: 120_000 }, async (name) => {
    const { findings, limits } = await ask(name, true);
    const places = findings.map(({ code, at }) => `${code} ${at?.line}:${at?.col}`);
    expect({ findings: places, limits: limits.map(idOf) }).toEqual({
      findings: wanted(name).findings,
      limits: wanted(name).limits,
    });
  });

  it.each(names.filter((name) => wanted(name).untouched !== undefined))(
    '%s, were it handed over as it is',
    { timeout: 120_000 },
    async (name) => {
      const { findings } = await ask(name, false);
      expect([...new Set(findings.map(({ code }) => code))]).toEqual(wanted(name).untouched);
    },
  );
});

describe('the list of limits', () => {
  it('has a case for every limit, and handing the spec over as it is shows each that is reworded', () => {
    for (const { id, rewrite } of REFEREE_LIMITS) {
      expect(names).toContain(id);
      expect(wanted(id).limits).toContain(id);
      expect(wanted(id).untouched !== undefined, id).toBe(rewrite !== undefined);
    }
  });
});

const idOf = ({ message }: { readonly message: string }): string => /\[([\w-]+)\]$/.exec(message)?.[1] ?? message;
