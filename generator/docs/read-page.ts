import type { Diagnostic } from '../core/diagnostic.js';
import { plain } from '../core/plain-text.js';
import type { Position } from '../core/position.js';
import { readBlocks } from './blocks.js';
import { findEndpoints } from './endpoints.js';
import { readFrontMatter } from './front-matter.js';
import { readIdentity, sourceIdentity } from './identity.js';
import { findErrorPage, findForeignBody, type ErrorPage } from './identity-error-page.js';
import { markIncomplete, type ReadHalf } from './incomplete-halves.js';
import { readLanguage } from './language.js';
import { countOf, lastVisible, lineAt, positionOf, slice, splitLines, type Lines } from './lines.js';
import { kindOf } from './page-kind.js';
import { readRequestLines } from './request-line.js';
import { readSections } from './sections.js';
import type { DocPage, PageHalf, PageSource } from './types.js';

/** Reads a captured page into its halves and sections. Never fails: what is wrong stands in `diagnostics`. */
export const readPage = (source: PageSource): DocPage => {
  const lines = splitLines(source.file, source.text);
  const { frontMatter, next } = readFrontMatter(lines);
  const body = slice(lines, next, countOf(lines));
  const base = { file: source.file, frontMatter };
  const parts = splitHalves(body).map((half) => ({ lines: half, error: findErrorPage(half) }));
  const errors = parts.flatMap(({ error }) => (error ? [tellErrorPage(error)] : []));
  const trouble = emptyOrForeign(body, parts.length, positionOf(lines, Math.min(next, countOf(lines) - 1)));
  if (trouble) return { ...base, ...trouble, kind: 'prose', halves: [] };
  if (errors.length === parts.length) {
    return { ...base, state: 'error-page', kind: 'prose', halves: [], diagnostics: errors };
  }
  const read = parts.flatMap(({ lines: half, error }) => (error ? [] : [readHalf(half)]));
  const kind = kindOf(read.map(({ half }) => half));
  const halves = markIncomplete(kind, read);
  const diagnostics = [
    ...errors,
    ...read.flatMap((half) => half.diagnostics),
    ...checkHalves(halves),
    ...checkSource(frontMatter.sourceUrl?.value, halves),
    ...halves.flatMap(tellIncomplete),
    ...(kind === 'endpoint' ? halves.flatMap(tellUnread) : []),
  ];
  return { ...base, state: 'read', kind, halves, diagnostics };
};

type Trouble = Pick<DocPage, 'state' | 'diagnostics'>;

const emptyOrForeign = (body: Lines, parts: number, start: Position): Trouble | undefined => {
  if (parts === 0) return { state: 'empty', diagnostics: [tell('empty-page', 'This page has no content.', start)] };
  const foreign = findForeignBody(body);
  return foreign && { state: 'error-page', diagnostics: [tellErrorPage(foreign)] };
};

const tellErrorPage = ({ message, at }: ErrorPage): Diagnostic => tell('error-page', message, at);

const CAPTURE_AGAIN = 'Capture the page again. Until then its endpoint counts as not checked, not as removed.';

const tell = (code: string, message: string, at: Diagnostic['at']): Diagnostic => ({
  code: `docs/${code}`,
  severity: 'warning',
  message,
  at,
  hint: CAPTURE_AGAIN,
});

/** A line `---` parts the halves. */
const splitHalves = (body: Lines): readonly Lines[] => {
  const halves: Lines[] = [];
  let from = 0;
  for (let at = 0; at <= countOf(body); at += 1) {
    if (at < countOf(body) && !/^---\s*$/.test(lineAt(body, at))) continue;
    const half = slice(body, from, at);
    if (lastVisible(half) !== -1) halves.push(half);
    from = at + 1;
  }
  return halves;
};

const readHalf = (lines: Lines): ReadHalf & { readonly diagnostics: readonly Diagnostic[] } => {
  const blocks = readBlocks(lines);
  const { identity, diagnostics } = readIdentity(blocks);
  const half = { language: readLanguage(blocks), sections: readSections(blocks), ...(identity ? { identity } : {}) };
  return { half, lines, diagnostics };
};

const tellIncomplete = (half: PageHalf): readonly Diagnostic[] =>
  half.incomplete
    ? [tell('incomplete-page', `This page is incomplete: ${half.incomplete.value}.`, half.incomplete.at)]
    : [];

/** A request section without a request line: an endpoint that nobody can compare. */
const tellUnread = (half: PageHalf): readonly Diagnostic[] =>
  findEndpoints(half)
    .filter(({ request }) => readRequestLines(request).length === 0)
    .map(({ request }) => {
      const message = `Below "${plain(request.heading)}" stands no line with a method and a path.`;
      return { ...tell('no-request-line', message, request.at), hint: 'This endpoint was not read. Look at the page.' };
    });

/** Each language once, and both halves of the same page. */
const checkHalves = (halves: readonly PageHalf[]): readonly Diagnostic[] =>
  halves.flatMap((half, index) => {
    const at = half.identity?.at ?? half.sections[0]?.at;
    const before = halves.slice(0, index);
    if (before.some((other) => other.language === half.language)) {
      return [tell('repeated-language', 'This page has a second half in the same language.', at)];
    }
    const other = before.find((each) => each.identity && half.identity && each.identity.value !== half.identity.value);
    if (!other) return [];
    const message = `This half is of the page ${half.identity?.value}; the other is of ${other.identity?.value}.`;
    return [tell('mixed-identity', message, at)];
  });

const checkSource = (sourceUrl: string | undefined, halves: readonly PageHalf[]): readonly Diagnostic[] => {
  const claimed = sourceUrl === undefined ? undefined : sourceIdentity(sourceUrl);
  const identity = halves.find((half) => half.identity)?.identity;
  if (claimed === undefined || !identity || claimed === identity.value) return [];
  const message = `By its heading anchors this is the page ${identity.value}, although source_url says ${claimed}.`;
  const hint = 'The content is used under its own identity. Correct source_url.';
  return [{ ...tell('misfiled-page', message, identity.at), hint }];
};
