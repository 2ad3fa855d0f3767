import type { Diagnostic } from '../core/diagnostic.js';
import { placeOf, readable, tell } from './check-pages-common.js';
import type { ContentBlock, DocPage, Language, PageHalf } from './types.js';

/** Halves written in another language than their address says, and pages that lack the one that the others have. */
export const checkLanguages = (pages: readonly DocPage[]): readonly Diagnostic[] => {
  const read = readable(pages);
  const usual = read.filter(({ halves }) => halves.length > 1).length * 2 > read.length;
  return read.flatMap((page) => [...page.halves.flatMap(wrongLanguage), ...(usual ? missingLanguage(page) : [])]);
};

const NAMES: Readonly<Record<Language, string>> = { en: 'English', zh: 'Chinese' };

/** Endpoints are told about where they are read, and so is a half that holds an error page. */
const missingLanguage = (page: DocPage): readonly Diagnostic[] => {
  const [half, second] = page.halves;
  const told = page.kind === 'endpoint' || page.diagnostics.some(({ code }) => TOLD.includes(code));
  if (!half || second || told) return [];
  const other = NAMES[half.language === 'en' ? 'zh' : 'en'];
  const message = `This page has no ${other} half, although most pages here have both.`;
  const hint = 'It may have been cut off. Capture it again.';
  return [tell('missing-language', message, { at: placeOf(page), hint })];
};

const TOLD: readonly string[] = ['docs/error-page', 'docs/incomplete-page'];

/** Below this many words nothing can be told. */
const FEWEST_WORDS = 20;

const wrongLanguage = (half: PageHalf): readonly Diagnostic[] => {
  const text = half.sections.flatMap(({ heading, blocks }) => [heading, ...blocks.flatMap(proseOf)]).join(' ');
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = text.match(/[A-Za-z]+/g)?.length ?? 0;
  // Names of parameters are Latin in both languages, so Chinese needs far fewer characters to be Chinese.
  const wrong = half.language === 'zh' ? latin >= FEWEST_WORDS && han * 50 < latin : han >= FEWEST_WORDS && han > latin;
  if (!wrong) return [];
  const message = `The ${NAMES[half.language]} half of this page is not written in ${NAMES[half.language]}.`;
  const at = half.identity?.at ?? half.sections[0]?.at;
  const hint = 'The site may not have translated it. If it has, capture the page again.';
  return at ? [tell('wrong-language', message, { at, hint, severity: 'note' })] : [];
};

const proseOf = (block: ContentBlock): readonly string[] => {
  if (block.kind === 'code') return [];
  return block.kind === 'text' ? [block.text] : block.rows.flatMap(({ cells }) => cells.map(({ text }) => text));
};
