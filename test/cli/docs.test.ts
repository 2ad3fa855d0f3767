import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderWith, marginalia, put, snapshot, textOf } from './project.js';

const ROOT = resolve(import.meta.dirname, '../..');
const PAGES = readdirSync(join(ROOT, 'spec/docs'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .sort();
const LOAN = 'derivatives/portfolio-margin/trade/Margin-Account-Borrow.md';

let root = '';
let pages: Readonly<Record<string, string>> = {};

beforeAll(() => {
  root = folderWith({});
  cpSync(join(ROOT, 'spec'), join(root, 'spec'), { recursive: true });
  pages = Object.fromEntries(PAGES.map((name) => [name, textOf(root, `spec/docs/${name}`)]));
});

/** The pages of the project in a folder of their own, some of them changed. */
const capture = (folder: string, change: Readonly<Record<string, (text: string) => string>> = {}): string => {
  for (const name of PAGES) put(root, `${folder}/${name}`, (change[name] ?? ((text) => text))(pages[name] ?? ''));
  return folder;
};

interface Machine {
  readonly exitCode: number;
  readonly findings: readonly {
    readonly rule: string;
    readonly group: string;
    readonly sides: readonly { readonly at: { readonly file: string; readonly line: number } }[];
  }[];
  readonly pages: readonly { readonly file: string; readonly endpoints: readonly unknown[] }[];
}

const json = (args: readonly string[]): Machine =>
  JSON.parse(marginalia([...args, '--json'], { cwd: root }).out) as Machine;

describe('docs facts', () => {
  it('prints what a page says, with its lines', () => {
    const { code, out, err } = marginalia(['docs', 'facts', `spec/docs/${LOAN}`], { cwd: root });
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('POST /papi/v1/marginLoan (en)');
    expect(out).toMatch(/parameter amount: DECIMAL, required.* :\d+:\d+/);
    expect(out).toMatch(/1 page \(1 endpoint\), 1 endpoint; everything was read/);
  });

  it('prints the contract for machines, whole and valid, for a folder as for each of its pages', () => {
    const { err } = marginalia(['docs', 'facts', 'spec/docs', '--json'], { cwd: root });
    const all = json(['docs', 'facts', 'spec/docs']);
    const schema = JSON.parse(readFileSync(join(ROOT, 'generator/docs/facts.schema.json'), 'utf8')) as object;
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    expect([err, all.exitCode, all.pages.map(({ file }) => file)]).toEqual([
      '',
      0,
      PAGES.map((name) => `spec/docs/${name}`),
    ]);
    expect([validate(all.pages), validate.errors]).toEqual([true, null]);
    expect(PAGES.flatMap((name) => json(['docs', 'facts', `spec/docs/${name}`]).pages)).toEqual(all.pages);
  });

  it('stops in silence when the reader goes away', () => {
    const { status, stderr } = spawnSync(
      'bash',
      [
        '-c',
        `set -o pipefail; "${process.execPath}" "${join(ROOT, 'dist/marginalia.cjs')}" docs facts spec/docs --json | head -c 10`,
      ],
      { cwd: root, encoding: 'utf8' },
    );
    expect([status, stderr]).toEqual([0, '']);
  });

  it.each([
    ['nowhere', 'There is no page and no folder of pages at "nowhere".'],
    ['spec/fragments', 'There is no documentation page (.md) in spec/fragments/.'],
  ])('%s: says what is wrong and exits 2', (path, message) => {
    const { code, out, err } = marginalia(['docs', 'facts', path], { cwd: root });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).toContain('what to do:');
  });

  it('says what it put right in an example, too', () => {
    const { code, out } = marginalia(['docs', 'facts', 'spec/docs'], { cwd: root });
    expect(code).toBe(0);
    expect(out).toMatch(/^note This example is not JSON \(unquoted word\): success \(spec\/docs\/.*\.md:\d+:\d+\)$/m);
    expect(out).toMatch(/everything was read, 2 notes$/m);
  });

  it('says what could not be read, with its line, and reads the rest', () => {
    put(root, 'odd/page.md', (pages[LOAN] ?? '').replace('| DECIMAL|', '| DECIMALISH|'));
    const { code, err } = marginalia(['docs', 'facts', 'odd'], { cwd: root });
    expect(code).toBe(0);
    expect(err).toMatch(/warning docs\/unknown-type\n {2}"DECIMALISH"[^]*at odd\/page\.md:\d+:\d+[^]*what to do:/);
  });
});

describe('docs check', () => {
  it('has nothing to say of the pages of the project', () => {
    const { code, out, err } = marginalia(['docs', 'check', 'spec/docs'], { cwd: root });
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('all in order: 4 pages, 4 endpoints');
  });

  it('finds a page that was cut, one under another name, and an empty one', () => {
    const folder = capture('bad', { [LOAN]: (text) => text.slice(0, text.indexOf('---|---|---|---') + 80) });
    put(
      root,
      `${folder}/margin_trading/trade/Other-Name.md`,
      pages[PAGES.find((name) => name.includes('borrow-and-repay/Margin')) ?? ''] ?? '',
    );
    put(
      root,
      `${folder}/margin_trading/Empty.md`,
      '---\nsource_url: https://example.com/docs/margin_trading/Empty\n---\n',
    );
    const { exitCode, findings } = json(['docs', 'check', folder]);
    expect(exitCode).toBe(1);
    const found = findings.map(({ rule, group }) => `${rule} ${group.replace(/.*\//, '')}`);
    expect(found).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/Margin-Account-Borrow\.md$/),
        expect.stringMatching(/Other-Name\.md$/),
        expect.stringMatching(/Empty\.md$/),
      ]),
    );
  });

  it('names no folder to save in when one page was named by itself', () => {
    put(root, 'elsewhere/Odd name.md', pages[LOAN] ?? '');
    const { code, out } = marginalia(['docs', 'check', 'elsewhere/Odd name.md'], { cwd: root });
    expect([code, out]).toEqual([1, expect.stringContaining(`Save it as ${LOAN}.`)]);
  });

  it('a page that is too long is called a page', () => {
    put(root, 'long/page.md', 'word '.repeat(4_000_000));
    const { code, err } = marginalia(['docs', 'check', 'long'], { cwd: root });
    expect([code, err]).toEqual([2, expect.stringContaining('No documentation page is that long')]);
    expect(err).not.toContain('OpenAPI');
  });
});

describe('docs diff', () => {
  it('finds nothing between a capture and the same with other dates, anchors and white space', () => {
    const noise = (text: string): string =>
      text
        .replace(/updated_at: .*/, 'updated_at: 2027-01-01T00:00:00')
        .replaceAll('\u200b', '')
        .replaceAll('| ', '|  ');
    capture('old');
    capture('noise', Object.fromEntries(PAGES.map((name) => [name, noise])));
    const { code, out } = marginalia(['docs', 'diff', 'old', 'noise'], { cwd: root });
    expect([code, out]).toEqual([0, expect.stringMatching(/^No change/i)]);
  });

  it('finds what a caller must know, on both lines', () => {
    capture('old');
    capture('new', { [LOAN]: (text) => text.replaceAll('| DECIMAL| YES|', '| DECIMAL| NO|') });
    const { exitCode, findings } = json(['docs', 'diff', 'old', 'new']);
    expect([exitCode, findings.map(({ rule }) => rule)]).toEqual([1, ['parameter-required-changed']]);
    const files = findings[0]?.sides.map(({ at }) => at.file) ?? [];
    expect(files).toEqual(expect.arrayContaining([`new/${LOAN}`, `old/${LOAN}`]));
  });

  it('never takes a missing page for a withdrawn endpoint', () => {
    capture('old');
    capture('less', { [LOAN]: () => '' });
    const { code, out } = marginalia(['docs', 'diff', 'old', 'less', '--all'], { cwd: root });
    expect([code, out]).toEqual([0, expect.stringMatching(/^POST \/papi\/v1\/marginLoan Not seen since 2026-01-15/)]);
  });
});

describe('docs compare-languages', () => {
  it('finds where the halves disagree', () => {
    const { exitCode, findings } = json(['docs', 'compare-languages', 'spec/docs']);
    expect(exitCode).toBe(1);
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['docs-inconsistent-languages']));
  });
});

describe('reports', () => {
  it('are written beside what is printed', () => {
    const { code, out } = marginalia(
      [
        'drift',
        ...['sarif', 'html', 'markdown', 'json', 'github', 'text'].flatMap((format) => [
          '--report',
          `${format}=reports/drift.${format}`,
        ]),
      ],
      { cwd: root },
    );
    expect([code, out]).toEqual([0, expect.stringMatching(/^No drift/)]);
    expect(JSON.parse(textOf(root, 'reports/drift.sarif'))).toMatchObject({ version: '2.1.0' });
    expect(textOf(root, 'reports/drift.html')).toMatch(/^<!doctype html>/);
    for (const format of ['markdown', 'json', 'text']) expect(textOf(root, `reports/drift.${format}`)).not.toBe('');
  });

  it.each([
    ['--format', 'pdf', 'Allowed choices are text, json, sarif, github, markdown, html'],
    ['--report', 'pdf=x', '"pdf" is no format'],
    ['--report', 'sarif', 'such as sarif=drift.sarif'],
  ])('%s %s: says what there is', (option, value, message) => {
    const { code, err } = marginalia(['drift', option, value], { cwd: root });
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });

  it('two into one file are refused, before one is lost', () => {
    const reports = ['--report', 'html=one.out', '--report', 'json=./one.out'];
    const { code, err } = marginalia(['docs', 'check', 'spec/docs', ...reports], { cwd: root });
    expect([code, err]).toEqual([2, expect.stringContaining('is named twice')]);
    expect(existsSync(join(root, 'one.out'))).toBe(false);
  });

  it('that cannot be written are an error, not a stack', () => {
    const { code, err } = marginalia(['drift', '--report', 'html=spec'], { cwd: root });
    expect([code, err]).toEqual([2, expect.stringContaining('"spec" could not be written: it is a folder')]);
  });
});

/** A page about an endpoint that the spec does not have. */
const gift = (): string =>
  (pages[LOAN] ?? '').replaceAll('marginLoan', 'marginGift').replaceAll('Margin-Account-Borrow', 'Margin-Account-Gift');

describe('docs draft', () => {
  it('says so where pages describe no endpoint, instead of praising the spec', () => {
    const root = folderWith({});
    cpSync(join(ROOT, 'spec'), join(root, 'spec'), { recursive: true });
    put(root, 'captures/About.md', '# About\n\nNothing to call here.\n');
    const { code, out } = marginalia(['docs', 'draft', 'captures/About.md'], { cwd: root });
    expect([code, out]).toEqual([0, expect.stringContaining('these pages describe no endpoint')]);
  });

  it('prints a fragment for an endpoint that the spec lacks, and writes nothing', () => {
    put(root, 'fresh/page.md', gift());
    const before = snapshot(join(root, 'spec'));
    const { code, out } = marginalia(['docs', 'draft', 'fresh', '--print'], { cwd: root });
    expect(code).toBe(0);
    expect(out).toMatch(/^# spec\/fragments\/[\w-]+\.yaml\nopenapi: 3\.1\.0/m);
    expect(out).toContain('/papi/v1/marginGift:');
    expect(out).toMatch(/^review:/m);
    expect(snapshot(join(root, 'spec'))).toEqual(before);
  });

  it('writes it where merge finds it, with a reminder of what is not reviewed', () => {
    const own = folderWith({});
    cpSync(join(ROOT, 'spec'), join(own, 'spec'), { recursive: true });
    put(own, 'fresh/page.md', gift());
    const before = snapshot(join(own, 'spec'));
    expect(marginalia(['docs', 'draft', 'fresh'], { cwd: own }).code).toBe(0);
    const after = snapshot(join(own, 'spec'));
    expect(Object.keys(after).filter((file) => after[file] !== before[file])).toEqual([
      expect.stringMatching(/^fragments\//),
    ]);
    const { code, out, err } = marginalia(['merge'], { cwd: own });
    expect([code, err]).toEqual([0, expect.stringContaining('merge/unreviewed')]);
    expect(out).toContain('/papi/v1/marginGift:');
    expect(out).not.toContain('review:');
  });

  it('what it prints can be saved as it is', () => {
    const own = folderWith({});
    cpSync(join(ROOT, 'spec'), join(own, 'spec'), { recursive: true });
    put(own, 'fresh/page.md', gift());
    put(own, 'spec/fragments/gift.yaml', marginalia(['docs', 'draft', 'fresh', '--print'], { cwd: own }).out);
    expect(marginalia(['generate'], { cwd: own })).toMatchObject({ code: 0 });
    expect(marginalia(['docs', 'draft', 'fresh', '--print'], { cwd: own }).out).toContain('othing to draft');
  });

  it('says that two pages describe one endpoint', () => {
    const page = (pages[LOAN] ?? '').replaceAll('/papi/v1/marginLoan', '/papi/v1/lend');
    put(root, 'twice/one.md', page);
    put(root, 'twice/two.md', page.replaceAll('Margin-Account-Borrow', 'Lend'));
    const { err } = marginalia(['docs', 'draft', 'twice', '--print'], { cwd: root });
    expect(err).toMatch(/draft\/repeated-endpoint\n.*POST \/papi\/v1\/lend is described twice/);
    expect(err).toMatch(/at twice\/two.md:\d+/);
  });

  it('has nothing to draft where the spec says what the pages say', () => {
    const { code, out } = marginalia(['docs', 'draft', 'spec/docs'], { cwd: root });
    expect([code, out]).toEqual([0, expect.stringContaining('nothing to draft')]);
    expect(existsSync(join(root, 'spec/overlays/zz-draft-margin-trade.yaml'))).toBe(false);
  });
});
