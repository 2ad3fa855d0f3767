import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extractUpstream } from '../../../generator/upstream/extract-upstream.js';

const DOCUMENT = 'openapi: 3.1.0\ninfo:\n  title: T\n  version: "1"\npaths:\n  /a:\n    get:\n      responses: {}\n';
const extract = (text: string) => extractUpstream({ file: 'page.txt', bytes: new TextEncoder().encode(text) });
const textOf = (text: string): string | undefined => {
  const found = extract(text);
  return found.ok ? new TextDecoder().decode(found.value.bytes) : undefined;
};
const codesOf = (text: string): readonly string[] => extract(text).diagnostics.map(({ code }) => code);

describe('extractUpstream', () => {
  it('takes the bytes of the document from the page that the project received', () => {
    const bytes = readFileSync(new URL('../../../spec/upstream/binance-margin-trading-openapi.yml', import.meta.url));
    const prose = Buffer.from('Binance Margin Trading API\n\nOpenAPI Specification\n\nopenapi.yml Raw\n');
    const found = extractUpstream({ file: 'page.txt', bytes: Buffer.concat([prose, bytes]) });
    expect(found.ok && Buffer.from(found.value.bytes).equals(bytes)).toBe(true);
    expect(found.ok && found.value.startLine).toBe(6);
  });

  it('leaves a bare document as it is, whatever its line ends and its last byte', () => {
    for (const text of [DOCUMENT, DOCUMENT.trimEnd(), `${DOCUMENT}\n\n`, DOCUMENT.replaceAll('\n', '\r\n'), `# received\n---\n${DOCUMENT}`, `\ufeff${DOCUMENT}`]) {
      const found = extract(text);
      expect(found.ok && Buffer.from(found.value.bytes).toString()).toBe(text);
    }
  });

  it('stops where prose goes on after the document', () => {
    expect(textOf(`Title\n\n${DOCUMENT}\nRelated pages\n\nSee also: the API.\n`)).toBe(DOCUMENT);
  });

  it('takes a JSON document out of its page, braces in strings and all', () => {
    const json = '{\n\t"openapi": "3.1.0",\n\t"info": {"title": "}\\"{", "version": "1"},\n\t"paths": {}\n}';
    expect(textOf(json)).toBe(json);
    expect(textOf(`Raw\n${json}\nFooter {x}\n`)).toBe(json);
  });

  it('refuses to guess between two documents, and names both lines', () => {
    const found = extract(`${DOCUMENT}\nNext version\n\n${DOCUMENT}`);
    expect(found.diagnostics[0]).toMatchObject({ code: 'load/two-openapi-documents', at: { line: 12 }, related: [{ at: { line: 1 } }] });
  });

  it('refuses a document that text cuts in two', () => {
    expect(codesOf(DOCUMENT.replace('paths:', 'Advertisement\npaths:'))).toEqual(['load/document-cut-in-two']);
  });

  it('says when there is no document', () => {
    for (const text of ['', 'hello', '  openapi: 3.1.0', '{"swagger": "2.0"}', '{"openapi"']) expect(codesOf(text)).toEqual(['load/no-openapi-document']);
  });

  it('finds the document in any prose that holds no OpenAPI field, byte for byte', () => {
    const line = fc.stringMatching(/^[A-Z(][^\r\n:]{0,40}$/);
    const prose = fc.array(line, { maxLength: 5 }).map((all) => all.map((text) => `${text}\n`).join(''));
    fc.assert(
      fc.property(prose, prose, (before, after) => {
        expect(textOf(`${before}${DOCUMENT}${after}`)).toBe(DOCUMENT);
      }),
    );
  });
});
