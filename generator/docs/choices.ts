import { narrow } from '../core/plain-text.js';
import type { ChoiceFact, Fact, ParameterFact } from './types.js';

/** The notes and descriptions of one half, and the parameters that they may name. */
export interface ChoiceSources {
  readonly notes: readonly Fact[];
  readonly rows: readonly ParameterFact[];
}

/**
 * Which parameters stand in for each other ("Either orderId or origClientOrderId must be sent.") or exclude each other
 * ("symbol and pair cannot be sent together"). Only sentences that are nothing but that, about parameters of the table:
 * one that speaks of a case is no choice which every call has.
 */
export const readChoices = ({ notes, rows }: ChoiceSources): readonly ChoiceFact[] => {
  const said = [...notes, ...rows.flatMap(({ description }) => description ?? [])];
  const choices = said.flatMap((fact) => sentencesOf(fact.value).flatMap((text) => readChoice(text, fact)));
  const excused = said.flatMap((fact) => sentencesOf(fact.value).flatMap(namesLeftOut));
  return join(
    choices.filter(
      ({ names, needed }) =>
        !(needed && names.some((name) => excused.includes(name))) &&
        new Set(names).size === names.length &&
        names.every((name) => rows.some((row) => row.name === name)),
    ),
  );
};

const readChoice = (text: string, { quote, at }: Fact): readonly ChoiceFact[] => {
  if (SPEAKS_OF_A_CASE.test(text.replaceAll('同时', ''))) return [];
  const needed = firstNames(ASKS_FOR_ONE, text);
  const refused = needed ? undefined : firstNames(REFUSES_BOTH, text);
  if (needed) return [{ names: needed, needed: true, exclusive: REFUSES_MORE.test(text), quote, at }];
  return refused ? [{ names: refused, needed: false, exclusive: true, quote, at }] : [];
};

/**
 * The parameters of which a sentence says what comes back without them: "If `startTime` and `endTime` are not sent, the
 * last 7 days". A demand for one of them on the same page does not hold for every call.
 */
const namesLeftOut = (text: string): readonly string[] => {
  const [, absent = ''] = WITHOUT.exec(text) ?? [];
  return namesIn(absent);
};

const WITHOUT =
  /^(?:if|when|without|如果?|若|当)(?=[^,]*(?:\bnot\b|\bneither\b|\bwithout\b|未|不传|不填|不发|没有?传|没有?发))([^,]*),/i;

/** The same names once, whatever their order: one sentence may ask for one of them, and another one refuse several. */
const join = (choices: readonly ChoiceFact[]): readonly ChoiceFact[] => {
  const known = new Map<string, ChoiceFact>();
  for (const choice of choices) {
    const key = [...choice.names].sort().join();
    const first = known.get(key);
    const needed = choice.needed || (first?.needed ?? false);
    const exclusive = choice.exclusive || (first?.exclusive ?? false);
    known.set(key, { ...(first ?? choice), needed, exclusive });
  }
  return [...known.values()];
};

const sentencesOf = (text: string): readonly string[] =>
  narrow(text.slice(0, 2000))
    .split(/[;。\n]|\.(?=\s|$)/)
    .map((part) => part.replace(/^[\s,*]+|[\s,]+$/g, ''))
    .filter((part) => part !== '');

const NAME = String.raw`["'\x60]?[A-Za-z_]\w*["'\x60]?`;
/** Two names, or three: `a or b`, `a, b or c`, `a与b`. */
const listOf = (joint: string): string => String.raw`(${NAME}(?:\s*[,、]\s*${NAME})?\s*,?\s*${joint}\s*${NAME})`;

const OR = String.raw`(?:\bor\b|\/|或者?)`;
const AND_OR = String.raw`(?:\bor\b|\band(?:\s*\/\s*or)?\b|\/|或者?|与|和|及|、)`;
const SENT = String.raw`(?:sent|provided|supplied|given|specified|passed|filled|set|present|required|mandatory|needed)`;
const MUST = String.raw`\s*(?:parameters?\s*)?(?:must|should|needs?|has|have|is|are)(?:\s+to)?(?:\s+be)?\s+${SENT}\b`;
const GIVE = '(?:发送|提供|传入|传|填写|填)';
const ONE = String.raw`(?:的?其?中(?:的?一个|之一)|之一|二者之一|两者之一)`;

/** A sentence begins with one of these, the names in parentheses. */
const ASKS_FOR_ONE: readonly RegExp[] = [
  String.raw`(?:either|(?:at least|exactly) one of|one of)(?:\s+(?:the\s+)?parameters)?\s+${listOf(AND_OR)}${MUST}`,
  listOf(OR) + MUST,
  String.raw`${listOf(AND_OR)}\s*(?:必须|至少|需要?){1,2}${GIVE}(?:其中)?(?:至少)?一个`,
  String.raw`${listOf(AND_OR)}\s*${ONE}(?:为?必(?:填|传|须|需)|需要?)(?:${GIVE}|参数|$)?`,
  String.raw`${listOf(OR)}\s*(?:必须|需要?)被?${GIVE}(?=[,(]|$)`,
  String.raw`${listOf(AND_OR)}\s*(?:必须|需要?)?二选一`,
  String.raw`(?:必须|至少需?要?|需要?)${GIVE}\s*${listOf(AND_OR)}\s*(?:至少)?(?:${ONE}|一个)`,
  String.raw`(?:必须|至少需?要?)${GIVE}\s*${listOf(OR)}(?=,|$)`,
].map((words) => new RegExp(`^${words}`, 'i'));

const REFUSES_BOTH: readonly RegExp[] = [
  String.raw`${listOf(AND_OR)}\s+(?:can ?not|can't|must not|may not|should not)\s+(?:both\s+)?be\s+${SENT}\s+(?:together|both|at the same time|simultaneously)`,
  String.raw`${listOf(AND_OR)}\s*(?:不能|不可以?|不得|不要|不允许)同时${GIVE}`,
].map((words) => new RegExp(`^${words}`, 'i'));

const REFUSES_MORE =
  /\bnot both\b|\bonly one\b|\bexactly one\b|\bcan(?:not| not|'t) (?:both|be sent (?:together|at))|二选一|只能|(?:不能|不可|不得|不要)同时/i;

/** "if both are sent" says which one prevails, and is no case. */
const SPEAKS_OF_A_CASE = /\b(?:if|when|unless|for|in case)\b(?! (?:both|all)\b)|当|如果|若|对于|模式|时(?!间)/i;

const firstNames = (patterns: readonly RegExp[], text: string): readonly string[] | undefined => {
  for (const pattern of patterns) {
    const list = pattern.exec(text)?.[1];
    if (list !== undefined) return namesIn(list);
  }
  return undefined;
};

const namesIn = (list: string): readonly string[] =>
  (list.match(/[A-Za-z_]\w*/g) ?? []).filter((word) => !/^(?:or|and)$/i.test(word));
