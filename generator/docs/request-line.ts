import { narrow, plain } from '../core/plain-text.js';
import type { Position } from '../core/position.js';
import type { Fact, Section } from './types.js';

export interface RequestLine {
  readonly method: Fact;
  readonly path: Fact;
}

/** Method, perhaps a host, slash or none, path; then at most a note in brackets such as `(HMAC SHA256)`. */
const REQUEST =
  /^(GET|POST|PUT|DELETE|PATCH|HEAD)\s+(?:https?:\/\/[A-Za-z0-9.:-]+(?=\/))?\/?\s*([A-Za-z0-9_.{}/-]+)(?:\s*\([^()]*\))?$/;

/**
 * The request lines of a request section. Only there does a line count as one: change logs and FAQs are full of lines
 * that look the same.
 */
export const readRequestLines = (section: Section): readonly RequestLine[] =>
  section.blocks.flatMap((block) => {
    if (block.kind === 'table') return [];
    return block.text.split('\n').flatMap((line, index) => readLine(line, lineAfter(block.at, index)));
  });

const lineAfter = (at: Position, index: number): Position =>
  index === 0 ? at : { file: at.file, line: at.line + index, col: 1 };

const readLine = (line: string, at: Position): readonly RequestLine[] => {
  const text = narrow(plain(line)).replace(/\/ +/, '/');
  const [, method, path] = REQUEST.exec(text) ?? [];
  if (method === undefined || path === undefined) return [];
  const place = (word: string): Position => ({ ...at, col: at.col + Math.max(0, line.indexOf(word)) });
  const bare = path.replace(/^\/+/, '');
  const written = line.includes(`/${bare}`) ? `/${bare}` : bare;
  return [
    {
      method: { value: method, quote: text, at: place(method) },
      path: { value: `/${bare}`, quote: text, at: place(written) },
    },
  ];
};
