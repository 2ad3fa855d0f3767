import type { Capture, CapturedPage, CapturedSource } from '../core/capture.js';
import { failed, ok, type Outcome } from '../core/diagnostic.js';
import { own, type Json } from '../core/json.js';
import { readJson, type CheckedJson } from './snapshot-json.js';
import type { PageFacts } from './types.js';

/** The pages of one capture, all read, with the record of how they were captured where there is one. */
export interface Snapshot {
  /** How the snapshot is called when people are told about it: a folder, a date. */
  readonly label: string;
  readonly pages: readonly PageFacts[];
  readonly capture?: Capture;
}

/** Reads `capture.json`. Fields of later versions of it are left alone; those that we know must be what they are. */
export const parseCapture = (text: string, file: string): Outcome<Capture> => {
  const json = readJson(text, file, 'bad-capture');
  if (!json.ok) return json;
  const capture = readCapture(json.value);
  return json.value.troubles.length > 0 ? failed(...json.value.troubles) : ok(capture);
};

const readCapture = (json: CheckedJson): Capture => {
  const { value } = json;
  if (own(value, 'version') !== 1) json.refuse(['version'], 'version is not 1, the only one this program reads');
  const navigation = own(value, 'navigation');
  if (navigation !== undefined && navigation !== 'whole' && navigation !== 'part') {
    json.refuse(['navigation'], 'navigation is neither whole nor part');
  }
  const pages = json.array(['pages']).map((page, index) => readPage(json, page, index));
  refuseTwins(json, pages);
  return {
    version: 1,
    capturedAt: json.time(['capturedAt']),
    baseUrl: json.text(['baseUrl']),
    layout: json.text(['layout']),
    complete: json.flag(['complete']),
    ...(navigation === 'whole' || navigation === 'part' ? { navigation } : {}),
    pages,
  };
};

const STATES = ['fetched', 'unchanged', 'kept', 'missing'] as const satisfies readonly CapturedPage['state'][];

const readPage = (json: CheckedJson, page: Json, index: number): CapturedPage => {
  const path = ['pages', index];
  const identity = json.text([...path, 'identity']);
  if (!isIdentity(identity)) json.refuse([...path, 'identity'], `"${identity.slice(0, 80)}" is no name of a page`);
  const state = STATES.find((each) => each === own(page, 'state'));
  if (state === undefined) json.refuse([...path, 'state'], `state is none of ${STATES.join(', ')}`);
  const within = [...path, 'sources'];
  const sources = json.array(within).map((source, at) => readSource(json, source, [...within, at]));
  return {
    identity,
    sources,
    state: state ?? 'missing',
    ...optional(json, page, { path, key: 'reason' }),
    ...optional(json, page, { path, key: 'fetchedAt' }),
  };
};

/** A path below the folder of the capture: relative, and never out of it. */
const isIdentity = (identity: string): boolean =>
  !/[\\\u0000-\u001f]/.test(identity) && identity.split('/').every((part) => !/^\.{0,2}$/.test(part));

const readSource = (json: CheckedJson, source: Json, path: readonly (string | number)[]): CapturedSource => {
  const language = own(source, 'language');
  if (language !== 'en' && language !== 'zh') json.refuse([...path, 'language'], 'language is neither en nor zh');
  return {
    language: language === 'zh' ? 'zh' : 'en',
    url: json.text([...path, 'url']),
    ...optional(json, source, { path, key: 'etag' }),
    ...optional(json, source, { path, key: 'lastModified' }),
  };
};

const optional = <K extends string>(
  json: CheckedJson,
  value: Json,
  { path, key }: { readonly path: readonly (string | number)[]; readonly key: K },
): Partial<Record<K, string>> =>
  own(value, key) === undefined ? {} : ({ [key]: json.text([...path, key]) } as Record<K, string>);

const refuseTwins = (json: CheckedJson, pages: readonly CapturedPage[]): void => {
  const seen = new Set<string>();
  pages.forEach(({ identity }, index) => {
    if (seen.has(identity)) json.refuse(['pages', index, 'identity'], `${identity} stands in the list twice`);
    seen.add(identity);
  });
};
