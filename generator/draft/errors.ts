import { setOwn, type MutableObject } from '../core/mutable-json.js';
import { comparable } from '../core/plain-text.js';
import { DocText } from '../core/prose.js';
import type { ErrorFact } from '../docs/types.js';
import type { EndpointGroup } from './group-endpoints.js';
import type { Review } from './review.js';

/** `x-error-codes`: code, name and message are the exchange's, the description is made of the name. */
export const draftErrors = (
  group: EndpointGroup,
  { review, catalogue }: { readonly review: Review; readonly catalogue: readonly ErrorFact[] },
): readonly MutableObject[] => {
  const entries = new Map<string, MutableObject>();
  const listed = group.halves.flatMap(({ errors }) => errors);
  for (const error of listed) {
    const code = error.code?.value;
    if (code === undefined || !Number.isSafeInteger(code)) {
      review.add('error-description', 'An error without a code: it is not written down.', place(error));
      continue;
    }
    // Without its message an entry says no more than one of the same code that has it.
    const key = `${code}/${comparable(error.message?.value ?? '')}`;
    const poorer = error.message === undefined && [...entries.keys()].some((known) => known.startsWith(`${code}/`));
    if (!entries.has(key) && !poorer) entries.set(key, draftError(code, error, { review, catalogue }));
  }
  return [...entries.values()];
};

const place = ({ at, code }: ErrorFact): { at: ErrorFact['at']; where: readonly string[] } => ({
  at,
  where: ['x-error-codes', String(code?.value ?? '')],
});

const draftError = (
  code: number,
  error: ErrorFact,
  { review, catalogue }: { readonly review: Review; readonly catalogue: readonly ErrorFact[] },
): MutableObject => {
  const name = lineOf(error.name?.value) ?? lineOf(catalogue.find((known) => known.code?.value === code)?.name?.value);
  const message = lineOf(error.message?.value);
  const entry: MutableObject = { code };
  if (name !== undefined) setOwn(entry, 'name', name);
  if (message !== undefined) setOwn(entry, 'message', message);
  entry['description'] = `${name === undefined ? `Error ${code}` : wordsOfError(name)}.`;
  review.add('error-description', `Say what error ${code} means to a caller, and what to do about it.`, place(error));
  if (message !== undefined && /%[sd]|\{[^{}]*\}/.test(message)) {
    const text = `The message of error ${code} has a place for a value: it is never sent like this.`;
    review.add('error-message', text, place(error));
  }
  return entry;
};

const lineOf = (text: string | undefined): string | undefined => {
  const line = DocText.from(text ?? '').text.replaceAll('\n', ' ');
  return line === '' ? undefined : line;
};

/** `EXCEED_MAX_BORROWABLE` → `Exceed max borrowable`. */
const wordsOfError = (name: string): string => {
  const words = /^[A-Z0-9_]+$/.test(name) ? name.toLowerCase().replaceAll('_', ' ').trim() : name.replace(/\.$/, '');
  return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1);
};
