import type { Condition } from '../core/extensions.js';
import { narrow } from '../core/plain-text.js';
import type { ConditionFact } from '../docs/types.js';
import { conditionsInWords, isolatedConditions } from './condition-prose.js';
import { contradicts, valuesIn, type Known } from './condition-check.js';
import type { EndpointGroup } from './group-endpoints.js';
import { rowsOf } from './parameters.js';
import { shown, type Review } from './review.js';

/** `x-conditions`: what tables and sentences say, where parameters and values can be told; the rest is for review. */
export const draftConditions = (
  group: EndpointGroup,
  { known, review }: { readonly known: Known; readonly review: Review },
): readonly Condition[] => {
  const tables = group.halves.find(({ conditions }) => conditions.length > 0)?.conditions ?? [];
  const rows = rowsOf(group);
  const found = [
    ...tables.flatMap((fact) => readTableRow(fact, known, review)),
    ...isolatedConditions(rows, known),
    ...conditionsInWords(group, rows, known),
  ];
  const conditions: Condition[] = [];
  for (const condition of unique(found)) {
    if (!contradicts([...conditions, condition], known)) conditions.push(condition);
  }
  tellOpen(rows, conditions, review);
  return conditions;
};

const unique = (conditions: readonly Condition[]): readonly Condition[] => [
  ...new Map(conditions.map((condition) => [JSON.stringify(condition), condition])).values(),
];

/** `LIMIT | timeInForce, quantity, price`, `pendingType = STOP_LOSS or TAKE_PROFIT | …`. */
const readTableRow = ({ when, require }: ConditionFact, known: Known, review: Review): readonly Condition[] => {
  const text = narrow(when.value);
  const [, named, rest] = /^\s*(\w+)\s*[=:]\s*(.+)$/s.exec(text) ?? [];
  const words = (rest ?? text).match(/[A-Za-z][A-Za-z0-9_]*/g)?.filter((word) => !/^(?:or|and)$/i.test(word)) ?? [];
  const parameter = named !== undefined && known.has(named) ? named : ownerOf(words, known);
  const certain = demandsFor(when.quote, require).filter((name) => known.has(name) && name !== parameter);
  const where = { at: when.at, where: ['x-conditions'] };
  if (parameter === undefined || words.some((word) => !valuesIn(known, parameter).includes(word))) {
    review.add('condition', 'Which parameter tells the case of this row, and with which values?', where);
    return [];
  }
  if (certain.length < require.length) {
    review.add('condition', 'Not all that this row demands is written down: it leaves a choice.', where);
  }
  return certain.length === 0 ? [] : [{ when: { parameter, in: words }, require: certain }];
};

/** The parameter that all the values belong to; `type` where several have them. */
const ownerOf = (values: readonly string[], known: Known): string | undefined => {
  const owners = [...known.keys()].filter((name) => values.every((value) => valuesIn(known, name).includes(value)));
  if (values.length === 0) return undefined;
  return owners.find((name) => name === 'type') ?? (owners.length === 1 ? owners[0] : undefined);
};

/** `pendingStopPrice and/or pendingTrailingDelta` demands neither of the two by itself. */
const demandsFor = (quote: string, require: readonly string[]): readonly string[] => {
  const demands =
    narrow(quote)
      .split('|')
      .map((cell) => cell.trim())
      .filter((cell) => cell !== '')
      .at(-1) ?? '';
  const loose = demands.split(/[,;、]/).filter((part) => /\b(?:or|either)\b|或/i.test(part));
  return require.filter((name) => !loose.some((part) => new RegExp(String.raw`\b${name}\b`).test(part)));
};

/** Rows that speak of a case which no condition names. */
const tellOpen = (rows: ReturnType<typeof rowsOf>, conditions: readonly Condition[], review: Review): void => {
  const text = JSON.stringify(conditions);
  for (const { name, rows: all } of rows) {
    const open = all.find(({ mandatory }) => mandatory?.meaning === 'conditional');
    if (!open || text.includes(JSON.stringify(name))) continue;
    review.add('condition', `${shown(name)} goes with a case that no condition names.`, {
      at: open.description?.at ?? open.at,
      where: ['x-conditions', name],
    });
  }
};
