import { countOf, isBlank, lineAt, positionOf, type Lines } from './lines.js';
import type { Fact, FrontMatter } from './types.js';

const KEYS: Readonly<Record<string, keyof FrontMatter>> = {
  source_url: 'sourceUrl',
  updated_at: 'updatedAt',
  api_type: 'apiType',
};

/** `key: value` lines between two `---` lines at the top. A page without them has none; that is no mistake. */
export const readFrontMatter = (lines: Lines): { readonly frontMatter: FrontMatter; readonly next: number } => {
  let start = 0;
  while (start < countOf(lines) && isBlank(lineAt(lines, start))) start += 1;
  if (lineAt(lines, start).trimEnd() !== '---') return { frontMatter: {}, next: 0 };
  const found: Partial<Record<keyof FrontMatter, Fact>> = {};
  for (let at = start + 1; at < countOf(lines); at += 1) {
    const line = lineAt(lines, at);
    if (line.trimEnd() === '---') return { frontMatter: found, next: at + 1 };
    const entry = /^([a-z_]+):(.*)$/.exec(line);
    const key = Object.hasOwn(KEYS, entry?.[1] ?? '') ? KEYS[entry?.[1] ?? ''] : undefined;
    const value = entry?.[2]?.trim().replace(/^(["'])(.*)\1$/, '$2') ?? '';
    if (key) found[key] = { value, quote: value, at: positionOf(lines, at) };
    else if (!entry && !isBlank(line)) break;
  }
  return { frontMatter: {}, next: 0 };
};
