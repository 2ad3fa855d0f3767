import type { Position } from '../core/position.js';
import type { Diagnostic } from '../core/diagnostic.js';
import { identityFault, readBaseUrl } from './address.js';
import { refuse } from './diagnose.js';
import type { PullOptions } from './types.js';

/** What makes a run impossible, before anything is asked for. */
export const checkOptions = (options: PullOptions): readonly Diagnostic[] => [
  ...checkBaseUrl(options.baseUrl),
  ...checkLanguages(options),
  ...checkNumbers(options),
  ...(options.identities ?? []).flatMap((identity) => checkIdentity(identity, options.places?.get(identity))),
  ...checkTwins(options.identities ?? []),
  ...(/^[\x20-\x7e]{1,200}$/.test(options.userAgent)
    ? []
    : [
        refuse(
          'user-agent',
          'The user agent is empty, too long, or has characters that no header can hold.',
          'Use plain words.',
        ),
      ]),
];

const checkBaseUrl = (baseUrl: string): readonly Diagnostic[] => {
  const read = readBaseUrl(baseUrl);
  if ('url' in read) return [];
  return [
    refuse(
      'base-url',
      `${JSON.stringify(baseUrl)} is no base URL: ${read.fault}.`,
      'Give an address such as https://docs.example.com.',
    ),
  ];
};

const checkLanguages = ({ languages, layout }: PullOptions): readonly Diagnostic[] => {
  const missing = languages.filter((language) => !layout.addresses.some((address) => address.language === language));
  if (languages.length > 0 && missing.length === 0) return [];
  const wanted = missing.length > 0 ? missing.join(', ') : 'no language at all';
  const message = `The layout ${layout.name} has no addresses for ${wanted}.`;
  return [refuse('language', message, `It has ${layout.addresses.map(({ language }) => language).join(', ')}.`)];
};

const LIMITS = {
  concurrency: [1, 16],
  delayMs: [0, 3_600_000],
  retries: [0, 20],
  timeoutMs: [1, 3_600_000],
  maxBytes: [1, 1_073_741_824],
} as const;

const checkNumbers = (options: PullOptions): readonly Diagnostic[] =>
  (Object.keys(LIMITS) as (keyof typeof LIMITS)[]).flatMap((name) => {
    const value = options[name];
    const [least, most] = LIMITS[name];
    if (Number.isInteger(value) && value >= least && value <= most) return [];
    return [refuse('limit', `${name} is ${value}.`, `Give a whole number from ${least} to ${most}.`)];
  });

const checkIdentity = (identity: string, at: Position | undefined): readonly Diagnostic[] => {
  const fault = identityFault(identity);
  if (fault === undefined) return [];
  const message = `${JSON.stringify(identity.slice(0, 200))} cannot be a page: ${fault}.`;
  const hint = 'Write pages as in margin_trading/trade/Margin-Account-New-Order: below the docs, without an address.';
  return [{ ...refuse('odd-identity', message, hint), ...(at ? { at } : {}) }];
};

/** On some file systems two names that differ in their capitals are one file. */
const checkTwins = (identities: readonly string[]): readonly Diagnostic[] => {
  const seen = new Map<string, string>();
  return identities.flatMap((identity) => {
    const before = seen.get(identity.toLowerCase());
    seen.set(identity.toLowerCase(), identity);
    if (before === undefined || before === identity) return [];
    return [
      refuse('odd-identity', `${identity} and ${before} differ in capitals only.`, 'Keep the one that the site has.'),
    ];
  });
};
