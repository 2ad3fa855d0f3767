import type { Parameter } from '../call/request.js';

/** RFC 3986 calls exactly these characters unreserved; everything else is written as `%XX`. */
const UNRESERVED = /^[A-Za-z0-9\-._~]*$/;

// encodeURIComponent leaves these alone, yet a URL parser turns the apostrophe into %27 later: after signing, too late.
const LEFT_OVER = /[!'()*]/g;

const encodeLeftOver = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** A surrogate without its partner: no text, and nothing UTF-8 could say. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Whether a text can be encoded at all. */
export const isWellFormed = (text: string): boolean => !LONE_SURROGATE.test(text);

/** Percent-encodes strictly by RFC 3986, as UTF-8. The text must be well formed. */
export const encodeText = (text: string): string =>
  UNRESERVED.test(text) ? text : encodeURIComponent(text).replace(LEFT_OVER, encodeLeftOver);

/** The query, byte for byte as it is signed and sent. */
export const formatQuery = (parameters: readonly Parameter[]): string =>
  parameters.map(([name, value]) => `${encodeText(name)}=${encodeText(value)}`).join('&');
