import type { ChoiceCondition, Condition } from '../core/extensions.js';
import { narrow } from '../core/plain-text.js';
import type { ChoiceFact } from '../docs/types.js';
import { valuesIn, type Known } from './condition-check.js';
import type { EndpointGroup } from './group-endpoints.js';
import type { ParameterRows } from './parameter-schema.js';

const anyOf = (flags: string, ...patterns: readonly string[]): RegExp => new RegExp(patterns.join('|'), flags);

const ISOLATED_ONLY = anyOf(
  'i',
  String.raw`\bonly for isolated\b|not supported for cross`,
  '仅(?:用于|适用于?)?逐仓|全仓(?:杠杆)?(?:不支持|不可)',
);
const ISOLATED = anyOf(
  'i',
  String.raw`\b(?:mandatory|required) (?:for isolated|when \x60?isisolated)`,
  '逐仓[^。;]*必填|isIsolated[^。;]{0,12}(?:true|必填)',
);

/** `symbol` beside `isIsolated`: which account is meant is told by both together. */
export const isolatedConditions = (rows: readonly ParameterRows[], known: Known): readonly Condition[] => {
  const values = valuesIn(known, 'isIsolated').filter((value) => /^true$/i.test(value));
  const symbol = rows.find(({ name }) => name === 'symbol');
  if (values.length === 0 || !symbol || !known.has('symbol') || known.get('symbol')?.required) return [];
  const text = symbol.rows.map(({ description }) => narrow(description?.value ?? '')).join('\n');
  const when = { parameter: 'isIsolated', in: values };
  if (ISOLATED_ONLY.test(text)) return [{ when, require: ['symbol'], else: { forbid: ['symbol'] } }];
  return ISOLATED.test(text) ? [{ when, require: ['symbol'] }] : [];
};

/** Conditions that rows and notes state in words. A sentence that is not understood leaves its row for review. */
export const conditionsInWords = (
  group: EndpointGroup,
  rows: readonly ParameterRows[],
  known: Known,
): readonly Condition[] => {
  const choices = group.halves.flatMap((half) => (half.choices ?? []).flatMap((choice) => choiceOf(choice, known)));
  const cases = rows.flatMap(({ name, rows: all }) =>
    all.flatMap(({ description }) => caseIn(name, narrow(description?.value.slice(0, 2000) ?? ''), known)),
  );
  return [...joinChoices([...columnChoice(rows, known), ...choices]), ...cases];
};

const choiceOf = ({ names, needed, exclusive }: ChoiceFact, known: Known): readonly ChoiceCondition[] => {
  if (names.some((name) => known.get(name)?.required !== false)) return [];
  if (!needed) return [{ atMostOne: names }];
  return [exclusive ? { exactlyOne: names } : { atLeastOne: names }];
};

/** EITHER, or EITHER OR BOTH, in the mandatory column of several rows. */
const columnChoice = (rows: readonly ParameterRows[], known: Known): readonly ChoiceCondition[] => {
  const wordOf = ({ first }: ParameterRows): string =>
    first.mandatory?.value === 'depends' ? narrow(first.mandatory.quote).toLowerCase() : '';
  const either = rows.filter((row) => known.has(row.name) && /^either$|二选一/.test(wordOf(row)));
  const both = rows.filter((row) => known.has(row.name) && /^either or both$|至少一个/.test(wordOf(row)));
  return [
    ...(either.length > 1 ? [{ exactlyOne: either.map(({ name }) => name) }] : []),
    ...(both.length > 1 ? [{ atLeastOne: both.map(({ name }) => name) }] : []),
  ];
};

const namesOf = (choice: ChoiceCondition): readonly string[] => {
  if ('exactlyOne' in choice) return choice.exactlyOne;
  return 'atLeastOne' in choice ? choice.atLeastOne : choice.atMostOne;
};

/** The same names once, in whatever order; "exactly one" says more than "at least one". */
const joinChoices = (choices: readonly ChoiceCondition[]): readonly Condition[] => {
  const byNames = new Map<string, ChoiceCondition>();
  for (const choice of choices) {
    const key = [...namesOf(choice)].sort().join();
    const known = byNames.get(key);
    const isBoth = known !== undefined && 'atMostOne' in known !== 'atMostOne' in choice;
    if (isBoth) byNames.set(key, { exactlyOne: namesOf(choice) });
    else if (!known || 'exactlyOne' in choice) byNames.set(key, choice);
  }
  return [...byNames.values()];
};

const NAME = String.raw`\x60?(\w+)\x60?`;
const IS = String.raw`(?:is|=|equals?|selects?|(?:is )?set to) ?["'\x60]?(\w+)["'\x60]?`;
const NEEDED = [
  String.raw`\b(?:mandatory|required|must be \w+) (?:when|if) ${NAME} ${IS}`,
  String.raw`\b(?:when|if) ${NAME} ${IS},?[^.;]*\b(?:must|mandatory|required)\b`,
].map((words) => new RegExp(words, 'i'));
const TIED = new RegExp(String.raw`\b(?:only|can only) be used (?:if|when) ${NAME} ${IS}`, 'i');

const IF_GIVEN = String.raw`\bif (?:supplied|provided|sent|set),? `;
const ASKS_FOR = new RegExp(String.raw`${IF_GIVEN}${NAME} (?:is|must be) (?:required|mandatory|sent)`, 'i');
const EXCLUDES = new RegExp(String.raw`${IF_GIVEN}neither ${NAME} n?or ${NAME} (?:can|may) be`, 'i');

/** "When type is ISOLATED, symbol must be sent", "can only be used if workingTimeInForce is GTC". */
const caseIn = (name: string, text: string, known: Known): readonly Condition[] => {
  if (!known.has(name) || known.get(name)?.required) return [];
  const caseOf = (found: RegExpExecArray | null): { parameter: string; in: string[] } | undefined => {
    const parameter = [...known.keys()].find((each) => each.toLowerCase() === found?.[1]?.toLowerCase());
    const value = valuesIn(known, parameter ?? '').find((each) => each.toLowerCase() === found?.[2]?.toLowerCase());
    const isCase = parameter !== undefined && value !== undefined && parameter !== name;
    return isCase ? { parameter, in: [value] } : undefined;
  };
  const needed = NEEDED.map((pattern) => caseOf(pattern.exec(text))).find((found) => found !== undefined);
  const tied = caseOf(TIED.exec(text));
  return [
    ...(needed ? [{ when: needed, require: [name] }] : []),
    ...(tied ? [{ when: tied, else: { forbid: [name] } }] : []),
    ...presenceIn(name, text, known),
  ];
};

/** "If provided, stopLimitTimeInForce is required", "if supplied, neither startTime or endTime can be provided". */
const presenceIn = (parameter: string, text: string, known: Known): readonly Condition[] => {
  const isOther = (name: string | undefined): name is string =>
    name !== undefined && name !== parameter && known.get(name)?.required === false;
  const when = { parameter, given: true } as const;
  const require = [ASKS_FOR.exec(text)?.[1]].filter(isOther);
  const forbid = (EXCLUDES.exec(text)?.slice(1) ?? []).filter(isOther);
  return [...(require.length > 0 ? [{ when, require }] : []), ...(forbid.length > 0 ? [{ when, forbid }] : [])];
};
