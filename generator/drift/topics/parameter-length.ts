import { own } from '../../core/json.js';
import type { DocsClaim, Topic } from '../topic.js';
import { propertyTopic, said, textOf } from './parameters.js';

const shown = (minimum: string | undefined, maximum: string | undefined): string => {
  if (minimum === undefined) return `at most ${maximum} characters`;
  if (maximum === undefined) return `at least ${minimum} characters`;
  return minimum === maximum ? `${minimum} characters` : `${minimum} to ${maximum} characters`;
};

const claim = (minimum: string | undefined, maximum: string | undefined): ReturnType<typeof said> | undefined =>
  minimum === undefined && maximum === undefined
    ? undefined
    : said(`${minimum ?? ''}..${maximum ?? ''}`, shown(minimum, maximum));

const numberText = (value: number | undefined): string | undefined => (value === undefined ? undefined : String(value));

/** How long the text of a parameter may be: both ends are one claim, because a page states them in one breath. */
export const lengthTopic: Topic = propertyTopic({
  name: 'length',
  tokens: ['schema', 'maxLength'],
  severity: 'refused',
  docs: (row) => claim(numberText(row.minLength?.value), numberText(row.maxLength?.value)),
  spec: (parameter) => {
    const schema = parameter.schema?.node;
    return claim(textOf(own(schema, 'minLength')), textOf(own(schema, 'maxLength')));
  },
  fact: (row) => row.maxLength ?? row.minLength,
});

/** The ends that a claim of this topic states; without one, everything is let through. */
export const endsOf = (claim: DocsClaim | undefined): { readonly minimum: number; readonly maximum: number } => {
  const [minimum = '', maximum = ''] = claim?.value.split('..') ?? [];
  return { minimum: Number(minimum || 0), maximum: Number(maximum || Infinity) };
};
