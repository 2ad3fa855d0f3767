/** One expression of several, without regard to case: long lists of words are easier to read in lines. */
export const anyOf = (...parts: readonly string[]): RegExp => new RegExp(parts.join('|'), 'i');
