import type { RuleId } from '../../generator/drift/types.js';

/** A change to a page that means something, with the finding it must lead to. Lines count from 1. */
export interface Mutation {
  readonly name: string;
  readonly text: string;
  /** The rule when both languages change alike, and the line in each language. */
  readonly rule: RuleId;
  readonly lines: readonly number[];
  readonly languages: 'both' | 'en' | 'zh';
}

/** One line of a half that can be changed, and what it becomes. `undefined` takes the line out. */
interface Edit {
  readonly kind: string;
  readonly rule: RuleId;
  /** Counted from 0. */
  readonly line: number;
  readonly becomes: readonly string[] | undefined;
  /** Where the finding points when it is not the line itself: a parameter that is gone is missing from its table. */
  readonly points?: number;
}

export type Random = () => number;

/** A small seeded generator: the same seed gives the same mutations everywhere. */
export const seeded = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

const pick = <T>(random: Random, items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];

/** Changes one fact of a page, in both halves or in one of them. Undefined where the page has no such fact. */
export const mutatePage = (text: string, random: Random): Mutation | undefined => {
  const lines = text.split('\n');
  const middle = lines.indexOf('---', lines.indexOf('---', 1) + 1);
  const word = `w${Math.floor(random() * 1e6)}`;
  const number = 1 + Math.floor(random() * 50_000);
  const english = editsIn(lines, { from: 0, to: middle, word, number });
  const chinese = editsIn(lines, { from: middle, to: lines.length, word, number });
  const edit = pick(random, english);
  const twin = edit && chinese[english.indexOf(edit)];
  if (!edit || !twin || twin.kind !== edit.kind) return undefined;
  const languages = pick(random, ['both', 'both', 'en', 'zh'] as const) ?? 'both';
  const edits = languages === 'both' ? [twin, edit] : [languages === 'en' ? edit : twin];
  return {
    name: `${edit.kind} (${languages})`,
    text: apply(lines, edits),
    rule: edit.rule,
    lines: shifted(edits),
    languages,
  };
};

/** Later edits first, so that line numbers hold. */
const apply = (lines: readonly string[], edits: readonly Edit[]): string => {
  const changed = [...lines];
  for (const edit of [...edits].sort((a, b) => b.line - a.line)) changed.splice(edit.line, 1, ...(edit.becomes ?? []));
  return changed.join('\n');
};

/** The lines that findings point at once every edit is in: an edit may add or take away lines above another one. */
const shifted = (edits: readonly Edit[]): readonly number[] =>
  edits.map((edit) => {
    const before = edits.filter((other) => other.line < edit.line);
    const shift = before.reduce((sum, other) => sum + (other.becomes?.length ?? 0) - 1, 0);
    return (edit.points ?? edit.line + (edit.becomes && edit.becomes.length > 1 ? 1 : 0)) + shift + 1;
  });

interface Half {
  readonly from: number;
  readonly to: number;
  readonly word: string;
  readonly number: number;
}

const editsIn = (lines: readonly string[], half: Half): readonly Edit[] => {
  const edits: Edit[] = [];
  let table = 0;
  for (let line = half.from; line < half.to; line += 1) {
    const text = lines[line] ?? '';
    if (/^(?:Name|名称)\|/.test(text)) table = line;
    edits.push(...lineEdits(text, { ...half, line, table }));
  }
  return edits;
};

interface Place extends Half {
  readonly line: number;
  readonly table: number;
}

const lineEdits = (text: string, place: Place): readonly Edit[] => [
  ...addressEdits(text, place),
  ...rowEdits(text, place),
  ...responseEdits(text, place),
  ...errorEdits(text, place),
];

const swap = (text: string, pattern: RegExp, to: string): string | undefined => {
  const changed = text.replace(pattern, to);
  return changed === text ? undefined : changed;
};

const edit = (kind: string, rule: RuleId, place: Place, text: string | undefined): readonly Edit[] =>
  text === undefined ? [] : [{ kind, rule, line: place.line, becomes: [text] }];

const addressEdits = (text: string, place: Place): readonly Edit[] => [
  ...edit('method', 'operation-method', place, swap(text, /^(POST) /, 'PUT ')),
  ...edit('path', 'operation-path', place, swap(text, /^(POST .*?)(\/[a-z-]+)+(`?)$/i, `$1/${place.word}$3`)),
  ...edit('security type', 'security-type', place, /^# /.test(text) ? changedType(text) : undefined),
  ...edit(
    'weight',
    'request-weight',
    place,
    swap(text, /^(\**)\d+(\**(?:\((?:IP|UID)\))?\**)$/, `$1${place.number + 60_000}$2`),
  ),
  ...edit('weight scope', 'request-weight-scope', place, swap(text, /^(\**\d+\**)\(UID\)/, '$1(IP)')),
];

const changedType = (text: string): string =>
  /\((?:TRADE|USER_DATA|MARGIN)\)$/.test(text) ? text.replace(/\(\w+\)$/, '(USER_STREAM)') : `${text}(USER_STREAM)`;

/** The parameters whose row means what its column says. */
const PLAIN_ROW = /^(asset|amount|type|groupId|assetName|recvWindow)\|/;

const OTHER_TYPE: Readonly<Record<string, string>> = { STRING: 'LONG', LONG: 'INT', DECIMAL: 'STRING' };

const rowEdits = (text: string, place: Place): readonly Edit[] => {
  const [, name, type = '', mandatory] = /^(\w+)\| (\w+)\| (YES|NO)\|/.exec(text) ?? [];
  if (name === undefined || name === 'timestamp') return [];
  const other = OTHER_TYPE[type] ?? 'BOOLEAN';
  return [
    {
      kind: `drop parameter ${name}`,
      rule: 'parameter-unknown',
      line: place.line,
      becomes: undefined,
      points: place.table,
    },
    {
      kind: 'add parameter',
      rule: 'parameter-missing',
      line: place.line,
      becomes: [text, `${place.word}| STRING| NO| Added.  `],
    },
    ...edit(`type of ${name}`, 'parameter-type', place, text.replace(`| ${type}|`, `| ${other}|`)),
    ...(PLAIN_ROW.test(text)
      ? edit(
          `mandatory ${name}`,
          'parameter-required',
          place,
          text.replace(`| ${mandatory}|`, mandatory === 'YES' ? '| NO|' : '| YES|'),
        )
      : []),
    ...(PLAIN_ROW.test(text)
      ? edit(
          `case of ${name}`,
          'parameter-condition',
          place,
          swap(text, /\| YES\| */, '| YES| Only for some accounts. '),
        )
      : []),
    ...edit('maximum', 'parameter-maximum', place, swap(text, /60000/, String(place.number))),
    ...edit('default', 'parameter-default', place, swap(text, /((?:Default|默认) `)FALSE/, '$1TRUE')),
    ...edit('value', 'parameter-values', place, swap(text, /(BORROW(?: or |、))REPAY/, '$1RETURN')),
    ...edit('quoted value', 'parameter-values', place, swap(text, /`TRUE`/, '`ISOLATED`')),
  ];
};

const responseEdits = (text: string, place: Place): readonly Edit[] => [
  ...edit('rename field', 'response-field-missing', place, swap(text, /^(\s+)"(\w+)"(\s*:)/, `$1"${place.word}"$3`)),
  ...edit('type of field', 'response-type', place, swap(text, /("tranId": )\d+/, '$1"text"')),
  ...(/^\s+"tranId"/.test(text)
    ? [
        {
          kind: 'add field',
          rule: 'response-field-missing' as const,
          line: place.line,
          becomes: [`    "${place.word}": 1,`, text],
          points: place.line,
        },
      ]
    : []),
];

const errorEdits = (text: string, place: Place): readonly Edit[] => [
  ...edit(
    'error code',
    'error-code-missing',
    place,
    swap(text, /(code["”]: )-30(?!15)\d\d/, `$1-9${String(place.number).padStart(5, '0')}`),
  ),
  ...edit(
    'listed error code',
    'error-code-missing',
    place,
    swap(text, /^( {2}\* )-27009/, `$1-9${String(place.number).padStart(5, '0')}`),
  ),
  ...edit('error message', 'error-message', place, swap(text, /(msg["”]: ["“])(\w+)/, `$1${place.word} $2`)),
  ...edit(
    'error name',
    'error-name',
    place,
    swap(text, /\*\*(EXCEED_MAX_BORROWABLE|ASSET_ADMIN_BAN_BORROW)\*\*/, `**${place.word.toUpperCase()}**`),
  ),
];
