import { describe, expect, test } from 'vitest';
import { renderGithub } from '../../../generator/report/github.js';
import type { ReportFinding } from '../../../generator/report/model.js';
import { printable } from '../../../generator/report/printable.js';
import { hostileReport, PAYLOADS } from './hostile-report.js';

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** What the runner reads from one line of output, by its own rules. */
const readCommand = (line: string): Command | undefined => {
  const found = /^\s*::(\w[\w-]*)(?: (.*?))?::(.*)$/s.exec(line);
  if (!found) return undefined;
  const [, name = '', list = '', message = ''] = found;
  const properties = list.split(',').filter((each) => each.includes('='));
  const unescape = (text: string): string =>
    text.replace(/%(0D|0A|3A|2C|25)/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  const entries = properties.map((each) => {
    const end = each.indexOf('=');
    return [each.slice(0, end), unescape(each.slice(end + 1))];
  });
  return { name, properties: Object.fromEntries(entries) as Record<string, string>, message: unescape(message) };
};

const commandsOf = (text: string): readonly (Command | undefined)[] =>
  text
    .split(/\r\n|[\r\n\u0085\u2028\u2029]/)
    .filter((line) => line !== '')
    .map(readCommand);

const commandsFor = (summary: string, findings: readonly ReportFinding[]): readonly (Command | undefined)[] =>
  commandsOf(renderGithub({ command: 'drift', title: 't', summary, findings, notes: [] }));

const shown = (text: string): string => printable(text.replace(/\r\n?/g, '\n'));

describe.each(Object.entries(PAYLOADS))('%s', (_, payload) => {
  const commands = commandsOf(renderGithub(hostileReport(payload)));

  test('starts no command of its own', () => {
    expect(commands.map((command) => command?.name)).toEqual(['error', 'notice']);
  });

  test('arrives as the text it is', () => {
    const [annotation] = commands;
    expect(Object.keys(annotation?.properties ?? {})).toEqual(['file', 'line', 'col', 'title']);
    expect(annotation?.properties['file']).toBe(shown(payload));
    expect(annotation?.message.startsWith(shown(payload).slice(0, 4000))).toBe(true);
  });
});

const findings = (count: number, severity: ReportFinding['severity']): readonly ReportFinding[] =>
  Array.from({ length: count }, (_, index) => ({
    rule: 'r',
    severity,
    group: 'g',
    pointer: `/${index}`,
    message: `m${index}`,
    sides: [],
  }));

test('ten annotations of a level, then one notice that says how many are left', () => {
  const all = [...findings(30, 'refused'), ...findings(30, 'mistyped'), ...findings(30, 'cosmetic')];
  const commands = commandsFor('90 findings', all);
  const count = (name: string): number => commands.filter((command) => command?.name === name).length;
  expect([count('error'), count('warning'), count('notice')]).toEqual([10, 10, 10]);
  expect(commands.at(-1)?.message).toBe('90 findings\n61 more findings without an annotation.');
});

test('waived findings are not annotated', () => {
  const waived = findings(3, 'refused').map((each) => ({
    ...each,
    waived: { reason: 'r', at: { file: 'w', line: 1, col: 1 } },
  }));
  const commands = commandsFor('no drift', waived);
  expect(commands).toEqual([{ name: 'notice', properties: { title: 'marginalia drift' }, message: 'no drift' }]);
});
