import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { failed, ok, type Outcome } from '../core/diagnostic.js';
import type { FilePort } from '../core/files.js';
import type { Position } from '../core/position.js';
import { openDisk, shownPath } from '../disk.js';
import { readPage } from '../docs/read-page.js';
import { MAX_BYTES } from '../load/limits.js';
import { linesOnDemand } from '../pipeline-docs.js';
import { findLayout, LAYOUTS, type PageLayout } from '../pull/layout.js';
import { docusaurus2 } from '../pull/layouts/docusaurus-2.js';
import { pull } from '../pull/pull.js';
import { readLayout } from '../pull/read-layout.js';
import { PULL_DEFAULTS, type PageClaim, type PullOptions, type PullPorts } from '../pull/types.js';
import { describePull } from '../report/describe-pull.js';
import { readSource } from '../sources.js';
import { writeFileWhole } from '../write-file.js';
import {
  isSet,
  NOTHING_WRITTEN,
  pathOption,
  stopped,
  textOption,
  type CommandResult,
  type RunContext,
} from './command.js';

/** `marginalia docs pull`: pages over HTTP into a folder; exit 1 when some could not be fetched. */
export const docsPullCommand = async (context: RunContext): Promise<CommandResult> => {
  const disk = openDisk(context.root);
  const lineOf = linesOnDemand(disk);
  const out = pathOption(context, 'out') ?? resolve(context.root, 'captures');
  const shown = shownPath(context.root, out);
  const options = readOptions(context, disk, shown);
  if (!options.ok) return stopped(options.diagnostics, lineOf, NOTHING_WRITTEN);
  const interrupted = new AbortController();
  const forget = context.onStop(() => interrupted.abort());
  const result = await pull(options.value, portsOf({ context, disk, out, signal: interrupted.signal })).finally(forget);
  context.progress('');
  if (!result.ok) return stopped(result.diagnostics, lineOf);
  const { value } = result;
  return {
    exitCode: value.state === 'complete' ? 0 : 1,
    diagnostics: result.diagnostics,
    data: { ...value, out: shown },
    text: (style) => describePull(value, shown, style),
    lineOf,
  };
};

interface Surroundings {
  readonly context: RunContext;
  readonly disk: FilePort;
  readonly out: string;
  readonly signal: AbortSignal;
}

const portsOf = ({ context, disk, out, signal }: Surroundings): PullPorts => ({
  fetch: globalThis.fetch,
  now: Date.now,
  sleep: async (ms, other) => void (await sleep(ms, undefined, { signal: other ?? signal })),
  random: Math.random,
  read: (path) => {
    const found = disk.read(resolve(out, path), MAX_BYTES);
    return found.kind === 'bytes' ? new TextDecoder().decode(found.bytes) : undefined;
  },
  write: (path, text) => writeFileWhole(resolve(out, path), text, shownPath(context.root, resolve(out, path))),
  identify,
  progress: ({ done, total, identity }) => context.progress(`${done} of ${total} ${identity}`),
  signal,
});

const identify = (markdown: string): PageClaim => {
  const [half] = readPage({ file: 'page.md', text: markdown }).halves;
  return half ? { language: half.language, ...(half.identity ? { identity: half.identity.value } : {}) } : {};
};

const readOptions = (context: RunContext, disk: FilePort, folder: string): Outcome<PullOptions> => {
  const layout = layoutOf(context, disk);
  const identities = listOf(context, disk);
  if (!layout.ok || !identities.ok) return failed(...layout.diagnostics, ...identities.diagnostics);
  const numbers = context.options as { concurrency: number; delay: number; retries: number; timeout: number };
  const language = context.options['language'];
  return ok({
    ...PULL_DEFAULTS,
    baseUrl: textOption(context, 'baseUrl') ?? '',
    layout: layout.value,
    ...(language === 'en' || language === 'zh' ? { languages: [language] } : {}),
    ...(identities.value === undefined ? {} : { identities: [...identities.value.keys()], places: identities.value }),
    concurrency: numbers.concurrency,
    delayMs: numbers.delay,
    retries: numbers.retries,
    timeoutMs: numbers.timeout,
    userAgent: textOption(context, 'userAgent') ?? PULL_DEFAULTS.userAgent,
    fresh: isSet(context, 'fresh'),
    folder,
  });
};

/** A name that the program knows, or a file. */
const layoutOf = (context: RunContext, disk: FilePort): Outcome<PageLayout> => {
  const name = textOption(context, 'layout') ?? docusaurus2.name;
  const known = findLayout(name);
  if (known) return ok(known);
  if (!name.endsWith('.json')) {
    return failed({
      code: 'pull/layout',
      severity: 'error',
      message: `There is no layout "${name}".`,
      hint: `There are ${LAYOUTS.map((layout) => layout.name).join(' and ')}; or name a JSON file of your own.`,
    });
  }
  const path = shownPath(context.root, resolve(context.cwd, name));
  const found = readSource(disk, path, MAX_BYTES);
  return 'code' in found ? failed(found) : readLayout(path, new TextDecoder().decode(found.bytes), docusaurus2);
};

/** One identity a line, with or without the `.md` of its file; blank lines and comments (`#`) are left out. */
const listOf = (context: RunContext, disk: FilePort): Outcome<ReadonlyMap<string, Position> | undefined> => {
  const path = pathOption(context, 'list');
  if (path === undefined) return ok(undefined);
  const shown = shownPath(context.root, path);
  const found = readSource(disk, shown, MAX_BYTES);
  if ('code' in found) return failed(found);
  // The decoder takes the byte order mark away that editors leave.
  const lines = new TextDecoder()
    .decode(found.bytes)
    .split(/\r?\n/)
    .map((line) => line.trim());
  const places = new Map<string, Position>();
  lines.forEach((line, index) => {
    const identity = line.replace(/\.md$/, '');
    if (line === '' || line.startsWith('#') || places.has(identity)) return;
    places.set(identity, { file: shown, line: index + 1, col: 1 });
  });
  if (places.size > 0) return ok(places);
  return failed({
    code: 'pull/empty-list',
    severity: 'error',
    message: `The list "${shown}" names no page.`,
    at: { file: shown, line: 1, col: 1 },
    hint: 'Write one page a line, such as margin_trading/trade/Margin-Account-New-Order.',
  });
};
