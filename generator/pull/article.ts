import type { CompiledLayout } from './compile-layout.js';
import { readAddress, savedAnchor, type PageAddress } from './address.js';
import { attributeOf, elementsBelow, isClosed, parseHtml, textOf, type Document, type Element } from './html-tree.js';
import { writeMarkdown } from './markdown.js';
import { matchesAny, type Selector } from './selector.js';
import type { FailureReason, Fetched, Language } from './types.js';

export interface ArticleRequest {
  readonly compiled: CompiledLayout;
  readonly baseUrl: string;
  readonly identity: string;
  readonly language: Language;
  readonly url: string;
}

/** One language of a page, once it is sure that it is this page, in this language, and all of it. */
export const readArticle = (html: string, asked: ArticleRequest): Fetched<string> => {
  const document = parseHtml(html);
  if (!document) return failure('too-deep', `${asked.url} is nested deeper than any page of documentation.`);
  const trouble = pageTrouble(document, asked);
  if (trouble) return trouble;
  const article = findFirst(document, asked.compiled.select.article);
  if (!article) return withoutArticle(html, asked.url);
  if (!isClosed(article) || !endsWithHtml(html)) return cutOff(asked.url);
  const wrong = wrongPage(article, { document, asked });
  if (wrong) return wrong;
  const content = findFirst(article, asked.compiled.select.content) ?? article;
  const markdown = writeMarkdown(content, { select: asked.compiled.select, anchorOf: anchorWriter(document, asked) });
  return isEmpty(markdown)
    ? failure('empty-article', `${asked.url} has an article without text.`)
    : { ok: true, value: markdown };
};

const failure = (reason: FailureReason, message: string): Fetched<never> => ({
  ok: false,
  failure: { reason, message },
});

const cutOff = (url: string): Fetched<never> => ({
  ok: false,
  failure: {
    reason: 'truncated',
    message: `${url} was cut off: the article or the document does not end.`,
    passing: true,
  },
});

/** A shell that a script would fill ends; an answer that was cut off before its article does not. */
const withoutArticle = (html: string, url: string): Fetched<never> =>
  endsWithHtml(html) ? failure('no-article', `${url} has no article where the layout looks for one.`) : cutOff(url);

const endsWithHtml = (html: string): boolean => /<\/html\s*>(?:\s|<!--(?:(?!-->)[^])*-->)*$/i.test(html.slice(-2000));

/** Headings alone say nothing. */
const isEmpty = (markdown: string): boolean =>
  markdown.split('\n').every((line) => line.trim() === '' || line.startsWith('#'));

const findFirst = (root: Document | Element, selectors: readonly Selector[]): Element | undefined => {
  for (const selector of selectors) {
    for (const element of elementsBelow(root)) if (matchesAny(element, [selector])) return element;
  }
  return undefined;
};

/**
 * Pages that stand in for another: "not found" with status 200, and the way to a login. A page of documentation may
 * have a login in its header, so that counts only where there is no article.
 */
const pageTrouble = (document: Document, { compiled, url }: ArticleRequest): Fetched<never> | undefined => {
  const { select, layout } = compiled;
  if (findFirst(document, select.notFound) || hasNotFoundHeading(document, layout.signs.notFoundHeadings)) {
    return failure('soft-not-found', `${url} answers that there is no such page.`);
  }
  if (findFirst(document, select.article)) return undefined;
  return findFirst(document, select.login) ? failure('login-page', `${url} answers with a page to log in.`) : undefined;
};

/** Only the first heading: a page may explain what an error page looks like. */
const hasNotFoundHeading = (document: Document, words: readonly string[]): boolean => {
  for (const element of elementsBelow(document)) {
    if (element.tagName !== 'h1') continue;
    const text = textOf(element).trim().toLowerCase();
    return words.some((word) => word.toLowerCase() === text);
  }
  return false;
};

interface Claims {
  readonly document: Document;
  readonly asked: ArticleRequest;
}

/** The page that most heading anchors name; the canonical address only where there are no anchors. */
const wrongPage = (article: Element, { document, asked }: Claims): Fetched<never> | undefined => {
  const claim = mostNamed(anchorAddresses(article, { document, asked })) ?? canonicalAddress(document, asked);
  const { identity, language, url } = asked;
  if (!claim) return failure('no-identity', `${url} does not say which page it is: no heading links to itself.`);
  if (claim.identity !== identity) return failure('other-page', `${url} answers with the page ${claim.identity}.`);
  if (claim.language === language) return undefined;
  const got = claim.language === 'en' ? 'English' : 'Chinese';
  return failure('wrong-language', `${url} answers with the ${got} page.`);
};

const anchorAddresses = (article: Element, { document, asked }: Claims): readonly PageAddress[] => {
  const from = canonicalHref(document, asked);
  return [...elementsBelow(article)]
    .filter((element) => element.tagName === 'a' && matchesAny(element, asked.compiled.select.anchor))
    .flatMap((element) => addressIn(attributeOf(element, 'href'), { from, asked }) ?? [])
    .filter((address) => address.anchor !== '');
};

const mostNamed = (addresses: readonly PageAddress[]): PageAddress | undefined => {
  const counts = new Map<string, { count: number; address: PageAddress }>();
  for (const address of addresses) {
    const key = `${address.language} ${address.identity}`;
    counts.set(key, { count: (counts.get(key)?.count ?? 0) + 1, address });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.address;
};

/**
 * `#parameters` alone belongs to the page that the document says it is, never to the page that was asked for: a server
 * that answers every address with one page would confirm them all.
 */
const canonicalHref = (document: Document, { url }: ArticleRequest): string | undefined => {
  for (const element of elementsBelow(document)) {
    if (element.tagName !== 'link' || attributeOf(element, 'rel')?.toLowerCase() !== 'canonical') continue;
    const href = attributeOf(element, 'href') ?? '';
    return URL.canParse(href, url) ? new URL(href, url).href : undefined;
  }
  return undefined;
};

/** A mirror keeps the canonical address of the site that it mirrors: its path counts. */
const canonicalAddress = (document: Document, asked: ArticleRequest): PageAddress | undefined => {
  const href = canonicalHref(document, asked);
  return href === undefined ? undefined : addressIn(new URL(href).pathname, { from: asked.url, asked });
};

const addressIn = (
  href: string | undefined,
  { from, asked }: { readonly from: string | undefined; readonly asked: ArticleRequest },
): PageAddress | undefined => {
  if (href === undefined || (from === undefined && href.startsWith('#'))) return undefined;
  const url = URL.canParse(href, from ?? asked.url) ? new URL(href, from ?? asked.url) : undefined;
  if (!url) return undefined;
  return readAddress(asked.compiled.layout, asked.baseUrl, { href: url.pathname + url.hash, from: asked.url });
};

const anchorWriter = (document: Document, asked: ArticleRequest): ((href: string) => string | undefined) => {
  const from = canonicalHref(document, asked);
  return (href) => {
    const address = addressIn(href, { from, asked });
    return address && savedAnchor(asked.compiled.layout, address);
  };
};
