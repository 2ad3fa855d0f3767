import type { ChangeRuleId } from '../../generator/drift/types.js';
import type { Random } from './page-mutations.js';

/**
 * Changes to one line of a page that mean something to a caller, made on the text alone: nothing here knows what the
 * reader makes of a page. What might be no change in meaning (a field that stands twice, a row that runs over several
 * lines, a mandatory column that a description overrules) is left alone.
 */
export interface DocsMutation {
  readonly kind: string;
  readonly text: string;
  readonly rule: ChangeRuleId;
  /** Where the finding must point: in the newer page, or in the older one for what is gone. Counted from 1. */
  readonly capture: 'older' | 'newer';
  readonly line: number;
}

interface Edit {
  readonly kind: string;
  readonly rule: ChangeRuleId;
  /** What the line becomes: nothing, itself changed, or itself and a new line below. */
  readonly becomes: readonly string[];
}

interface Line {
  readonly text: string;
  readonly next: string;
  readonly afterNext: string;
  readonly section: string;
  /** The half of the page it stands in. */
  readonly half: string;
  readonly word: string;
  readonly number: number;
}

const SECTIONS: readonly (readonly [string, RegExp])[] = [
  ['request', /^(?:http ?request|http ?请求|请求方式)/i],
  ['weight', /^(?:request )?weight|^(?:请求)?权重/i],
  ['parameters', /^(?:request ?)?parameters?:?$|^请求参数/i],
  ['response', /^response(?: examples?)?$|^(?:响应|返回)(?:示例)?$/i],
  ['table', /^response (?:parameters|details?|fields|detail desc\w*)$|^(?:响应|返回)参数|^响应信息详解/i],
];

/** All changes that can be made to a page, by kind, so that rare kinds are picked as often as frequent ones. */
export const findMutations = (text: string, random: Random): ReadonlyMap<string, readonly DocsMutation[]> => {
  const lines = text.split('\n');
  const middle = lines.findIndex((line, index) => line === '---' && /^# /.test(lines[index + 2] ?? '') && index > 10);
  const found = new Map<string, DocsMutation[]>();
  let section = '';
  const start = lines.indexOf('---', 1) + 1;
  for (let index = start; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const heading = /^#{1,6} ([^[\n]*)/.exec(line)?.[1];
    if (heading !== undefined) section = SECTIONS.find(([, words]) => words.test(heading.trim()))?.[0] ?? '';
    const half = middle > 0 && index > middle ? lines.slice(middle) : lines.slice(0, middle > 0 ? middle : undefined);
    const place: Line = {
      text: line,
      next: lines[index + 1] ?? '',
      afterNext: lines[index + 2] ?? '',
      section,
      half: half.join('\n'),
      word: `w${Math.floor(random() * 1e6)}`,
      number: 70_000 + Math.floor(random() * 50_000),
    };
    for (const edit of editsOf(place)) {
      const known = found.get(edit.kind) ?? [];
      found.set(edit.kind, [...known, mutation(lines, index, edit)]);
    }
  }
  return found;
};

const mutation = (lines: readonly string[], index: number, { kind, rule, becomes }: Edit): DocsMutation => ({
  kind,
  rule,
  text: [...lines.slice(0, index), ...becomes, ...lines.slice(index + 1)].join('\n'),
  capture: becomes.length === 0 ? 'older' : 'newer',
  line: index + becomes.length + (becomes.length === 0 ? 1 : 0),
});

const editsOf = (line: Line): readonly Edit[] => [
  ...titleEdits(line),
  ...(line.section === 'request' ? requestEdits(line) : []),
  ...(line.section === 'weight' ? weightEdits(line) : []),
  ...(line.section === 'parameters' ? rowEdits(line) : []),
  ...(line.section === 'response' ? exampleEdits(line) : []),
  ...(line.section === 'table' ? tableEdits(line) : []),
  ...catalogueEdits(line),
  ...definitionEdits(line),
];

const change = (kind: string, rule: ChangeRuleId, before: string, after: string): readonly Edit[] =>
  before === after ? [] : [{ kind, rule, becomes: [after] }];

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

const titleEdits = ({ text }: Line): readonly Edit[] => {
  const type = /^# .*\((TRADE|USER_DATA|MARGIN|MARKET_DATA)\)\s*$/.exec(text)?.[1];
  if (type === undefined) return [];
  return [
    ...change('security type', 'security-type-changed', text, text.replace(`(${type})`, '(USER_STREAM)')),
    ...change('no security type', 'security-type-changed', text, text.replace(`(${type})`, '')),
  ];
};

const requestEdits = ({ text, word, half }: Line): readonly Edit[] => {
  const method = /^`?(GET|POST|PUT|DELETE)\b/.exec(text)?.[1];
  const path = /\/[A-Za-z0-9/_-]+/.exec(text)?.[0];
  // Two endpoints on one page may trade places, which is no move.
  if (method === undefined || path === undefined || count(half, /^`?(?:GET|POST|PUT|DELETE) /gm) !== 1) return [];
  return [
    ...change('method', 'endpoint-moved', text, text.replace(method, method === 'PUT' ? 'POST' : 'PUT')),
    ...change('path', 'endpoint-moved', text, text.replace(path, path.replace(/[^/]+$/, word))),
  ];
};

const weightEdits = ({ text, number }: Line): readonly Edit[] => {
  if (!/^\**\d+\**(?:\((?:IP|UID)\))?\**\s*$/.test(text)) return [];
  const other = text.includes('(IP)') ? text.replace('(IP)', '(UID)') : text.replace('(UID)', '(IP)');
  return [
    ...change('weight', 'request-weight-changed', text, text.replace(/\d+/, String(number))),
    ...change('weight scope', 'request-weight-scope-changed', text, other),
    { kind: 'drop weight', rule: 'request-weight-changed', becomes: [] },
  ];
};

const ROW = /^(\w+) ?\| *(STRING|ENUM|LONG|INT|INTEGER|DECIMAL|BOOLEAN) *\| *(YES|NO) *\|(.*)$/;
const OTHER_TYPE: Readonly<Record<string, string>> = { STRING: 'LONG', LONG: 'INT', DECIMAL: 'STRING', INT: 'STRING' };

const rowEdits = (line: Line): readonly Edit[] => {
  const { text, half, word, number } = line;
  const [, name, type = '', mandatory, description = ''] = ROW.exec(text) ?? [];
  if (name === undefined || /^(?:timestamp|signature)$/.test(name) || !isOneLine(line)) return [];
  if (count(half, new RegExp(`^${name} ?\\|`, 'gm')) !== 1) return [];
  const flipped = text.replace(/\| *(YES|NO) *\|/, mandatory === 'YES' ? '| NO|' : '| YES|');
  return [
    { kind: 'drop parameter', rule: 'parameter-removed', becomes: [] },
    { kind: 'add parameter', rule: 'parameter-added', becomes: [text, `${word}| STRING| NO| Added.  `] },
    ...change('rename parameter', 'parameter-added', text, text.replace(name, word)),
    ...change('type', 'parameter-type-changed', text, text.replace(type, OTHER_TYPE[type] ?? 'STRING')),
    ...(description.trim() === '' ? change('mandatory', 'parameter-required-changed', text, flipped) : []),
    ...change(
      'default',
      'parameter-default-changed',
      text,
      text.replace(/((?:default|默认(?:值)?)[: ]?)\d+(?=[;,.]| *$)/i, `$1${number % 97}`),
    ),
    ...change(
      'maximum',
      'parameter-maximum-changed',
      text,
      text.replace(/((?:\bmax|最大(?:值)?)[: ]{0,2})\d+(?=[;,.]| *$)/i, `$1${number}`),
    ),
    ...change('greatest', 'parameter-maximum-changed', text, text.replace(/60000/, String(number))),
  ];
};

/** Cells may hold blank lines: what stands below such a row belongs to it. */
const isOneLine = ({ next, afterNext }: Line): boolean =>
  ROW.test(next) || (next.trim() === '' && (/^\s*$|^#|^ *\*|^>/.test(afterNext) || ROW.test(afterNext)));

const FIELD = /^(\s{4,})"(\w+)"\s*:\s*(-?\d+(?:\.\d+)?|"[^"]*"|true|false)\s*(,?)\s*$/;

const exampleEdits = ({ text, half, word }: Line): readonly Edit[] => {
  const [, , name, value = ''] = FIELD.exec(text) ?? [];
  if (name === undefined) return [];
  if (count(half, new RegExp(`["'“]${name}["'”]|^[ >↑-]*${name} *\\|`, 'gm')) !== 1) return [];
  const other = value.startsWith('"') ? '12' : '"text"';
  return [
    ...change('rename field', 'response-field-added', text, text.replace(`"${name}"`, `"${word}"`)),
    ...change('type of field', 'response-example-type-changed', text, text.replace(value, other)),
    { kind: 'drop field', rule: 'response-field-removed', becomes: [] },
    { kind: 'add field', rule: 'response-field-added', becomes: [withComma(text), `    "${word}": 1,`] },
  ];
};

const withComma = (text: string): string => (/,\s*$/.test(text) ? text : `${text.trimEnd()},`);

const tableEdits = ({ text, half }: Line): readonly Edit[] => {
  const [, name, type] = /^(\w+) ?\| *(STRING|LONG|INT|DECIMAL|BOOLEAN) *\|/i.exec(text) ?? [];
  if (name === undefined || type === undefined || count(half, new RegExp(`^${name} ?\\|`, 'gm')) !== 1) return [];
  const other = /string/i.test(type) ? 'LONG' : 'STRING';
  return change('type in the response table', 'response-type-changed', text, text.replace(type, other));
};

const catalogueEdits = ({ text, half, number }: Line): readonly Edit[] => {
  const [, code, name] = /^#+ (-\d+) ([A-Z_]{4,})\b/.exec(text) ?? [];
  if (code === undefined || name === undefined) return [];
  if (count(half, new RegExp(`^#+ ${code}\\b`, 'gm')) !== 1) return [];
  return [
    ...change('code of the catalogue', 'error-code-added', text, text.replace(code, `-9${1000 + (number % 9000)}`)),
    ...change('name of the catalogue', 'error-name-changed', text, text.replace(name, `${name}_${number}`)),
  ];
};

const isValue = (text: string): boolean => /^ {2}\* `?[A-Z][A-Z_]{2,}`?$/.test(text);

const definitionEdits = ({ text, next, half, word }: Line): readonly Edit[] => {
  const value = /^ {2}\* `?([A-Z][A-Z_]{2,})`?$/.exec(text)?.[1];
  if (value === undefined || !/^# (?:Public API Definitions|公开API参数)/m.test(half)) return [];
  return [
    ...change('value of a list', 'definition-value-added', text, text.replace(value, `X${word.toUpperCase()}`)),
    // The last value of a list takes the list with it.
    ...(isValue(next)
      ? [{ kind: 'drop a value of a list', rule: 'definition-value-removed', becomes: [] } as const]
      : []),
  ];
};
