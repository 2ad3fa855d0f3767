import PQueue from 'p-queue';
import { CAPTURE_FILE, type Capture, type CapturedPage, type UnlistedPage } from '../core/capture.js';
import { failed, ok, type Diagnostic, type Outcome } from '../core/diagnostic.js';
import { reasonOf } from '../core/reason.js';
import { readBaseUrl } from './address.js';
import { readCapture, sortPages, writeCapture } from './capture-file.js';
import { checkOptions } from './check-options.js';
import { compileLayout } from './compile-layout.js';
import { refuse, tellFailures, tellUnlisted } from './diagnose.js';
import { createClient } from './http-client.js';
import { readNavigation, type Navigation } from './navigation.js';
import { isComparable, pathOf, pullPage, type PageContext, type PulledPage } from './pull-page.js';
import { readRobots } from './robots.js';
import type { FailedPage, PageState, PullOptions, PullPorts, PullResult } from './types.js';

/**
 * Fetches pages of a documentation site into a folder. Each page is written as soon as it is there and is what was
 * asked for; a page that is not keeps its capture from before. `capture.json` is written last. Fails only when nothing
 * can be fetched at all.
 */
export const pull = async (asked: PullOptions, ports: PullPorts): Promise<Outcome<PullResult>> => {
  const troubles = checkOptions(asked);
  if (troubles.length > 0) return failed(...troubles);
  const base = readBaseUrl(asked.baseUrl);
  const options = { ...asked, baseUrl: 'url' in base ? base.url : asked.baseUrl };
  const client = createClient(options, ports);
  const robots = await readRobots(client, options);
  if (!robots.ok) {
    const hint = 'A site may have rules there, so nothing was fetched. Check the base URL, and run it again later.';
    return failed(refuse('robots-unreadable', `robots.txt could not be read: ${robots.failure.message}`, hint));
  }
  if (robots.value.delayMs > LONGEST_DELAY_MS) return failed(tooSlow(options, robots.value.delayMs));
  client.pace.slowDown(robots.value.delayMs);
  const old = readOld(ports);
  const compiled = compileLayout(options.layout);
  const known = new Map((old.capture?.pages ?? []).map((page) => [page.identity, page]));
  const comparable = isComparable(old.capture, options);
  const context: PageContext = { client, robots: robots.value, compiled, options, ports, known, comparable };
  const plan = await makePlan(context, old.capture);
  if (plan.identities.length === 0) return failed(...plan.diagnostics, nothingToFetch(options));
  const pulled = await pullAll(context, plan.identities);
  return finish({ context, plan, pulled, old: old.capture, diagnostics: [...old.diagnostics, ...plan.diagnostics] });
};

/** A pause that no run of this program should sit through unasked. */
const LONGEST_DELAY_MS = 3_600_000;

const tooSlow = (options: PullOptions, delayMs: number): Diagnostic =>
  refuse(
    'robots-delay',
    `robots.txt of ${options.baseUrl} asks for ${Math.round(delayMs / 1000)} seconds between two requests.`,
    'At that pace no capture would ever be done. Ask the site, or copy the pages by hand if you may.',
  );

const nothingToFetch = (options: PullOptions): Diagnostic =>
  refuse(
    'nothing-listed',
    `No page is listed by the navigation of ${options.baseUrl} as the layout ${options.layout.name} reads it.`,
    'Give pages with --list, choose another --layout, or write one with the entries and the sidebar of this site.',
  );

interface Old {
  readonly capture: Capture | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

const readOld = (ports: PullPorts): Old => {
  const text = ports.read(CAPTURE_FILE);
  const capture = text === undefined ? undefined : readCapture(text);
  if (text === undefined || capture) return { capture, diagnostics: [] };
  const unreadable: Diagnostic = {
    code: 'pull/capture-unreadable',
    severity: 'warning',
    message: `${CAPTURE_FILE} is not as this program writes it, so every page is fetched in full.`,
    hint: 'It is written anew at the end.',
  };
  return { capture: undefined, diagnostics: [unreadable] };
};

interface Plan extends Omit<Navigation, 'whole'> {
  /** `undefined` when a list was given: what is not in it was not looked for. */
  readonly navigation: 'whole' | 'part' | undefined;
  readonly unlisted: readonly string[];
}

/** What to fetch. Where the navigation is in doubt, also what was there before. */
const makePlan = async (context: PageContext, old: Capture | undefined): Promise<Plan> => {
  const { options, client, robots, compiled, known } = context;
  if (options.identities) {
    return { identities: [...new Set(options.identities)], navigation: undefined, unlisted: [], diagnostics: [] };
  }
  const language = options.languages[0] ?? 'en';
  const found = await readNavigation({ client, robots, compiled, baseUrl: options.baseUrl, language });
  const listed = new Set(found.identities);
  const before = [...known.keys(), ...(old?.unlisted ?? []).map(({ identity }) => identity)];
  const others = before.filter((identity) => !listed.has(identity));
  if (found.whole) return { ...found, navigation: 'whole', unlisted: [...new Set(others)] };
  return {
    ...found,
    identities: [...listed, ...[...known.keys()].filter((identity) => !listed.has(identity))],
    navigation: 'part',
    unlisted: [],
  };
};

const pullAll = async (context: PageContext, identities: readonly string[]): Promise<readonly PulledPage[]> => {
  const queue = new PQueue({ concurrency: context.options.concurrency });
  const pulled: PulledPage[] = [];
  const work = identities.map((identity) =>
    queue.add(async () => {
      const page = await pullPage(context, identity);
      pulled.push(page);
      context.ports.progress?.({ done: pulled.length, total: identities.length, identity, state: page.page.state });
    }),
  );
  await Promise.all(work);
  return pulled;
};

interface Ending {
  readonly context: PageContext;
  readonly plan: Plan;
  readonly pulled: readonly PulledPage[];
  readonly old: Capture | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

const finish = ({ context, plan, pulled, old, diagnostics }: Ending): Outcome<PullResult> => {
  const { options, ports } = context;
  const capture = captureOf({ context, plan, pulled, old });
  const failures = failuresOf(pulled);
  const folder = options.folder === undefined ? '' : `${options.folder.replace(/\/$/, '')}/`;
  const all = [
    ...diagnostics,
    ...tellFailures(failures, folder),
    ...(capture.unlisted ?? []).map(({ identity }) => tellUnlisted(identity, folder)),
  ];
  const result: PullResult = {
    state: ports.signal?.aborted ? 'stopped' : failures.length > 0 ? 'partial' : 'complete',
    capture,
    failures,
    unlisted: (capture.unlisted ?? []).map(({ identity }) => identity),
    written: pulled
      .filter(({ written }) => written)
      .map(({ page }) => page.identity)
      .sort(),
    counts: { listed: plan.identities.length, ...countStates(pulled), ...context.client.counts },
  };
  try {
    ports.write(CAPTURE_FILE, writeCapture(capture));
  } catch (error) {
    const hint = 'The pages are written. Make the folder writable and run it again.';
    return failed(...all, refuse('not-written', `${CAPTURE_FILE} could not be written: ${reasonOf(error)}`, hint));
  }
  return ok(result, all);
};

const failuresOf = (pulled: readonly PulledPage[]): readonly FailedPage[] =>
  pulled
    .flatMap(({ page, failure }) =>
      failure
        ? [
            {
              ...failure,
              identity: page.identity,
              state: page.state === 'kept' ? ('kept' as const) : ('missing' as const),
            },
          ]
        : [],
    )
    .sort((a, b) => (a.identity < b.identity ? -1 : 1));

const countStates = (pulled: readonly PulledPage[]): Record<PageState, number> => {
  const counts: Record<PageState, number> = { fetched: 0, unchanged: 0, kept: 0, missing: 0 };
  for (const { page } of pulled) counts[page.state] += 1;
  return counts;
};

/** With a list, what is not in it stays in the record as it was. */
const captureOf = ({ context, plan, pulled, old }: Omit<Ending, 'diagnostics'>): Capture => {
  const { options, ports } = context;
  const now = new Date(ports.now()).toISOString();
  const pages = new Map<string, CapturedPage>();
  if (plan.navigation === undefined) for (const page of old?.pages ?? []) pages.set(page.identity, page);
  for (const { page } of pulled) pages.set(page.identity, page);
  const unlisted = unlistedOf({ context, plan, pulled, old }, now);
  return {
    version: 1,
    capturedAt: now,
    baseUrl: options.baseUrl,
    layout: options.layout.name,
    complete: plan.navigation === 'whole' && !ports.signal?.aborted && pulled.every(({ failure }) => !failure),
    ...(plan.navigation === undefined ? {} : { navigation: plan.navigation }),
    pages: sortPages([...pages.values()]),
    ...(unlisted.length > 0 ? { unlisted } : {}),
  };
};

/** Only of pages whose file is still there: a file that somebody deleted is no longer anybody's question. */
const unlistedOf = ({ context, plan, old }: Omit<Ending, 'diagnostics'>, now: string): readonly UnlistedPage[] => {
  const before = new Map((old?.unlisted ?? []).map((page) => [page.identity, page]));
  const listed = new Set(plan.identities);
  const identities = plan.navigation === 'whole' ? plan.unlisted : [...before.keys()];
  return identities
    .filter((identity) => !listed.has(identity) && context.ports.read(pathOf(identity)) !== undefined)
    .map((identity) => before.get(identity) ?? { identity, since: now })
    .sort((a, b) => (a.identity < b.identity ? -1 : 1));
};
