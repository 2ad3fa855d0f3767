import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommandLine, type Stream } from '../../generator/command-line.js';
import { folderWith, marginalia, put, snapshot, textOf } from './project.js';

const ROOT = resolve(import.meta.dirname, '../..');
const LOAN = 'derivatives/portfolio-margin/trade/Margin-Account-Borrow.md';
const DOCS = readdirSync(join(ROOT, 'spec/docs'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.md'),
);

/** A project as it is committed, with a newer capture beside it in which some pages changed. */
const projectWith = (change: Readonly<Record<string, (text: string) => string>>): string => {
  const root = folderWith({});
  cpSync(join(ROOT, 'spec'), join(root, 'spec'), { recursive: true });
  for (const name of DOCS)
    put(root, `captures/${name}`, (change[name] ?? ((text) => text))(textOf(root, `spec/docs/${name}`)));
  return root;
};

const heavier = (text: string): string =>
  text.replaceAll('**100**', '**300**').replaceAll('| DECIMAL| YES|', '| DECIMAL| NO|');

interface Told {
  readonly state: string;
  readonly client: {
    readonly bump: string;
    readonly changes: readonly { readonly kind: string; readonly what: string; readonly operation: string }[];
  };
  readonly drafts: readonly {
    readonly file: string;
    readonly operations: readonly string[];
    readonly review: readonly { readonly operation: string }[];
  }[];
  readonly written: readonly string[];
}

const told = (root: string, ...more: readonly string[]): Told & { readonly exitCode: number } =>
  JSON.parse(marginalia(['update', '--docs', 'captures', '--json', ...more], { cwd: root }).out) as Told & {
    readonly exitCode: number;
  };

// Each update merges, generates and type-checks the whole client, some of them several times.
describe('update', { timeout: 120_000 }, () => {
  it('has nothing to do when the pages say what they said', () => {
    const root = projectWith({});
    const before = snapshot(root);
    const { code, out } = marginalia(['update', '--docs', 'captures'], { cwd: root });
    expect([code, out]).toEqual([0, expect.stringContaining('nothing to do')]);
    expect(snapshot(root)).toEqual(before);
  });

  it('without a terminal and without --yes it shows the plan, writes nothing, and says so', () => {
    const root = projectWith({ [LOAN]: heavier });
    const before = snapshot(root);
    const { code, out } = marginalia(['update', '--docs', 'captures'], { cwd: root });
    expect([code, out]).toEqual([1, expect.stringContaining('--yes writes')]);
    expect(snapshot(root)).toEqual(before);
    expect(told(root, '--dry-run')).toMatchObject({ exitCode: 0, state: 'dry-run', written: [] });
    expect(snapshot(root)).toEqual(before);
  });

  it('--yes: drafts, generates, says what that is for users, and leaves what people wrote', () => {
    const root = projectWith({ [LOAN]: heavier });
    const before = snapshot(join(root, 'spec'));
    const { exitCode, state, client, drafts, written } = told(root, '--yes');
    expect([exitCode, state, client.bump]).toEqual([0, 'written', 'minor']);
    expect(client.changes).toEqual([
      expect.objectContaining({ kind: 'feature', what: 'parameter-optional', operation: 'portfolioMargin.borrow' }),
      expect.objectContaining({ kind: 'fix', what: 'request-weight', operation: 'portfolioMargin.borrow' }),
    ]);
    const after = snapshot(join(root, 'spec'));
    const changed = Object.keys({ ...before, ...after }).filter((file) => after[file] !== before[file]);
    expect(changed.map((file) => `spec/${file}`).sort()).toEqual([...written].sort());
    expect(written).toEqual(expect.arrayContaining([`spec/docs/${LOAN}`, drafts[0]?.file]));
    expect(textOf(root, 'generated/src/operations/portfolio-margin-borrow.ts')).toContain('300');
    expect(marginalia(['drift'], { cwd: root }).code).toBe(0);
    expect(marginalia(['generate', '--check'], { cwd: root }).code).toBe(0);
    expect(told(root, '--yes')).toMatchObject({ exitCode: 0, state: 'nothing-to-do', written: [] });
  });

  it('corrects what changed alone, and leaves what is open of its neighbours where it is', () => {
    const odd = (text: string): string => text.replaceAll('"tranId": 100000001', '"tranId": 100000001,');
    const root = projectWith({ [LOAN]: heavier, [LOAN.replace('Borrow', 'Repay')]: odd });
    const { drafts } = told(root, '--dry-run');
    expect(drafts.map(({ operations }) => operations)).toEqual([['POST /papi/v1/marginLoan']]);
    expect(drafts.flatMap(({ review }) => review.map(({ operation }) => operation))).not.toContain(
      'POST /papi/v1/repayLoan',
    );
  });

  it('a page that refers to definitions which the project lacks is not taken again with every update', () => {
    const root = projectWith({});
    const page = textOf(root, `spec/docs/${LOAN}`)
      .replaceAll('asset| STRING', 'side| ENUM')
      .replaceAll('Margin-Account-Borrow', 'Lend');
    const lend = page.replaceAll('/papi/v1/marginLoan', '/papi/v1/lend');
    put(root, `captures/${LOAN.replace('Margin-Account-Borrow', 'Lend')}`, lend);
    expect(told(root, '--yes', '--add-pages').state).toBe('written');
    const at = '/docs/derivatives/portfolio-margin/common-definition#public-api-definitions';
    put(
      root,
      'captures/derivatives/portfolio-margin/common-definition.md',
      `# Public Definitions\n\n## Enum definitions[](${at} "Direct link")\n\n**Side (side)**\n\n  * BUY\n  * SELL\n`,
    );
    expect(told(root, '--yes').state).toBe('written');
    expect(told(root, '--yes')).toMatchObject({ state: 'nothing-to-do', written: [] });
  });

  it('mends a client that an interrupted update left behind, or that somebody edited', () => {
    const root = projectWith({ [LOAN]: heavier });
    expect(told(root, '--yes').state).toBe('written');
    const file = 'generated/src/operations/portfolio-margin-borrow.ts';
    const whole = textOf(root, file);
    put(root, file, whole.replace('300', '100'));
    expect(told(root)).toMatchObject({ exitCode: 1, state: 'not-asked', written: [] });
    expect(told(root, '--yes')).toMatchObject({ exitCode: 0, state: 'written', written: [] });
    expect(textOf(root, file)).toBe(whole);
    expect(told(root)).toMatchObject({ exitCode: 0, state: 'nothing-to-do' });
  });

  it('takes new endpoints, with their pages where that is asked for, or leaves them alone', () => {
    const root = projectWith({});
    const gift = textOf(root, `spec/docs/${LOAN}`)
      .replaceAll('marginLoan', 'marginGift')
      .replaceAll('Margin-Account-Borrow', 'Margin-Account-Gift');
    put(root, 'captures/derivatives/portfolio-margin/trade/Margin-Account-Gift.md', gift);
    expect(told(root, '--no-new')).toMatchObject({ exitCode: 0, state: 'nothing-to-do' });
    const { client, written } = told(root, '--yes', '--add-pages');
    expect(client).toMatchObject({ bump: 'minor', changes: [{ what: 'operation-added' }] });
    expect(written).toContain('spec/docs/derivatives/portfolio-margin/trade/Margin-Account-Gift.md');
    expect(marginalia(['drift'], { cwd: root })).toMatchObject({ code: 0 });
  });

  it('never takes a page that was cut off in place of a whole one', () => {
    const root = projectWith({ [LOAN]: (text) => text.slice(0, text.indexOf('---|---')) });
    const before = textOf(root, `spec/docs/${LOAN}`);
    const { out, err } = marginalia(['update', '--docs', 'captures', '--yes'], { cwd: root });
    expect(err).toContain('docs/incomplete-page');
    expect(out).not.toContain('newer');
    expect(textOf(root, `spec/docs/${LOAN}`)).toBe(before);
  });

  it('names the page that can go when the change log says that its endpoint is gone', () => {
    const root = projectWith({});
    rmSync(join(root, 'captures', LOAN));
    const at = '/docs/derivatives/portfolio-margin/change-log#2026-06-20';
    const gone = '  * `POST /papi/v1/marginLoan` was removed.';
    const log = `# Change Log\n\n## 2026-06-20[](${at} "Direct link")\n\n${gone}\n`;
    put(root, 'captures/derivatives/portfolio-margin/change-log.md', log);
    expect(marginalia(['update', '--docs', 'captures', '--dry-run'], { cwd: root }).out).toMatch(
      new RegExp(`gone +spec/docs/${LOAN} .*delete it`),
    );
    expect(told(root, '--yes')).toMatchObject({ obsolete: [`spec/docs/${LOAN}`], client: { bump: 'major' } });
    expect(textOf(root, `spec/docs/${LOAN}`)).not.toBe('');
    rmSync(join(root, 'spec/docs', LOAN));
    expect(told(root, '--yes')).toMatchObject({ state: 'nothing-to-do', obsolete: [] });
  });

  it('says of a weight without scope what the overlay really keeps', () => {
    const page = 'margin_trading/borrow-and-repay/Margin-Account-Borrow-Repay.md';
    const root = projectWith({ [page]: (text) => text.replaceAll(/^1500$/gm, '20') });
    const { out } = marginalia(['update', '--docs', 'captures', '--dry-run'], { cwd: root });
    expect(out).toContain('UID, which the spec has, was kept');
    expect(out).not.toContain('likelier');
  });

  it('prints the summary as Markdown for a pull request', () => {
    const root = projectWith({ [LOAN]: heavier });
    const { out } = marginalia(['update', '--docs', 'captures', '--dry-run', '--format', 'markdown'], { cwd: root });
    expect(out).toMatch(/^\*\*These changes ask for a minor version\.\*\*/);
    expect(out).toMatch(/^### What changes for users of the client\n\n- \*\*feature\*\* `portfolioMargin\.borrow`/m);
  });

  it('keeps that summary short enough for a comment, however much there is to say', () => {
    const root = projectWith({});
    const page = textOf(root, `spec/docs/${LOAN}`);
    for (let index = 0; index < 300; index += 1) {
      const own = page
        .replaceAll('marginLoan', `marginGift${index}`)
        .replaceAll('Margin-Account-Borrow', `Gift-${index}`);
      put(root, `captures/derivatives/portfolio-margin/trade/Gift-${index}.md`, own);
    }
    const { out } = marginalia(['update', '--docs', 'captures', '--dry-run', '--format', 'markdown'], { cwd: root });
    expect(out.length).toBeLessThan(65_536);
    expect(out).toMatch(/^- … and \d+ more$/m);
  });

  it.each([
    ['a folder that is not there', 'nowhere', 'There is no page and no folder of pages at "nowhere".'],
    ['a folder without pages', 'spec/fragments', 'There is no documentation page (.md)'],
  ])('%s: exit 2, nothing written', (_name, docs, message) => {
    const root = projectWith({});
    const before = snapshot(root);
    const { code, err } = marginalia(['update', '--docs', docs, '--yes'], { cwd: root });
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
    expect(err).toContain('Nothing was written.');
    expect(snapshot(root)).toEqual(before);
  });

  it('puts everything back when the client cannot be written', () => {
    const root = projectWith({ [LOAN]: heavier });
    put(root, 'generated', 'a file where the folder should be');
    const before = snapshot(root);
    const { code, err } = marginalia(['update', '--docs', 'captures', '--yes'], { cwd: root });
    expect([code, err]).toEqual([2, expect.stringContaining('Nothing was written.')]);
    expect(snapshot(root)).toEqual(before);
  });
});

describe('update on a terminal', () => {
  const runWith = async (
    root: string,
    answer: boolean,
  ): Promise<{ readonly code: number; readonly asked: readonly string[]; readonly err: string }> => {
    const asked: string[] = [];
    let err = '';
    const stream = (write: (text: string) => void): Stream => ({
      write,
      writeAll: async (pieces) => [...pieces].forEach(write),
      isTerminal: true,
      colours: false,
    });
    const code = await runCommandLine(['update', '--docs', 'captures'], {
      out: stream(() => undefined),
      err: stream((text) => (err += text)),
      cwd: root,
      toolRoot: ROOT,
      progress: () => undefined,
      ask: async (question) => (asked.push(question), answer),
      onStop: () => () => undefined,
      isDebug: false,
    });
    return { code, asked, err };
  };

  it('shows the plan before it asks, and a no changes nothing', async () => {
    const root = projectWith({ [LOAN]: heavier });
    const before = snapshot(root);
    const { code, asked, err } = await runWith(root, false);
    expect([code, asked]).toEqual([0, ['Write 2 files and generate the client?']]);
    expect(err).toContain('portfolioMargin.borrow: parameter amount is now optional');
    expect(snapshot(root)).toEqual(before);
  });

  it('a yes writes what was shown, and does not show it again', async () => {
    const root = projectWith({ [LOAN]: heavier });
    const { code, asked } = await runWith(root, true);
    expect([code, asked.length]).toEqual([0, 1]);
    expect(textOf(root, 'generated/src/operations/portfolio-margin-borrow.ts')).toContain('300');
    expect(told(root)).toMatchObject({ exitCode: 0, state: 'nothing-to-do' });
  });
});
