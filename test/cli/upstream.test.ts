import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { document, folderWith, marginalia, operation, project, put, snapshot, textOf, UPSTREAM } from './project.js';

const FIRST = document(`  /a:\n${operation('get', 'getA')}`);
const SECOND = document(
  `  /a:\n${operation('get', 'getA').replace('Does', 'Still does')}  /c:\n${operation('post', 'postC')}`,
);
const PAGE = `Some API\n\nOpenAPI Specification\nopenapi.yml Raw\n${SECOND}\nRelated pages\n`;

describe('upstream', () => {
  it('takes a first copy, byte for byte, out of its page, with its sha256', () => {
    const root = folderWith({ 'page.txt': PAGE });
    const { code, out } = marginalia(['upstream', 'page.txt', '--url', 'https://example.com/x'], { cwd: root });
    expect(code).toBe(0);
    expect(out).toContain('stored spec/upstream/page.yml: 2 operations');
    expect(textOf(root, 'spec/upstream/page.yml')).toBe(SECOND);
    const sha256 = createHash('sha256').update(SECOND).digest('hex');
    expect(parse(textOf(root, 'spec/upstream/source.yaml'))).toMatchObject({
      sha256,
      title: 'Some API',
      startLine: 5,
      url: 'https://example.com/x',
    });
  });

  it('says what changed; the same again changes nothing', () => {
    const root = folderWith({ [UPSTREAM]: FIRST, 'in/page.txt': PAGE });
    expect(marginalia(['upstream', 'in/page.txt'], { cwd: root }).out).toMatch(
      /~ changed GET \/a .*: \/summary\n\+ added {3}POST \/c/,
    );
    expect(textOf(root, UPSTREAM)).toBe(SECOND);
    const before = snapshot(root);
    expect(marginalia(['upstream', 'in/page.txt'], { cwd: root })).toMatchObject({
      code: 0,
      out: expect.stringContaining('unchanged'),
    });
    expect(snapshot(root)).toEqual(before);
  });

  it('--dry-run writes nothing', () => {
    const root = folderWith({ [UPSTREAM]: FIRST, 'page.txt': PAGE });
    const before = snapshot(root);
    expect(marginalia(['upstream', '--dry-run', 'page.txt'], { cwd: root })).toMatchObject({
      code: 0,
      out: expect.stringContaining('not written'),
    });
    expect(snapshot(root)).toEqual(before);
  });

  it('replaces a stored copy that is broken, and says that it could not compare', () => {
    const root = folderWith({ [UPSTREAM]: 'openapi: [', 'page.txt': PAGE });
    const { code, err } = marginalia(['upstream', 'page.txt'], { cwd: root });
    expect([code, err]).toEqual([0, expect.stringContaining('load/old-copy-broken')]);
    expect(textOf(root, UPSTREAM)).toBe(SECOND);
  });

  it.each([
    ['nothing.yml', undefined, 'There is no file "nothing.yml"'],
    ['spec', undefined, '"spec" could not be read: it is a folder'],
    ['prose.txt', 'Hello\n', 'There is no OpenAPI document in "prose.txt"'],
    ['two.txt', `${FIRST}\nNext\n${SECOND}`, 'two.txt:'],
    ['broken.txt', `A page\n${FIRST}  bad: [\n`, 'broken.txt:'],
    ['old.txt', 'Page\nopenapi: 3.0.0\npaths: {}\n', 'old.txt:2:1'],
  ])('%s: exits 2 with the place, and leaves everything as it was', (file, text, wrong) => {
    const root = project(text === undefined ? {} : { [file]: text });
    const before = snapshot(root);
    const { code, out, err } = marginalia(['upstream', file], { cwd: root });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(wrong);
    expect(err).toContain('Nothing was written.');
    expect(snapshot(root)).toEqual(before);
  });
});

describe('init', () => {
  it('makes a project that takes a document and merges, and never overwrites', () => {
    const root = folderWith({ 'up.yml': FIRST });
    expect(marginalia(['init', 'mine'], { cwd: root })).toMatchObject({
      code: 0,
      out: expect.stringContaining('cd mine'),
    });
    put(root, 'mine/spec/waivers.yaml', '# changed\nwaivers: []\n');
    expect(marginalia(['init', 'mine'], { cwd: root }).out).not.toContain('created');
    expect(textOf(root, 'mine/spec/waivers.yaml')).toContain('# changed');
    expect(marginalia(['upstream', 'up.yml', '--project', 'mine'], { cwd: root }).code).toBe(0);
    expect(marginalia(['merge', '--project', 'mine'], { cwd: root }).code).toBe(0);
  });

  it('says so when it cannot', () => {
    const { code, err } = marginalia(['init', 'a-file'], { cwd: folderWith({ 'a-file': '' }) });
    expect([code, err]).toEqual([2, expect.stringContaining('"a-file/spec/fragments/README.md" could not be written')]);
  });
});
