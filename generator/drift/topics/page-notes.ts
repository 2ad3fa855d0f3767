import { narrow } from '../../core/plain-text.js';
import { formatPosition } from '../../core/position.js';
import type { EndpointFacts, Fact } from '../../docs/types.js';
import type { DocsClaim, DocsSpot, DocsTopic } from '../topic.js';
import { pagePlace } from './places.js';

/**
 * What the notes of a page demand: numbers with a unit, limits, and which parameters have to come together. Notes are
 * free prose, so a note is no more here than the parameters it names, its numbers, and whether it obliges: two notes
 * with the same are the same, however they are worded, whatever their order.
 */
const UNITS = [
  'ms|s|secs?|seconds?|mins?|minutes?|h|hours?|d|days?|weeks?|months?|years?|x|%',
  '天|日|小时|分钟|秒|周|个?月|年|倍',
].join('|');
const UNIT = new RegExp(String.raw`(?<![\w.])\d+(?:\.\d+)? ?-?(?:${UNITS})(?![a-z])`, 'i');
const LIMIT =
  /\b(?:max(?:imum)?|min(?:imum)?|at most|at least|limit(?:ed)?|up to|more than|less than)\b|[最至][大小多少]|超过|上限|以内/i;
const OBLIGES =
  /\b(?:must|should|mandatory|required?|either|can ?not|can't|may not|only one)\b|必[须传填需]|需要|不[能可]|只能|其一|任一/i;

/** Ordinary words such as `type` stand in prose without meaning the parameter. */
const namesIn = (text: string, { parameters }: EndpointFacts): readonly string[] => {
  const words = new Set(text.match(/\w+/g));
  const names = (parameters?.rows ?? []).map(({ name }) => name);
  return names.filter((name) => /[a-z][A-Z]/.test(name) && words.has(name)).sort();
};

const numbersIn = (text: string): readonly string[] =>
  [...text.matchAll(/(?<![\w.])\d[\d,]*(?:\.\d+)?/g)]
    .map(([number]) => String(Number(number.replaceAll(',', ''))))
    .sort();

const claimOf = (note: Fact, facts: EndpointFacts): readonly DocsClaim[] => {
  const text = narrow(note.value).slice(0, 2000);
  const names = namesIn(text, facts);
  const numbers = numbersIn(text);
  const counts = UNIT.test(text) || (numbers.length > 0 && LIMIT.test(text));
  const obliges = OBLIGES.test(text);
  if (!counts && !(obliges && names.length > 0)) return [];
  const key = names.join('+');
  const demand = `${obliges ? 'obliges' : ''} ${counts ? numbers.join(' ') : ''}`;
  const value = obliges || LIMIT.test(text) ? 'demand' : 'statement';
  return [{ subject: `${key}\n${demand}`, value, shown: note.value, quote: note.quote, at: note.at }];
};

/** Other topics speak of limits of the rate, of errors, and of the endpoint's end. */
const isOwn = ({ value, at }: Fact, { rateLimits, deprecated }: EndpointFacts): boolean =>
  !/["“]code["”]\s*[:：]/.test(value) &&
  ![...rateLimits, ...(deprecated ? [deprecated] : [])].some((each) => formatPosition(each.at) === formatPosition(at));

const claims = (facts: EndpointFacts): readonly DocsClaim[] =>
  facts.notes.filter((note) => isOwn(note, facts)).flatMap((note) => claimOf(note, facts));

const keyOf = (subject: string): string => subject.split('\n', 1)[0] ?? '';

/** A note about the same parameters, which may say the same with another number; else where the notes begin. */
const place = (facts: EndpointFacts, subject: string): DocsSpot => {
  const near = claims(facts).find((claim) => keyOf(claim.subject) === keyOf(subject));
  const { at, quote } = near ?? facts.notes[0] ?? pagePlace(facts);
  return { at, quote };
};

export const noteTopic: DocsTopic<EndpointFacts> = {
  name: 'note',
  docs: claims,
  docsPlace: place,
  alike: () => true,
  tokens: (subject) => ['notes', keyOf(subject)],
  silenceCounts: false,
  severity: 'mistyped',
};
