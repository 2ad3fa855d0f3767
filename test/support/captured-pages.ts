import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { PageSource } from '../../generator/docs/types.js';

const ROOT = join(import.meta.dirname, '../..');

/** A whole capture of the documentation is no part of the project: tests that read one run where it is at hand. */
const FOLDER = process.env['MARGINALIA_DOCS'] ?? join(ROOT, '../shared/docs/2026-01-15');

/** Every page of the capture, files named from its folder; `undefined` where there is none. */
export const capturedPages = (): readonly PageSource[] | undefined =>
  existsSync(FOLDER)
    ? filesIn(FOLDER)
        .filter((file) => file.endsWith('.md'))
        .sort()
        .map((file) => ({ file: relative(FOLDER, file).replaceAll('\\', '/'), text: readFileSync(file, 'utf8') }))
    : undefined;

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)],
  );
