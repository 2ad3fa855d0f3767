import type { Diagnostic } from '../core/diagnostic.js';
import type { FailedPage, FailureReason } from './types.js';

const CHECK_ADDRESS =
  'If the page has moved or gone, take it off the list; if the whole site has moved, choose another --layout.';
const TRY_LATER = 'Run it again later; what has been fetched by then is not asked for in full again.';
const CHECK_LAYOUT = 'Look at the page in a browser. If its markup has changed, choose another --layout, or write one.';

/** What to do about each reason. */
const HINTS: Readonly<Record<FailureReason, string>> = {
  'not-found': CHECK_ADDRESS,
  'soft-not-found': CHECK_ADDRESS,
  refused:
    'The site does not let us in. Ask for less with --concurrency and --delay, or say who you are with --user-agent.',
  'login-page': 'Only public pages can be fetched. Open the address in a browser to see what the site wants.',
  redirected: CHECK_ADDRESS,
  'server-error': TRY_LATER,
  'rate-limited': 'Run it again later, with a longer --delay.',
  status: CHECK_ADDRESS,
  timeout: 'Run it again later, or with a longer --timeout.',
  network: TRY_LATER,
  robots: 'The site asks programs to leave it alone. Copy the page by hand if you may.',
  truncated: TRY_LATER,
  'too-large': CHECK_LAYOUT,
  'wrong-type': CHECK_ADDRESS,
  'bad-charset': CHECK_LAYOUT,
  'too-deep': CHECK_LAYOUT,
  'no-article': CHECK_LAYOUT,
  'empty-article': CHECK_LAYOUT,
  'other-page': CHECK_ADDRESS,
  'wrong-language': 'The site may not have this page in both languages. Fetch it with --language for the one it has.',
  'no-identity': CHECK_LAYOUT,
  'other-half': 'Leave out --language, or write to another folder with --out.',
  'not-written': 'Make room, or make the folder writable, and run it again.',
  stopped: 'Run it again; what has been fetched already is not asked for in full again.',
};

/** One for each reason that has the same words: a site that is down is one thing to tell, not a thousand. */
export const tellFailures = (failures: readonly FailedPage[], folder: string): readonly Diagnostic[] => {
  const groups = new Map<string, FailedPage[]>();
  for (const failure of failures) {
    const key = `${failure.reason} ${failure.message}`;
    const group = groups.get(key);
    if (group) group.push(failure);
    else groups.set(key, [failure]);
  }
  return [...groups.values()].flatMap((group) => tellGroup(group, folder));
};

const tellGroup = (group: readonly FailedPage[], folder: string): readonly Diagnostic[] => {
  const [first] = group;
  if (!first) return [];
  const kept = group.filter(({ state }) => state === 'kept').length;
  const at = first.state === 'kept' ? { at: { file: `${folder}${first.identity}.md`, line: 1, col: 1 } } : {};
  return [
    {
      code: `pull/${first.reason}`,
      severity: 'warning',
      message: `${first.message} ${outcome(group, kept)}`,
      ...at,
      hint: HINTS[first.reason],
    },
  ];
};

const outcome = (group: readonly FailedPage[], kept: number): string => {
  const [first] = group;
  if (group.length === 1) {
    return kept === 1 ? 'The capture from before is kept.' : `There is no earlier capture of ${first?.identity}.`;
  }
  const which = `${group.length} pages from ${first?.identity} on`;
  return `So it is with ${which}; ${kept} of them have an earlier capture, which is kept.`;
};

export const tellUnlisted = (identity: string, folder: string): Diagnostic => ({
  code: 'pull/unlisted',
  severity: 'warning',
  message: `The page ${identity} was captured before, and the navigation of the site does not list it any more.`,
  at: { file: `${folder}${identity}.md`, line: 1, col: 1 },
  hint: 'Its file is left alone. Read the change log; delete the file when the endpoint is gone.',
});

export const refuse = (code: string, message: string, hint: string): Diagnostic => ({
  code: `pull/${code}`,
  severity: 'error',
  message,
  hint,
});
