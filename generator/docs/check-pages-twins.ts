import type { Diagnostic } from '../core/diagnostic.js';
import type { Position } from '../core/position.js';
import { anchoredIdentity, identityOf, placeOf, readable, tell } from './check-pages-common.js';
import { capturedAt } from './check-pages-age.js';
import { findEndpoints } from './endpoints.js';
import { readRequestLines } from './request-line.js';
import type { ContentBlock, DocPage } from './types.js';

/**
 * The same page twice, told by its identity; the same content as two pages, as a site leaves it that answers with
 * another page; the same endpoint on two pages. Two pages are told about once, by the first of these that holds.
 */
export const checkTwins = (pages: readonly DocPage[]): readonly Diagnostic[] => {
  const identities = new Map<string, DocPage>();
  const contents = new Map<string, DocPage>();
  const endpoints = new Map<string, Stand>();
  return readable(pages).flatMap((page) => {
    const sameIdentity = firstOf(identities, identityOf(page), page);
    const sameContent = firstOf(contents, contentOf(page), page);
    const shared = endpointsOf(page).map((stand) => [stand, firstOf(endpoints, stand.endpoint, stand)] as const);
    if (sameIdentity) return [repeatedPage(page, sameIdentity)];
    if (sameContent && !isSharedPage(page, sameContent)) return [repeatedContent(page, sameContent)];
    return shared.flatMap(([own, before]) => (before && before.page !== page ? [repeatedEndpoint(own, before)] : []));
  });
};

/** What stood under the key before; the first one stays. */
const firstOf = <T>(known: Map<string, T>, key: string | undefined, value: T): T | undefined => {
  const before = key === undefined ? undefined : known.get(key);
  if (key !== undefined && before === undefined) known.set(key, value);
  return before;
};

const repeatedPage = (page: DocPage, before: DocPage): Diagnostic => {
  const [own, other] = [capturedAt(page), capturedAt(before)];
  const newer = own === undefined || other === undefined || own === other ? undefined : own > other ? page : before;
  const hint = newer ? `Keep the newer one, ${newer.file}.` : 'Keep one of them.';
  return tell('repeated-page', `The page ${identityOf(page)} was captured twice.`, {
    at: placeOf(page),
    hint,
    related: [{ at: placeOf(before), message: 'the other capture' }],
  });
};

const repeatedContent = (page: DocPage, before: DocPage): Diagnostic =>
  tell('repeated-content', `This page says word for word what ${before.file} says.`, {
    at: placeOf(page),
    hint: 'The site may have answered with another page than was asked for. Capture both again.',
    related: [{ at: placeOf(before), message: 'the same content' }],
  });

/** Families share a page of general information under the same name, each with its own address in the anchors. */
const isSharedPage = (page: DocPage, other: DocPage): boolean => {
  const [own, others] = [anchoredIdentity(page), anchoredIdentity(other)];
  return own !== undefined && others !== undefined && own.split('/').at(-1) === others.split('/').at(-1);
};

const SHORTEST = 80;

/** Without white space and the addresses of headings, which may differ. A page that says next to nothing has none. */
const contentOf = (page: DocPage): string | undefined => {
  const text = page.halves
    .flatMap(({ sections }) => sections.flatMap(({ heading, blocks }) => [heading, ...blocks.map(textOf)]))
    .join('\n')
    .replace(/\s+/g, '');
  return text.length < SHORTEST ? undefined : text;
};

const textOf = (block: ContentBlock): string =>
  block.kind === 'table'
    ? block.rows.map(({ cells }) => cells.map(({ text }) => text).join('|')).join('\n')
    : block.text;

interface Stand {
  readonly page: DocPage;
  readonly endpoint: string;
  readonly at: Position;
}

/** By one half: in the other one, a wrong address is an error of translation and drift's business. */
const endpointsOf = (page: DocPage): readonly Stand[] => {
  const halves = [...page.halves].sort((a, b) => Number(a.language === 'zh') - Number(b.language === 'zh'));
  const found = halves.map((half) => findEndpoints(half).flatMap(({ request }) => readRequestLines(request)));
  const lines = found.find((each) => each.length > 0) ?? [];
  return lines.map(({ method, path }) => ({ page, endpoint: `${method.value} ${path.value}`, at: method.at }));
};

const repeatedEndpoint = ({ page, endpoint, at }: Stand, before: Stand): Diagnostic =>
  tell('repeated-endpoint', `${endpoint} stands on this page and on ${before.page.file}.`, {
    at,
    hint: `Look whether ${page.file} or the other is a leftover of an endpoint that moved, and delete that one.`,
    related: [{ at: before.at, message: 'the other page' }],
  });
