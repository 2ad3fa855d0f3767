import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { openDisk } from '../../../generator/disk.js';
import { takeUpstream, type TakenUpstream } from '../../../generator/pipeline-upstream.js';
import { ReadFiles } from '../../../generator/sources.js';

const YAML = 'openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths: {}\n';
const JSON_TEXT = '{\n  "openapi": "3.1.0",\n  "info": { "title": "J", "version": "2" },\n  "paths": {}\n}\n';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const take = (files: Readonly<Record<string, string>>, given: string, isDryRun = false) => {
  const root = mkdtempSync(join(tmpdir(), 'marginalia-upstream-'));
  folders.push(root);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  const outcome = takeUpstream({
    disk: openDisk(root),
    root,
    read: new ReadFiles(),
    path: join(root, given),
    shown: given,
    url: undefined,
    isDryRun,
    today: '2026-01-02',
  });
  const stored = join(root, 'spec/upstream');
  return { taken: outcome.ok ? outcome.value : undefined, stored, names: (): readonly string[] => readdirSync(stored) };
};

describe('the name under which a copy is stored', () => {
  it.each<[before: string, old: string, text: string, after: string]>([
    ['up.yml', YAML, JSON_TEXT, 'up.json'],
    ['up.yaml', YAML, JSON_TEXT, 'up.json'],
    ['up.v1.json', JSON_TEXT, YAML, 'up.v1.yml'],
    ['my api.yaml', YAML, `# again\n${YAML}`, 'my api.yaml'],
    ['up.json', JSON_TEXT, JSON_TEXT.replace('"J"', '"K"'), 'up.json'],
  ])('%s, replaced by another document, ends as that asks for', (before, old, text, after) => {
    const { taken, stored, names } = take({ [`spec/upstream/${before}`]: old, 'page.txt': text }, 'page.txt');
    expect(taken).toMatchObject({
      file: `spec/upstream/${after}`,
      former: before === after ? null : `spec/upstream/${before}`,
    } satisfies Partial<TakenUpstream>);
    expect(names().filter((name) => name !== 'source.yaml')).toEqual([after]);
    expect(readFileSync(join(stored, after), 'utf8')).toBe(text);
    expect(parse(readFileSync(join(stored, 'source.yaml'), 'utf8'))).toMatchObject({ file: after });
  });

  it.each([
    ['page.txt', JSON_TEXT, 'page.json'],
    ['page.json', YAML, 'page.yml'],
    ['source.yaml', YAML, 'source.yml'],
  ])('of a first copy, taken from %s', (given, text, want) => {
    expect(take({ [given]: text }, given).names()).toEqual(['source.yaml', want].sort());
  });

  it('stays in a dry run, and when the document is the same byte for byte', () => {
    const files = { 'spec/upstream/up.yml': JSON_TEXT, 'same.json': JSON_TEXT, 'other.json': `${JSON_TEXT}\n` };
    const dry = take(files, 'other.json', true);
    expect([dry.taken?.former, dry.names()]).toEqual(['spec/upstream/up.yml', ['up.yml']]);
    const same = take(files, 'same.json');
    expect([same.taken?.file, same.taken?.former, same.names()]).toEqual(['spec/upstream/up.yml', null, ['up.yml']]);
  });
});
