import type { Diagnostic } from '../core/diagnostic.js';
import type { Block, Fact, HeadingBlock } from './types.js';
import { ADDRESS_PREFIXES } from './vocabulary.js';

/** What an address path names: `/docs/zh-CN/a/b#c` is the Chinese page `a/b`. */
export const parseAddress = (path: string): { readonly language: 'en' | 'zh'; readonly page: string } | undefined => {
  const known = ADDRESS_PREFIXES.find(({ prefix }) => path.startsWith(prefix));
  if (!known) return undefined;
  const page = path
    .slice(known.prefix.length)
    .replace(/[?#].*$/s, '')
    .replace(/\/$/, '');
  return page === '' ? undefined : { language: known.language, page };
};

export const sourceIdentity = (url: string): string | undefined =>
  parseAddress(url.replace(/^https?:\/\/[^/]+/, ''))?.page;

/** A page is what most of its own heading anchors say. Its file name and `source_url` can lie. */
export const readIdentity = (
  blocks: readonly Block[],
): { readonly identity?: Fact; readonly diagnostics: readonly Diagnostic[] } => {
  const counted = new Map<string, { count: number; first: HeadingBlock }>();
  for (const block of blocks) {
    const page = block.kind === 'heading' && block.anchor ? parseAddress(block.anchor)?.page : undefined;
    if (page === undefined || block.kind !== 'heading') continue;
    const seen = counted.get(page);
    if (seen) seen.count += 1;
    else counted.set(page, { count: 1, first: block });
  }
  const [best, ...others] = [...counted].sort(([, a], [, b]) => b.count - a.count);
  if (!best) return { diagnostics: [] };
  // A page that ends inside the link of a heading names the beginning of itself.
  const second = others.find(([page, { first }]) => !(best[0].startsWith(page) && first === lastHeading(blocks)));
  const identity = { value: best[0], quote: best[1].first.anchor ?? '', at: best[1].first.at };
  return { identity, diagnostics: second ? [mixed(best[0], second)] : [] };
};

const lastHeading = (blocks: readonly Block[]): Block | undefined => blocks.findLast(({ kind }) => kind === 'heading');

const mixed = (best: string, [page, { first }]: readonly [string, { readonly first: HeadingBlock }]): Diagnostic => ({
  code: 'docs/mixed-identity',
  severity: 'warning',
  message: `A heading anchor of this page names ${page}; most name ${best}.`,
  at: first.at,
  hint: 'Two captures may have been saved into one file. Capture the page again.',
});
