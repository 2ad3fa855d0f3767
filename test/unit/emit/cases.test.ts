/**
 * Each folder in test/cases/emit is a case: `given.yaml`, a merged spec, and `want/`, files that come out of it word
 * for word. A case that expects diagnostics has them in `want/diagnostics.txt`. To accept what the program gives now
 * for the files that are in `want/`: UPDATE_CASES=1 npx vitest run test/unit/emit/cases.test.ts
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../generator/core/diagnostic.js';
import { formatPosition } from '../../../generator/core/position.js';
import { emit } from '../../../generator/emit/emit.js';
import type { SourceFile } from '../../../generator/emit/types.js';
import { buildModel } from '../../../generator/model/build-model.js';
import { specFromYaml } from '../../support/spec-from-yaml.js';
import { SETTINGS, TEMPLATES } from './package-of.js';

const here = fileURLToPath(new URL('../../cases/emit/', import.meta.url));

const cases = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const describeFault = ({ severity, code, at, message, hint, related = [] }: Diagnostic): string =>
  [
    `${at ? formatPosition(at) : '-'} ${severity} ${code}: ${message}`,
    ...related.map((place) => `  ${formatPosition(place.at)} ${place.message}`),
    `  hint: ${hint ?? 'none'}`,
    '',
  ].join('\n');

const run = async (given: string): Promise<readonly SourceFile[]> => {
  const model = buildModel(specFromYaml(given, 'given.yaml'));
  const files = model.ok ? await emit(model.value, TEMPLATES, SETTINGS) : model;
  const diagnostics = [...model.diagnostics, ...(model.ok ? files.diagnostics : [])];
  const said = { path: 'diagnostics.txt', text: diagnostics.map(describeFault).join('') };
  return [said, ...(files.ok ? files.value : [])];
};

describe('emit cases', () => {
  it.each(cases)('%s', async (name) => {
    const want = join(here, name, 'want');
    const files = await run(readFileSync(join(here, name, 'given.yaml'), 'utf8'));
    const wanted = readdirSync(want, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(wanted.length).toBeGreaterThan(0);
    if (!existsSync(join(want, 'diagnostics.txt'))) expect(files[0]?.text).toBe('');
    for (const entry of wanted) {
      const place = join(entry.parentPath, entry.name);
      const path = place.slice(want.length + 1).replaceAll('\\', '/');
      const found = files.find((file) => file.path === path);
      if (process.env['UPDATE_CASES'] === '1' && found !== undefined) writeFileSync(place, found.text);
      expect(found?.text, path).toBe(readFileSync(place, 'utf8'));
    }
  });
});
