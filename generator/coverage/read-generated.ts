import type { RequestLine } from './types.js';

/** Which request a module of `generated/src/operations/` sends, by its descriptor. */
export const readRequestLine = (text: string): RequestLine | undefined => {
  const descriptor = text.slice(text.lastIndexOf('\nexport const '));
  const method = /^ {2}method: '([A-Z]+)',$/m.exec(descriptor)?.[1];
  const path = /^ {2}path: '([^']+)',$/m.exec(descriptor)?.[1];
  return method === undefined || path === undefined ? undefined : `${method} ${path}`;
};
