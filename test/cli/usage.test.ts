import { describe, expect, it } from 'vitest';
import { folderWith, marginalia, project } from './project.js';

const COMMANDS = [
  'generate',
  'merge',
  'drift',
  'validate',
  'upstream',
  'init',
  'update',
  ...['facts', 'check', 'diff', 'compare-languages', 'draft', 'pull'].map((name) => `docs ${name}`),
];
const nowhere = folderWith({});

interface Answer {
  readonly command: string | null;
  readonly exitCode: number;
  readonly diagnostics: readonly { readonly code: string; readonly message: string; readonly hint: string }[];
}

describe('help', () => {
  it('names every command, the exit codes and the form of --json', () => {
    const { code, out, err } = marginalia(['--help'], { cwd: nowhere });
    expect([code, err]).toEqual([0, '']);
    for (const word of [...COMMANDS, 'Exit codes', '"diagnostics"']) expect(out).toContain(word);
  });

  it.each(COMMANDS)('explains %s with an example and what its JSON holds', (command) => {
    const words = command.split(' ');
    const { code, out } = marginalia([...words, '--help'], { cwd: nowhere });
    expect(code).toBe(0);
    expect(out).toContain(`$ marginalia ${command}`);
    expect(out).toContain('With --json');
    const [name = '', ...group] = words.toReversed();
    expect(marginalia([...group, 'help', name], { cwd: nowhere }).out).toBe(out);
  });

  it('shows a newcomer who types the bare name what there is, and fails', () => {
    const { code, out, err } = marginalia([], { cwd: nowhere });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('Commands:');
    const docs = marginalia(['docs'], { cwd: nowhere });
    expect([docs.code, docs.out, docs.err]).toEqual([2, '', expect.stringContaining('compare-languages')]);
  });
});

describe('wrong arguments', () => {
  it.each([
    [['genrate'], "Unknown command 'genrate'", 'Did you mean generate?'],
    [['generate', '--chek'], "Unknown option '--chek'", 'Did you mean --check?'],
    [['generate', 'everything'], 'Too many arguments', '"marginalia generate --help"'],
    [['upstream'], "Missing required argument 'file'", '"marginalia upstream --help"'],
    [['merge', '-o'], 'argument missing', '"marginalia merge --help"'],
    [['merge', '-o', ''], 'It is empty', '"marginalia merge --help"'],
    [['merge', '--output', '--offline'], 'looks like an option', './--offline'],
    [['docs', 'chek', 'x'], "Unknown command 'chek'", 'Did you mean check?'],
    [['docs', 'check'], "Missing required argument 'dir'", '"marginalia docs check --help"'],
    [['help', 'nothing'], 'There is no such command', '"marginalia --help"'],
    [['merge', '--project', 'not/there'], 'There is no folder "not/there"', 'marginalia init'],
  ])('%j: says what is wrong and what to do, and exits 2', (args, wrong, todo) => {
    const { code, out, err } = marginalia(args, { cwd: nowhere });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(wrong);
    expect(err).toContain(todo);
  });

  it.each([
    [['--json']],
    [['genrate', '--json']],
    [['--json', 'generate', '--chek']],
    [['merge', '-o', '--json']],
    [['drift', '--project', 'no', '--json']],
  ])('%j: answers a program with one JSON object and nothing else', (args) => {
    const { code, out, err } = marginalia(args, { cwd: nowhere });
    const answer = JSON.parse(out) as Answer;
    expect([code, answer.exitCode, err]).toEqual([2, 2, '']);
    expect(answer.diagnostics).toHaveLength(1);
    expect(answer.diagnostics[0]?.hint).not.toBe('');
  });

  it('takes --json and --project before the command, too', () => {
    const root = project();
    const { code, out } = marginalia(['--json', '--project', root, 'merge'], { cwd: nowhere });
    expect([code, (JSON.parse(out) as Answer).command]).toEqual([0, 'merge']);
  });

  it('answers at once', () => {
    const timesOf = (args: readonly string[]): number => {
      const begin = performance.now();
      marginalia(args, { cwd: nowhere });
      return performance.now() - begin;
    };
    expect(Math.min(timesOf(['--help']), timesOf(['--help']), timesOf(['nonsense']))).toBeLessThan(500);
  });
});
