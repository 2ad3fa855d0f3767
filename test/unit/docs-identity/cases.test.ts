import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatPosition } from '../../../generator/core/position.js';
import { checkPages } from '../../../generator/docs/check-pages.js';
import { readPage } from '../../../generator/docs/read-page.js';

const ROOT = join(import.meta.dirname, '../../cases/docs-check');

const readGiven = (name: string): readonly string[] => {
  const folder = join(ROOT, name, 'given');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
  const pages = files.sort().map((file) => readPage({ file, text: readFileSync(join(folder, file), 'utf8') }));
  const found = [...pages.flatMap(({ diagnostics }) => diagnostics), ...checkPages(pages, '.')];
  for (const { at, hint } of found) expect({ at, hint }).toEqual({ at: expect.anything(), hint: expect.any(String) });
  return found.map(({ code, at, message }) => `${at ? formatPosition(at) : ''} ${code}: ${message}`);
};

/** Each folder is a capture, and what is wrong with it: every finding has a place and says what to do. */
describe('what is wrong with a folder of pages is said, and nothing else', () => {
  for (const name of readdirSync(ROOT).sort()) {
    test(name.replaceAll('-', ' '), () => {
      expect(readGiven(name)).toEqual(JSON.parse(readFileSync(join(ROOT, name, 'want.json'), 'utf8')));
    });
  }
});
