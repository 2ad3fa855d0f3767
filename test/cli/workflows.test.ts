import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocsSite } from '../support/docs-site.js';
import { startSite } from '../support/seed-site.js';
import { docusaurus2 } from '../../generator/pull/layouts/docusaurus-2.js';
import { folderWith, put, textOf } from './project.js';
import { runAction, runWorkflow, workflowVariables, type Runner } from './workflow-steps.js';

const ROOT = resolve(import.meta.dirname, '../..');
const LOAN = 'derivatives/portfolio-margin/trade/Margin-Account-Borrow';

/**
 * Listed, and not there: a page that fails must neither stop the night nor make anything count as withdrawn. The first by
 * its name: only so many are printed.
 */
const MISSING = 'derivatives/portfolio-margin/Gone-Astray';

const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

/** Files that are, or are about to be, under version control. */
const trackedFiles = (): readonly string[] =>
  git(ROOT, 'ls-files', '--cached', '--others', '--exclude-standard')
    .split('\n')
    .filter((file) => file !== '' && existsSync(join(ROOT, file)));

/** This repository as a runner checks it out, with an origin to push to, installed and built as it is here. */
const checkout = (): string => {
  const folder = folderWith({});
  const clone = join(folder, 'clone');
  for (const file of trackedFiles()) cpSync(join(ROOT, file), join(clone, file), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
  cpSync(join(ROOT, 'dist'), join(clone, 'dist'), { recursive: true });
  git(folder, 'init', '--quiet', '--bare', 'origin.git');
  git(clone, 'init', '--quiet', '--initial-branch', 'main');
  git(clone, 'config', 'user.name', 'test');
  git(clone, 'config', 'user.email', 'test@example.com');
  git(clone, 'remote', 'add', 'origin', '../origin.git');
  git(clone, 'add', '--all', '--', ':!node_modules');
  git(clone, 'commit', '--quiet', '--message', 'as it is');
  return clone;
};

/** The pages of all operations that the spec links to: the navigation lists them, so that none counts as withdrawn. */
const linkedPages = (): readonly string[] => {
  const files = trackedFiles().filter((file) => /^spec\/(?:fragments|overlays|upstream)\/.*\.ya?ml$/.test(file));
  const links = files.flatMap((file) => [
    ...readFileSync(join(ROOT, file), 'utf8').matchAll(/\burl: (?:>-\s+)?https:\/\/[^/\s]+\/docs\/([\w/-]+)/g),
  ]);
  return [...new Set(links.flatMap(([, identity]) => identity ?? []))].sort();
};

/** A `gh` that notes what it was asked, and finds no pull request. */
const FAKE_GH =
  '#!/usr/bin/env bash\nprintf "%s\\n" "$*" >> "$GH_LOG"\nfor word in "$@"; do if [ -f "$word" ]; then cp "$word" "$GH_LOG.body"; fi; done\n';

describe('the nightly workflow', () => {
  let site: DocsSite;
  let clone = '';
  let runner: Runner;

  beforeAll(async () => {
    clone = checkout();
    const pages = trackedFiles().filter((file) => /^spec\/docs\/.*\.md$/.test(file));
    const changed = pages.map((file): readonly [string, string] => {
      const text = readFileSync(join(ROOT, file), 'utf8');
      const identity = file.slice('spec/docs/'.length, -'.md'.length);
      return [identity, identity === LOAN ? text.replaceAll('**100**', '**300**') : text];
    });
    const listed = linkedPages().filter((identity) => !changed.some(([known]) => known === identity));
    site = await startSite(Object.fromEntries(changed), [MISSING, ...listed]);
    put(clone, '../bin/gh', FAKE_GH);
    chmodSync(join(clone, '../bin/gh'), 0o755);
    const env = {
      PATH: `${join(clone, '../bin')}:${process.env['PATH'] ?? ''}`,
      GH_LOG: join(clone, '../gh.log'),
      DOCS_BASE_URL: site.origin,
      DOCS_LAYOUT: docusaurus2.name,
      DOCS_DELAY: '0',
    };
    runner = { cwd: clone, env, actionPath: clone };
    put(clone, '../gh.log', '');
  });
  afterAll(() => site.close());

  it('gives every variable of its own a value in this test', () => {
    const variables = workflowVariables(join(ROOT, '.github/workflows/drift.yml'));
    expect(variables.filter((name) => runner.env[name] === undefined)).toEqual([]);
  });

  it('fetches, checks, compares, drafts, and proposes the change', async () => {
    const steps = await runWorkflow(join(clone, '.github/workflows/drift.yml'), runner);
    expect(steps.map(({ name, code }) => [name, code])).toEqual([
      ['Fetch the pages', 0],
      ['Check the capture', 0],
      ['Compare', 0],
      ['Draft what changed', 0],
      ['Propose it', 0],
    ]);
    const compared = steps[2];
    // The site lists the pages of all endpoints, and has four of them: what could not be fetched is not gone.
    const told = (compared?.out ?? '').split('\n').filter((line) => /^::(error|warning) file=spec\//.test(line));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('request-weight');
    expect(Number(compared?.outputs['findings'])).toBeGreaterThanOrEqual(told.length);
    expect(JSON.parse(textOf(clone, compared?.outputs['sarif'] ?? ''))).toMatchObject({ version: '2.1.0' });
    expect(git(join(clone, '../origin.git'), 'show', '--stat', '--format=%s', 'docs-update')).toMatch(
      /^Follow the documentation\n[^]*spec\/overlays\/zz-draft-/,
    );
    const copied = git(
      join(clone, '../origin.git'),
      'show',
      '--name-only',
      '--format=',
      'docs-update',
      '--',
      'spec/docs',
    ).trim();
    expect(copied).toBe(`spec/docs/${LOAN}.md`);
    expect(textOf(dirname(clone), 'gh.log')).toContain('pr create --head docs-update');
    expect(textOf(dirname(clone), 'gh.log.body')).toContain('request weight 300');
    expect(JSON.parse(textOf(clone, 'captures/capture.json'))).toMatchObject({ complete: false, navigation: 'whole' });
    expect(steps[0]?.err).toContain(MISSING);
  }, 180_000);
});

describe('the action', () => {
  let cwd = '';
  const runIn = (given: Readonly<Record<string, string>>): ReturnType<typeof runAction> => {
    cwd = folderWith({});
    cpSync(join(ROOT, 'spec'), join(cwd, 'spec'), { recursive: true });
    return runAction(join(ROOT, 'action.yml'), given, { cwd, env: {}, actionPath: ROOT });
  };

  it('passes while there is no drift, and leaves its reports', async () => {
    const { code, outputs, summary } = await runIn({});
    expect([code, outputs]).toEqual([
      0,
      {
        findings: '0',
        sarif: 'drift-report/drift.sarif',
        html: 'drift-report/drift.html',
        markdown: 'drift-report/drift.md',
      },
    ]);
    expect(summary).toContain('o drift');
  });

  it('names files as the repository sees them, wherever in it the project lies', async () => {
    cwd = folderWith({});
    cpSync(join(ROOT, 'spec'), join(cwd, 'api/spec'), { recursive: true });
    const page = join(cwd, 'api/spec/docs', `${LOAN}.md`);
    writeFileSync(page, readFileSync(page, 'utf8').replaceAll('**100**', '**300**'));
    const { code, out } = await runAction(
      join(ROOT, 'action.yml'),
      { project: 'api' },
      { cwd, env: {}, actionPath: ROOT },
    );
    expect([code, out]).toEqual([1, expect.stringMatching(/^::\w+ file=api\/spec\//m)]);
    expect(textOf(cwd, 'drift-report/drift.html')).toContain('x-request-weight');
  });

  it('fails with bad input, whatever it is told about drift', async () => {
    const { code, err } = await runIn({ docs: 'nowhere', 'fail-on-drift': 'false' });
    expect([code, err]).toEqual([2, expect.stringContaining('nowhere')]);
  });

  it('takes a hostile input as a name and nothing else', async () => {
    const { code } = await runIn({ docs: '$(touch pwned); `touch pwned`' });
    expect([code, existsSync(join(cwd, 'pwned'))]).toEqual([2, false]);
  });
});
