import type { Capture, CapturedPage, CapturedSource, UnlistedPage } from '../core/capture.js';
import { isObject, own, type Json } from '../core/json.js';
import { byCodeUnit } from '../core/mutable-json.js';
import { identityFault } from './address.js';

/** The text of `capture.json`. */
export const writeCapture = (capture: Capture): string => `${JSON.stringify(capture, undefined, 2)}\n`;

/** Always in one order, so that two captures can be compared as text. */
export const sortPages = (pages: readonly CapturedPage[]): readonly CapturedPage[] =>
  [...pages].sort((a, b) => byCodeUnit(a.identity, b.identity));

/** A capture as an earlier run wrote it; `undefined` for anything else. What is odd in it is left out. */
export const readCapture = (text: string): Capture | undefined => {
  const json = parse(text);
  const pages = own(json, 'pages');
  if (own(json, 'version') !== 1 || !Array.isArray(pages)) return undefined;
  const unlisted = own(json, 'unlisted');
  return {
    version: 1,
    capturedAt: textOf(json, 'capturedAt') ?? '',
    baseUrl: textOf(json, 'baseUrl') ?? '',
    layout: textOf(json, 'layout') ?? '',
    complete: own(json, 'complete') === true,
    pages: pages.flatMap(readPage),
    ...(Array.isArray(unlisted) ? { unlisted: unlisted.flatMap(readUnlisted) } : {}),
  };
};

const parse = (text: string): Json => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
};

const textOf = (json: Json, key: string): string | undefined => {
  const value = own(json, key);
  return typeof value === 'string' ? value : undefined;
};

const STATES = ['fetched', 'unchanged', 'kept', 'missing'] as const;

const readPage = (json: Json): readonly CapturedPage[] => {
  const identity = textOf(json, 'identity');
  const sources = own(json, 'sources');
  const state = STATES.find((each) => each === own(json, 'state'));
  if (identity === undefined || identityFault(identity) !== undefined || !state) return [];
  const reason = textOf(json, 'reason');
  const fetchedAt = textOf(json, 'fetchedAt');
  const read = Array.isArray(sources) ? sources.flatMap(readSource) : [];
  return [{ identity, sources: read, state, ...(reason ? { reason } : {}), ...(fetchedAt ? { fetchedAt } : {}) }];
};

/** Back into a header of a request they go: only what a header can hold. */
const HEADER = /^[\x20-\x7e]{1,500}$/;

const readSource = (json: Json): readonly CapturedSource[] => {
  const language = own(json, 'language');
  const url = textOf(json, 'url');
  if ((language !== 'en' && language !== 'zh') || url === undefined || !isObject(json)) return [];
  const etag = textOf(json, 'etag');
  const lastModified = textOf(json, 'lastModified');
  return [
    {
      language,
      url,
      ...(etag !== undefined && HEADER.test(etag) ? { etag } : {}),
      ...(lastModified !== undefined && HEADER.test(lastModified) ? { lastModified } : {}),
    },
  ];
};

const readUnlisted = (json: Json): readonly UnlistedPage[] => {
  const identity = textOf(json, 'identity');
  const since = textOf(json, 'since');
  return identity === undefined || since === undefined || identityFault(identity) !== undefined
    ? []
    : [{ identity, since }];
};
