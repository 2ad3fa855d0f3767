/**
 * Control characters and marks that turn the direction of text: from an input they could clear a terminal, retitle it,
 * or lie.
 */
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Text from an input as it may be shown. */
export const printable = (text: string): string => text.replace(UNSAFE, '\ufffd');

/** All control characters, except where one starts a mark that `Style` makes: bold, dim, a colour, or their end. */
const CONTROL = /(?!\u001b\[(?:1|2|22|3[1236]|39)m)[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** The last look at everything that is printed, for the case that a report forgot `printable`. */
export const harmless = (text: string): string => text.replace(CONTROL, '\ufffd');

/** JSON whose strings say the same, but hold nothing that a terminal acts on. */
export const harmlessJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
