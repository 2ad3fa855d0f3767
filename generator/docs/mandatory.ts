import { narrow, plain } from '../core/plain-text.js';
import type { Cell, MandatoryFact, MandatoryMeaning, MandatoryWord } from './types.js';
import { mandatoryWord } from './vocabulary.js';

/** A description that ties the parameter to a case: it is needed there and has no meaning elsewhere. */
const TIED_TO_A_CASE = [
  /\bonly (?:for|when|if|with|be used (?:if|when|with))\b[^.;]*/i,
  /\bused only (?:for|when|if|with)\b[^.;]*/i,
  /仅(?:用于|适用|在|当|逐仓|全仓)[^。;]*/,
  /只有当?[^。;]*才[^。;]*/,
  /配合[^。;]*使用/,
];

/** A description that says when an optional parameter has to be there. */
const NEEDED_IN_A_CASE = [
  /\b(?:mandatory|required) (?:for|when|if|in)\b[^.;]*/i,
  /\bmust be (?:sent|provided|filled|given)\b[^.;]*/i,
  /\beither\b[^.;]*\bor\b[^.;]*/i,
  /[^。;,]*(?:必填|必需|必须(?!满足)|必传|需要填|需填)[^。;]*/,
  /\bwhen\b[^.;]*\bmandatory\b/i,
];

const STATES_DEFAULT = /\bdefaults?\b[ :=]*(?:value|is|to)?[^.;]*|默认[^。;]*/i;

/** Reads the mandatory column, then holds it against the description: a parameter with a default is not required. */
export const readMandatory = (cell: Cell | undefined, description: Cell | undefined): MandatoryFact | undefined => {
  const word = cell && mandatoryWord(cell.text);
  if (!cell || !word) return undefined;
  const text = narrow(plain(description?.text ?? '')).slice(0, 2000);
  const { meaning, because } = readMeaning(word, text);
  return { value: word, quote: plain(cell.text), at: cell.at, meaning, ...(because ? { because } : {}) };
};

const readMeaning = (
  word: MandatoryWord,
  text: string,
): { meaning: MandatoryMeaning; because?: string | undefined } => {
  if (word === 'depends') return { meaning: 'conditional' };
  if (word === 'no')
    return NEEDED_IN_A_CASE.some((pattern) => pattern.test(text))
      ? { meaning: 'conditional' }
      : { meaning: 'optional' };
  const tied = firstMatch(TIED_TO_A_CASE, text);
  if (tied !== undefined) return { meaning: 'conditional', because: tied };
  const stated = firstMatch([STATES_DEFAULT], text);
  return stated === undefined ? { meaning: 'required' } : { meaning: 'optional', because: stated };
};

const firstMatch = (patterns: readonly RegExp[], text: string): string | undefined => {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[0].trim();
    if (found !== undefined) return found.slice(0, 120);
  }
  return undefined;
};
