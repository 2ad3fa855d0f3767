import type { Language } from './types.js';

/** A captured page as it is kept: front matter, the English half, a line `---`, the Chinese half. */
export interface SavedPage {
  readonly frontMatter: Readonly<Record<string, string>>;
  readonly halves: readonly SavedHalf[];
}

export interface SavedHalf {
  readonly language: Language;
  readonly markdown: string;
}

const FIELDS = ['exchange', 'source_url', 'api_type', 'updated_at'];

export const writePage = ({ frontMatter, halves }: SavedPage): string => {
  const keys = [...FIELDS, ...Object.keys(frontMatter).filter((key) => !FIELDS.includes(key))];
  const lines = keys.flatMap((key) => {
    const value = Object.hasOwn(frontMatter, key) ? frontMatter[key] : undefined;
    return value === undefined ? [] : [`${key}: ${value}`];
  });
  return `---\n${lines.join('\n')}\n---\n\n${halves.map((half) => half.markdown).join('\n\n---\n\n')}\n`;
};

const FRONT_MATTER = /^\ufeff?---\r?\n([^]*?)\r?\n---\r?\n/;

/** The lines `key: value` at the top of a page. */
export const readFrontMatter = (text: string): Readonly<Record<string, string>> => {
  const lines = (FRONT_MATTER.exec(text)?.[1] ?? '').split(/\r?\n/);
  const entries = lines.flatMap((line) => {
    const entry = /^([a-z_]+): ?(.*)$/.exec(line);
    return entry ? [[entry[1] ?? '', entry[2]?.trim() ?? ''] as const] : [];
  });
  return Object.fromEntries(entries);
};

/** The same page again; `undefined` when it is not of the form that `writePage` writes, with these languages. */
export const readSavedPage = (text: string, languages: readonly Language[]): SavedPage | undefined => {
  const found = FRONT_MATTER.exec(text);
  if (!found) return undefined;
  const halves = text
    .slice(found[0].length)
    .split(/^---[ \t]*\r?$/m)
    .map(bareHalf);
  if (halves.length !== languages.length || halves.some((half) => half.trim() === '')) return undefined;
  return {
    frontMatter: readFrontMatter(text),
    halves: halves.map((markdown, index) => ({ language: languages[index] ?? 'en', markdown })),
  };
};

/** Whether two pages say the same; when they were captured is not part of what they say. */
export const samePage = (left: SavedPage, right: SavedPage): boolean => timeless(left) === timeless(right);

const timeless = (page: SavedPage): string => {
  const { updated_at: _, ...frontMatter } = page.frontMatter;
  return writePage({
    frontMatter,
    halves: page.halves.map((half) => ({ ...half, markdown: bareHalf(half.markdown) })),
  });
};

/** Spaces in front of the first words can mark an item or an example; line feeds mean nothing. */
const bareHalf = (half: string): string => half.replace(/^[\r\n]+/, '').trimEnd();
