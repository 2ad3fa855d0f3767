import { cpSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { folderWith, marginalia, put, textOf } from './project.js';

const ROOT = resolve(import.meta.dirname, '../..');
const CONTRACT = 'coverage/contract.json';
/** The endpoint of one of the committed pages. */
const BORROW = { method: 'POST', path: '/papi/v1/marginLoan' };

interface Counted {
  readonly documented: number;
  readonly missing: readonly { readonly request: string }[];
  readonly operations: readonly {
    readonly request: string;
    readonly isGenerated: boolean;
    readonly isCalled: boolean;
  }[];
}

let root = '';
beforeEach(() => {
  root = folderWith({});
  cpSync(join(ROOT, 'spec'), join(root, 'spec'), { recursive: true });
  cpSync(join(ROOT, 'generated/src/operations'), join(root, 'generated/src/operations'), { recursive: true });
});

const count = (...args: readonly string[]): { readonly code: number | null; readonly report: Counted } => {
  const { code, out } = marginalia(['coverage', '--json', ...args], { cwd: root });
  return { code, report: JSON.parse(out) as Counted };
};

/** Says that all operations were called, but for some. */
const putContract = (except: (request: string) => boolean = () => false): void => {
  const operations = count().report.operations.map(({ request }) => {
    const [method = '', path = ''] = request.split(' ');
    return { method, path, passed: !except(request) };
  });
  put(root, CONTRACT, JSON.stringify({ operations }));
};

describe('coverage', () => {
  it('exits 0 when every page is in the spec, and every operation generated and called', () => {
    putContract();
    const { code, report } = count();
    expect([code, report.documented, report.missing]).toEqual([0, 4, []]);
    const { out } = marginalia(['coverage'], { cwd: root });
    expect(out).toMatch(/\n4 of 4 documented endpoints in the spec, and \d+ more that these pages do not have; /);
  });

  it('exits 1 before anything was called, and says what calls', () => {
    const { code, out } = marginalia(['coverage'], { cwd: root });
    expect(code).toBe(1);
    expect(out).toContain('Nothing was called yet: "npm run coverage" runs');
  });

  it('names what was not called', () => {
    putContract((request) => request === `${BORROW.method} ${BORROW.path}`);
    const { code, out } = marginalia(['coverage'], { cwd: root });
    expect([code, out.match(/^not called .*$/gm)]).toEqual([
      1,
      ['not called portfolioMargin.borrow, POST /papi/v1/marginLoan'],
    ]);
  });

  it('does not count a call that failed', () => {
    putContract((request) => request === `${BORROW.method} ${BORROW.path}`);
    const { code, report } = count();
    expect(code).toBe(1);
    expect(report.operations.filter(({ isCalled }) => !isCalled).map(({ request }) => request)).toEqual([
      'POST /papi/v1/marginLoan',
    ]);
  });

  it('exits 1 for an operation that is not in the package', () => {
    putContract();
    rmSync(join(root, 'generated/src/operations/portfolio-margin-borrow.ts'));
    const { code, report } = count();
    expect(code).toBe(1);
    expect(report.operations.filter(({ isGenerated }) => !isGenerated).map(({ request }) => request)).toEqual([
      'POST /papi/v1/marginLoan',
    ]);
  });

  it('exits 1 for a documented endpoint that the spec lacks, and says where it is documented', () => {
    putContract();
    const page = 'spec/docs/derivatives/portfolio-margin/trade/Margin-Account-Borrow.md';
    put(root, page, textOf(root, page).replaceAll('/papi/v1/marginLoan', '/papi/v1/newLoan'));
    const { code, out } = marginalia(['coverage'], { cwd: root });
    expect(code).toBe(1);
    expect(out).toMatch(new RegExp(String.raw`not in the spec POST /papi/v1/newLoan \(${page}:\d+:\d+\)`));
    expect(out).toContain('\n3 of 4 documented endpoints in the spec');
  });

  it('puts the table between the marks of a document, and leaves the rest as it is', () => {
    putContract();
    put(root, 'README.md', 'Before\n<!-- coverage:begin -->\nold\n<!-- coverage:end -->\nafter\n');
    expect(marginalia(['coverage', '--write', 'README.md'], { cwd: root }).code).toBe(0);
    expect(textOf(root, 'README.md')).toMatch(
      /^Before\n<!-- coverage:begin -->\n\n\| \| documented \|[^]*\| all \| 4 \| [^]*\|\n\n<!-- coverage:end -->\nafter\n$/,
    );
  });

  it.each([
    ['a document without marks', ['--write', 'README.md'], 'coverage/marks'],
    ['a document that is not there', ['--write', 'nowhere.md'], 'coverage/marks'],
    ['a report that is none', ['--contract', 'README.md'], 'coverage/contract'],
    ['a report that is not there', ['--contract', 'nowhere.json'], 'nowhere.json'],
    ['a folder without pages', ['--docs', 'generated'], 'docs/'],
  ])('refuses %s, and writes nothing', (_, args, code) => {
    put(root, 'README.md', '# Mine\n');
    const ran = marginalia(['coverage', ...args], { cwd: root });
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.err).toContain(code);
    expect(ran.err).toContain('what to do:');
    expect(textOf(root, 'README.md')).toBe('# Mine\n');
  });
});
