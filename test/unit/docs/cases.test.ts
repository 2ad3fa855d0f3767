import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFacts } from '../../../generator/docs/page-facts.js';
import { readPage } from '../../../generator/docs/read-page.js';
import { condenseFacts } from '../../support/condense-facts.js';

const ROOT = join(import.meta.dirname, '../../cases/docs');

/**
 * Each folder holds a page in one of the odd forms that pages have, and what it says. `UPDATE_CASES=1` writes what was
 * read, to be looked at before it is committed.
 */
describe('a page in an odd form is read as a person would read it', () => {
  for (const name of readdirSync(ROOT).sort()) {
    test(name.replaceAll('-', ' '), () => {
      const page = readPage({ file: 'page.md', text: readFileSync(join(ROOT, name, 'page.md'), 'utf8') });
      const condensed: unknown = JSON.parse(JSON.stringify(condenseFacts(page, readFacts(page))));
      const want = join(ROOT, name, 'want.json');
      if (process.env['UPDATE_CASES'] === '1') writeFileSync(want, `${JSON.stringify(condensed, null, 2)}\n`);
      expect(condensed).toEqual(JSON.parse(readFileSync(want, 'utf8')));
    });
  }
});
