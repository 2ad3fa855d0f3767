import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, marginalia, put, snapshot, textOf } from './project.js';

const ROOT = resolve(import.meta.dirname, '../..');

/** The real sources in a folder of their own. */
const realProject = (): string => {
  const folder = folderWith({});
  cpSync(join(ROOT, 'spec'), join(folder, 'spec'), { recursive: true });
  return folder;
};

/** The exit code of `drift` after a change to the real sources, and which rules it finds broken. */
const rulesAfter = (change: (folder: string) => void): readonly [number | null, readonly string[]] => {
  const folder = realProject();
  change(folder);
  const { code, out } = marginalia(['drift', '--json'], { cwd: folder });
  const { findings } = JSON.parse(out) as { findings: readonly { rule: string; waived?: object }[] };
  return [code, findings.filter(({ waived }) => waived === undefined).map(({ rule }) => rule)];
};

const without = (folder: string, file: string, line: RegExp): void => {
  const text = textOf(folder, file);
  const cut = text.replace(line, '');
  if (cut === text) throw new Error(`${file} has no ${String(line)}`);
  put(folder, file, cut);
};

describe('the committed tree', () => {
  it('is what its sources say, generated anew', () => {
    const { code, out } = marginalia(['generate', '--check', '--full'], { cwd: ROOT });
    expect([code, out]).toEqual([0, expect.stringContaining('up to date')]);
  });

  it('comes out the same, byte for byte, in another time zone, language and folder', () => {
    const [first, second] = [realProject(), realProject()];
    marginalia(['generate'], {
      cwd: first,
      env: { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
    });
    marginalia(['generate', '--project', second], {
      cwd: '/',
      env: { TZ: 'America/Los_Angeles', LANG: 'C', LC_ALL: 'C' },
    });
    const generated = snapshot(join(first, 'generated'));
    expect(Object.keys(generated).length).toBeGreaterThan(50);
    expect(snapshot(join(second, 'generated'))).toEqual(generated);
    expect(snapshot(join(ROOT, 'generated'))).toMatchObject(generated);
  });

  it('has no drift, and has it again without a correction', () => {
    expect(rulesAfter(() => undefined)).toEqual([0, []]);
    expect(
      rulesAfter((folder) =>
        put(
          folder,
          'spec/overlays/weights.yaml',
          textOf(folder, 'spec/overlays/weights.yaml').replace('value: 1500', 'value: 15'),
        ),
      ),
    ).toEqual([1, ['request-weight']]);
  });

  it('misses the maximum of recvWindow that upstream does not have when no overlay gives it', () => {
    const [code, rules] = rulesAfter((folder) =>
      without(folder, 'spec/overlays/signing.yaml', /^\s*maximum: 60000\n/m),
    );
    expect(code).toBe(1);
    expect(rules).toContain('parameter-maximum');
  });
});
