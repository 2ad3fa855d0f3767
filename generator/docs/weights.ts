import type { Diagnostic } from '../core/diagnostic.js';
import type { WeightScope } from '../core/extensions.js';
import { narrow, plain } from '../core/plain-text.js';
import type { Position } from '../core/position.js';
import { anyOf } from './patterns.js';
import { warn } from './trouble.js';
import type { ContentBlock, Section, TableBlock, WeightCondition, WeightFact } from './types.js';
import { sectionKind } from './vocabulary.js';

export interface ReadWeights {
  readonly weights: readonly WeightFact[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Request weights: one number, or one for each case, in the heading, in text or in a table. */
export const readWeights = (sections: readonly Section[]): ReadWeights => {
  const read = sections.map((section) => ({ section, weights: withParameter(readSection(section)) }));
  const silent = read.filter(({ weights }) => weights.length === 0);
  const rows = sections.flatMap(({ blocks }) => blocks.flatMap(tellRows));
  return {
    weights: read.flatMap(({ weights }) => weights),
    diagnostics: [...silent.map(({ section }) => unread(section)), ...(silent.length > 0 ? [] : rows)],
  };
};

/** `带symbol 1; 不带 40`: the second case is about the parameter that the first one names. */
const withParameter = (weights: readonly WeightFact[]): readonly WeightFact[] => {
  const parameter = weights.find((weight) => weight.condition?.parameter)?.condition?.parameter;
  if (parameter === undefined) return weights;
  return weights.map((weight) =>
    weight.condition?.given === undefined ? weight : { ...weight, condition: { parameter, ...weight.condition } },
  );
};

const readSection = (section: Section): readonly WeightFact[] => {
  const scope = scopeIn(section.heading);
  return [...readHeading(section, scope), ...section.blocks.flatMap((block) => readBlock(block, scope))];
};

/** `Weight: 5` as a heading. What stands before its words are the marks of a heading or of bold type. */
const readHeading = ({ heading, level, at }: Section, scope: WeightScope | undefined): readonly WeightFact[] => {
  const colon = heading.search(/[:：][\s*`]*\d/);
  if (colon === -1) return [];
  const marks = level > 6 ? 2 : level + 1;
  return readText(heading.slice(colon), { ...at, col: at.col + marks + colon }, scope);
};

const readBlock = (block: ContentBlock, scope: WeightScope | undefined): readonly WeightFact[] => {
  if (block.kind === 'code') return [];
  if (block.kind === 'table') return readTable(block, scope);
  return block.text
    .split('\n')
    .flatMap((line, index) =>
      readText(line, index === 0 ? block.at : { ...block.at, line: block.at.line + index, col: 1 }, scope),
    );
};

/** `limit | weight`: the column of that name, or the last, holds the number; the others say when. */
const readTable = (table: TableBlock, scope: WeightScope | undefined): readonly WeightFact[] => {
  const named = table.columns.findLastIndex(({ text }) => sectionKind(text) === 'weight');
  return table.rows.flatMap((row) => {
    const column = named === -1 ? row.cells.length - 1 : named;
    const cell = row.cells[column];
    const [, value] =
      /^(\d+|\d{1,3}(?:,\d{3})+)(?:\s*\((?:IP|UID|Orders?)\))?$/i.exec(narrow(plain(cell?.text ?? ''))) ?? [];
    if (!cell || value === undefined) return [];
    const others = row.cells.filter((_, index) => index !== column);
    const text = others.map((each) => plain(each.text)).join(', ');
    const own = scopeIn(cell.text) ?? scope ?? scopeIn(table.columns[column]?.text ?? '');
    const condition = text === '' ? {} : { condition: readCondition(text) ?? { text } };
    return [{ value: numberOf(value), quote: `${text} ${value}`.trim(), at: cell.at, ...scoped(own), ...condition }];
  });
};

/** Each number that is no part of a word starts a weight. Chinese pages put the case before it, English ones after. */
const readText = (line: string, at: Position, scope: WeightScope | undefined): readonly WeightFact[] => {
  if (line.length > 1000) return [];
  const text = narrow(plain(line.replaceAll('**', ' '))).replace(/请小心.*$|careful\b.*$/i, '');
  const all = [...text.matchAll(LONE_NUMBER)];
  const written = [...line.matchAll(LONE_NUMBER)];
  const offsetOf = (found: RegExpExecArray): number =>
    written.length === all.length ? (written[all.indexOf(found)]?.index ?? 0) : Math.max(0, line.indexOf(found[0]));
  const numbers = all.filter(
    (found) => line.slice(0, offsetOf(found)).endsWith('**') || !IN_CONDITION.test(text.slice(0, found.index)),
  );
  const first = numbers[0];
  if (!first) return [];
  const leads = first !== all[0] || /[一-鿿]/.test(text.slice(0, first.index));
  const weights = numbers.map((found, index): WeightFact => {
    const end = numbers[index + 1]?.index ?? text.length;
    const after = text.slice(found.index + found[0].length, end);
    const previous = numbers[index - 1];
    const before = text.slice(previous ? previous.index + previous[0].length : 0, found.index);
    const own = scopeIn(`(${after.trim()}`) ?? scopeIn(after) ?? scope ?? scopeIn(line);
    const saysWhen = numbers.length > 1 || after.length > 12 || /^ ?(?:for|when|if|with|by)/i.test(after);
    const condition = saysWhen ? readCondition(leads ? before : after) : undefined;
    const place = { ...at, col: at.col + offsetOf(found) };
    return {
      value: numberOf(found[0]),
      quote: text.trim(),
      at: place,
      ...scoped(own),
      ...(condition ? { condition } : {}),
    };
  });
  return withShared(weights);
};

/** Before a number that belongs to the case: `5 when the limit is over 100`. Bold numbers are always weights. */
const IN_CONDITION = anyOf(
  String.raw`\b(?:limit(?: is)?|per|extra|than|over|under|above|below|between|from|to) $`,
  String.raw`\b(?:first|last|top|every|each|least|most) $`,
  '[=<>≤≥~] ?$|(?:超过|大于|小于|不足|多于|少于|每|前|limit ?为) ?$',
);
/** `1,500` is one number. */
const LONE_NUMBER = /(?<![\w.-])(?:\d{1,3}(?:,\d{3})+|\d{1,6})(?![\w.-])/g;

const numberOf = (digits: string): number => Number(digits.replaceAll(',', ''));

/** `6 or 1500 by the size of the batch`: what both depend on is said once. */
const withShared = (weights: readonly WeightFact[]): readonly WeightFact[] => {
  const shared = /^(?:by|depend|accord|per|根据|按|取决|视)/i;
  const condition = weights.find((weight) => weight.condition && shared.test(weight.condition.text))?.condition;
  return condition ? weights.map((weight) => (weight.condition ? weight : { ...weight, condition })) : weights;
};

const scoped = (scope: WeightScope | undefined): { scope?: WeightScope } => (scope ? { scope } : {});

const scopeIn = (text: string): WeightScope | undefined => {
  const found = /[(（]\s*(IP|UID|Orders?)\s*[)）]/i.exec(text) ?? /\b(IP|UID|orders?) (?:rate )?limit/i.exec(text);
  const word = found?.[1]?.toUpperCase();
  return word === undefined ? undefined : word.startsWith('ORDER') ? 'ORDER' : (word as WeightScope);
};

/** Names that stand for a parameter in the words of a condition. */
const PARAMETER_WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bsymbols?\b|\bsingle\b|交易对/i, 'symbol'],
  [/\bpairs?\b/i, 'pair'],
  [/\bcoin\b|币种/i, 'coin'],
  [/\basset\b|资产/i, 'asset'],
];

const readCondition = (words: string): WeightCondition | undefined => {
  const text = words
    .replace(/\((?:IP|UID|Orders?)\)/gi, '')
    .replace(/^[\s,;:\\-]+|[\s,;:\\-]+$/g, '')
    .replace(/^(?:(?:or|and)\b|或|和)\s*|\s*(?:\b(?:or|and)|或|和)$/gi, '')
    .trim();
  if (text === '') return undefined;
  const parameter = PARAMETER_WORDS.find(([pattern]) => pattern.test(text))?.[1];
  const absent = /\bomit|without|not sent|absent|缺失|不带|不传/i.test(text) || text === '不带';
  if (parameter === undefined) return absent ? { text, given: false } : { text };
  return { text, parameter, given: !absent };
};

/** A row of a table that is no weight, where the others are. */
const tellRows = (block: ContentBlock): readonly Diagnostic[] => {
  if (block.kind !== 'table') return [];
  const read = new Set(readTable(block, undefined).map(({ at }) => at.line));
  return block.rows
    .filter(({ at, cells }) => !read.has(at.line) && !cells.some((cell) => read.has(cell.at.line)))
    .map(({ at, cells }) => {
      const message = `"${plain(cells.map(({ text }) => text).join(' | ')).slice(0, 80)}" gives no weight.`;
      return warn('no-weight', message, { at, hint: 'This row was not read. Look at the page.' });
    });
};

const unread = (section: Section): Diagnostic => ({
  code: 'docs/no-weight',
  severity: 'warning',
  message: `Below "${plain(section.heading)}" stands no number.`,
  at: section.at,
  hint: 'The request weight of this page was not checked. Look at the page.',
});
