import type { Capture, CapturedPage, CapturedSource } from '../core/capture.js';
import { reasonOf } from '../core/reason.js';
import { addressOf } from './address.js';
import { readArticle } from './article.js';
import type { CompiledLayout } from './compile-layout.js';
import type { HttpClient } from './http-client.js';
import { readFrontMatter, readSavedPage, samePage, writePage, type SavedHalf, type SavedPage } from './saved-page.js';
import type { Robots } from './robots.js';
import type { Fetched, Language, PageFailure, PullOptions, PullPorts } from './types.js';

export interface PageContext {
  readonly client: HttpClient;
  readonly robots: Robots;
  readonly compiled: CompiledLayout;
  readonly options: PullOptions;
  readonly ports: PullPorts;
  /** Of the capture from before, by identity. */
  readonly known: ReadonlyMap<string, CapturedPage>;
  /** The capture from before is of the same site, read with the same layout. */
  readonly comparable: boolean;
}

export interface PulledPage {
  readonly page: CapturedPage;
  readonly written: boolean;
  readonly failure?: PageFailure;
}

export const pathOf = (identity: string): string => `${identity}.md`;

/** One page in all its languages, or the capture from before: a page is never put together from two captures. */
export const pullPage = async (context: PageContext, identity: string): Promise<PulledPage> => {
  const text = context.ports.read(pathOf(identity));
  const saved = text === undefined ? undefined : readSavedPage(text, context.options.languages);
  if (text !== undefined && losesHalf(text, context.options.languages)) {
    return keepOld(context, { identity, exists: true, failure: otherHalf(identity) });
  }
  const halves: FetchedHalf[] = [];
  for (const language of context.options.languages) {
    const half = await fetchHalf(context, { identity, language, saved });
    if (!half.ok) return keepOld(context, { identity, exists: text !== undefined, failure: half.failure });
    halves.push(half.value);
  }
  return save(context, { identity, text, saved, halves });
};

/** The file has both languages and only one of them was asked for. */
const losesHalf = (text: string, languages: readonly Language[]): boolean =>
  languages.length === 1 && readSavedPage(text, ['en', 'zh']) !== undefined;

const otherHalf = (identity: string): PageFailure => ({
  reason: 'other-half',
  message: `The page ${identity} is captured in two languages, and a run for one of them would lose the other.`,
});

interface FetchedHalf {
  readonly half: SavedHalf;
  readonly source: CapturedSource;
}

interface HalfRequest {
  readonly identity: string;
  readonly language: Language;
  readonly saved: SavedPage | undefined;
}

const fetchHalf = async (
  context: PageContext,
  { identity, language, saved }: HalfRequest,
): Promise<Fetched<FetchedHalf>> => {
  const { client, robots, compiled, options } = context;
  const url = addressOf(compiled.layout, options.baseUrl, { identity, language }) ?? options.baseUrl;
  if (!robots.allows(url)) return fault('robots', `robots.txt does not let us fetch ${url}.`);
  const old = saved?.halves.find((half) => half.language === language);
  const before =
    old && context.comparable && options.fresh !== true ? sourceOf(context, { identity, language, url }) : undefined;
  const { etag, lastModified } = before ?? {};
  const conditions = {
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
  };
  return client.retrying(async (): Promise<Fetched<FetchedHalf>> => {
    const reply = await client.get({ url, accept: 'html', ...conditions });
    if (!reply.ok) return reply;
    if (reply.value.kind === 'not-modified') {
      // Only asked on the strength of an old half, so there is one.
      return old && before
        ? { ok: true, value: { half: old, source: before } }
        : fault('status', `${url} answers out of turn.`);
    }
    const article = readArticle(reply.value.text, { compiled, baseUrl: options.baseUrl, identity, language, url });
    if (!article.ok) return article;
    const wrong = contradiction(context, { identity, language, url, markdown: article.value });
    if (wrong) return wrong;
    const validators = validatorsOf(reply.value);
    return {
      ok: true,
      value: { half: { language, markdown: article.value }, source: { language, url, ...validators } },
    };
  });
};

const fault = (reason: PageFailure['reason'], message: string): Fetched<never> => ({
  ok: false,
  failure: { reason, message },
});

const validatorsOf = (reply: { readonly etag?: string; readonly lastModified?: string }): Partial<CapturedSource> => ({
  ...(reply.etag === undefined ? {} : { etag: reply.etag }),
  ...(reply.lastModified === undefined ? {} : { lastModified: reply.lastModified }),
});

const sourceOf = (
  { known }: PageContext,
  { identity, language, url }: { readonly identity: string; readonly language: Language; readonly url: string },
): CapturedSource | undefined =>
  known.get(identity)?.sources.find((source) => source.language === language && source.url === url);

interface Arrived {
  readonly identity: string;
  readonly language: Language;
  readonly url: string;
  readonly markdown: string;
}

/** The page as it will be read later has to say the same as the HTML did. */
const contradiction = (
  { ports }: PageContext,
  { identity, language, url, markdown }: Arrived,
): Fetched<never> | undefined => {
  const claim = ports.identify(markdown);
  if (claim.identity !== undefined && claim.identity !== identity) {
    return fault('other-page', `${url} answers with the page ${claim.identity}.`);
  }
  if (claim.identity === undefined || claim.language === undefined || claim.language === language) return undefined;
  return fault('wrong-language', `${url} answers with the ${claim.language === 'en' ? 'English' : 'Chinese'} page.`);
};

interface Kept {
  readonly identity: string;
  readonly exists: boolean;
  readonly failure: PageFailure;
}

const keepOld = ({ known }: PageContext, { identity, exists, failure }: Kept): PulledPage => {
  const before = known.get(identity);
  const page: CapturedPage = {
    identity,
    sources: before?.sources ?? [],
    state: exists ? 'kept' : 'missing',
    reason: failure.message,
    ...(exists && before?.fetchedAt !== undefined ? { fetchedAt: before.fetchedAt } : {}),
  };
  return { page, written: false, failure };
};

interface Arrival {
  readonly identity: string;
  readonly text: string | undefined;
  readonly saved: SavedPage | undefined;
  readonly halves: readonly FetchedHalf[];
}

/** Not written when nothing but the time would differ: what did not change makes no diff. */
const save = (context: PageContext, { identity, text, saved, halves }: Arrival): PulledPage => {
  const { ports } = context;
  const sources = halves.map(({ source }) => source);
  const now = new Date(ports.now()).toISOString();
  const frontMatter = frontMatterOf(context, { identity, text, now });
  const next: SavedPage = { frontMatter, halves: halves.map(({ half }) => half) };
  if (saved && samePage(saved, next)) {
    const fetchedAt = context.known.get(identity)?.fetchedAt ?? now;
    return { page: { identity, sources, state: 'unchanged', fetchedAt }, written: false };
  }
  try {
    ports.write(pathOf(identity), writePage(next));
  } catch (error) {
    const message = `The page ${identity} could not be written: ${reasonOf(error)}.`;
    return keepOld(context, { identity, exists: text !== undefined, failure: { reason: 'not-written', message } });
  }
  return { page: { identity, sources, state: 'fetched', fetchedAt: now }, written: true };
};

/** The type of the API stands on no page: whoever captured it first knew it from elsewhere. */
const frontMatterOf = (
  { compiled, options }: PageContext,
  { identity, text, now }: { readonly identity: string; readonly text: string | undefined; readonly now: string },
): Record<string, string> => {
  const old = text === undefined ? {} : readFrontMatter(text);
  const apiType = Object.hasOwn(old, 'api_type') ? old['api_type'] : undefined;
  const [language = 'en'] = options.languages;
  return {
    ...compiled.layout.frontMatter,
    source_url: addressOf(compiled.layout, options.baseUrl, { identity, language }) ?? options.baseUrl,
    ...(apiType === undefined ? {} : { api_type: apiType }),
    updated_at: now,
  };
};

/** Whether conditional requests may rest on this capture. */
export const isComparable = (capture: Capture | undefined, options: PullOptions): boolean =>
  capture !== undefined && capture.baseUrl === options.baseUrl && capture.layout === options.layout.name;
