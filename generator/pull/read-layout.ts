import { failed, outcomeOf, type Diagnostic, type Outcome } from '../core/diagnostic.js';
import { isObject, own, type Json, type JsonObject } from '../core/json.js';
import { LineTable, type Position } from '../core/position.js';
import { identityFault, readBaseUrl } from './address.js';
import { jsonFault } from './json-fault.js';
import type { AddressPattern, LayoutSelectors, LayoutSigns, PageLayout } from './layout.js';
import { parseSelector } from './selector.js';

/**
 * A layout in a JSON file of the user's own: the fields of `PageLayout`. `name` and `addresses` have to be there. Of
 * the rest, what is left out is empty, but for `selectors` and `signs`, where it is what `defaults` has.
 */
export const readLayout = (file: string, text: string, defaults: PageLayout): Outcome<PageLayout> => {
  const reader = new LayoutReader(file, text);
  const json = reader.parse();
  if (!isObject(json)) return failed(...reader.diagnostics);
  reader.known(json, [...KEYS, '$schema']);
  const selectors = reader.object(json, 'selectors');
  const signs = reader.object(json, 'signs');
  reader.known(selectors, Object.keys(defaults.selectors));
  reader.known(signs, Object.keys(defaults.signs));
  const baseUrl = reader.text(json, 'baseUrl');
  if (baseUrl !== undefined)
    reader.check('baseUrl', baseUrl, (url) =>
      'fault' in readBaseUrl(url) ? 'an address such as https://docs.example.com' : undefined,
    );
  const layout: PageLayout = {
    name: reader.required(json, 'name'),
    summary: reader.text(json, 'summary') ?? '',
    ...(baseUrl === undefined ? {} : { baseUrl }),
    addresses: reader.addresses(json),
    families:
      reader.list(json, 'families', (family) => (family.endsWith('/') ? undefined : 'a name that ends with "/"')) ?? [],
    entries:
      reader.list(json, 'entries', (entry) =>
        identityFault(entry) === undefined ? undefined : 'a page such as guide/intro',
      ) ?? [],
    sitemaps:
      reader.list(json, 'sitemaps', (path) => (path.startsWith('/') ? undefined : 'a path that starts with "/"')) ?? [],
    frontMatter: reader.frontMatter(json),
    selectors: reader.lists<LayoutSelectors>(selectors, defaults.selectors, isSelector),
    signs: reader.lists<LayoutSigns>(signs, defaults.signs, () => undefined),
  };
  for (const name of ['notFound', 'login'] as const) reader.list(signs, name, isSelector);
  return outcomeOf(layout, reader.diagnostics);
};

const KEYS = [
  'name',
  'summary',
  'baseUrl',
  'addresses',
  'families',
  'entries',
  'sitemaps',
  'frontMatter',
  'selectors',
  'signs',
];

type Check = (text: string) => string | undefined;

const isSelector: Check = (text) =>
  parseSelector(text)
    ? undefined
    : 'a selector such as "article", ".markdown", "[role=tabpanel]" or "h2 > a.hash-link"';

class LayoutReader {
  readonly diagnostics: Diagnostic[] = [];
  readonly #lines: LineTable;

  constructor(
    readonly file: string,
    readonly source: string,
  ) {
    this.#lines = new LineTable(file, source);
  }

  parse(): Json {
    try {
      const json = JSON.parse(this.source.replace(/^\ufeff/, '')) as Json;
      if (!isObject(json)) this.#wrong('', 'a JSON object');
      return json;
    } catch {
      const at = this.#lines.at(jsonFault(this.source));
      const hint =
        'A layout is one JSON object. The layouts of this program, in generator/pull/layouts/, show its fields.';
      this.diagnostics.push({ code: 'pull/layout', severity: 'error', message: 'This layout is not JSON.', at, hint });
      return null;
    }
  }

  text(json: Json | undefined, key: string): string | undefined {
    const value = own(json, key);
    if (value === undefined || typeof value === 'string') return value;
    this.#wrong(key, 'a text');
    return undefined;
  }

  required(json: JsonObject, key: string): string {
    const value = this.text(json, key);
    if (value !== undefined && /^[\w.-]{1,60}$/.test(value)) return value;
    this.#wrong(key, 'a name of letters, digits, ".", "_" and "-"');
    return '';
  }

  object(json: Json, key: string): JsonObject {
    const value = own(json, key);
    if (isObject(value)) return value;
    if (value !== undefined) this.#wrong(key, 'an object');
    return {};
  }

  check(key: string, value: string, check: Check): void {
    const wanted = check(value);
    if (wanted !== undefined) this.#wrong(key, wanted, value);
  }

  list(json: Json, key: string, check: Check): readonly string[] | undefined {
    const value = own(json, key);
    if (value === undefined) return undefined;
    if (!Array.isArray(value) || !value.every((each) => typeof each === 'string')) {
      this.#wrong(key, 'a list of texts');
      return undefined;
    }
    for (const each of value as readonly string[]) this.check(key, each, check);
    return value as readonly string[];
  }

  lists<T extends { readonly [K in keyof T]: readonly string[] }>(json: Json, defaults: T, check: Check): T {
    const entries = Object.entries(defaults).map(([key, value]) => [key, this.list(json, key, check) ?? value]);
    return Object.fromEntries(entries) as T;
  }

  addresses(json: JsonObject): readonly AddressPattern[] {
    const value = own(json, 'addresses');
    if (!Array.isArray(value) || value.length === 0) {
      this.#wrong('addresses', 'a list such as [{"language": "en", "path": "/docs/{identity}"}]');
      return [];
    }
    const patterns = (value as readonly Json[]).flatMap((each) => this.#address(each));
    // The longest one first: `/docs/zh/…` also begins with `/docs/`.
    return [...patterns].sort((a, b) => b.path.length - a.path.length);
  }

  #address(json: Json): readonly AddressPattern[] {
    const language = own(json, 'language');
    const path = own(json, 'path');
    const savedAs = own(json, 'savedAs');
    if (language !== 'en' && language !== 'zh') this.#wrong('addresses', 'a language, "en" or "zh", in each address');
    else if (!isPattern(path)) this.#wrong('path', 'a path that starts with "/" and has {identity} in it once');
    else if (savedAs !== undefined && !isPattern(savedAs))
      this.#wrong('savedAs', 'a path that starts with "/" and has {identity} in it once');
    else return [{ language, path, ...(savedAs === undefined ? {} : { savedAs }) }];
    return [];
  }

  frontMatter(json: JsonObject): Readonly<Record<string, string>> {
    const entries = Object.entries(this.object(json, 'frontMatter'));
    const good = entries.filter(
      (entry): entry is [string, string] =>
        /^[a-z_]{1,40}$/.test(entry[0]) && typeof entry[1] === 'string' && /^[^\n\r]{1,200}$/.test(entry[1]),
    );
    if (good.length < entries.length) this.#wrong('frontMatter', 'texts of one line under names of a-z and "_"');
    return Object.fromEntries(good);
  }

  known(json: Json, keys: readonly string[]): void {
    for (const key of Object.keys(isObject(json) ? json : {})) {
      if (keys.includes(key)) continue;
      this.diagnostics.push({
        code: 'pull/layout',
        severity: 'error',
        message: `A layout has no field "${key}".`,
        at: this.#place(`"${key}"`),
        hint: `Its fields here are ${keys.filter((each) => each !== '$schema').join(', ')}.`,
      });
    }
  }

  #wrong(key: string, wanted: string, value?: string): void {
    const named = key === '' ? 'A layout' : `"${key}" of the layout`;
    const message =
      value === undefined ? `${named} is not what it has to be.` : `${named} cannot be ${JSON.stringify(value)}.`;
    const at = this.#place(value === undefined ? `"${key}"` : JSON.stringify(value));
    this.diagnostics.push({ code: 'pull/layout', severity: 'error', message, at, hint: `It has to be ${wanted}.` });
  }

  /** Where a text first stands in the file; its start for what does not stand there. */
  #place(text: string): Position {
    return this.#lines.at(Math.max(0, this.source.indexOf(text)));
  }
}

const isPattern = (path: Json | undefined): path is string =>
  typeof path === 'string' && /^\/[^?#\s]*$/.test(path) && path.split('{identity}').length === 2;
