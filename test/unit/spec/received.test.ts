import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isMap, isScalar, LineCounter, parse, parseDocument } from 'yaml';
import { describe, expect, it } from 'vitest';

const UPSTREAM = 'spec/upstream/binance-margin-trading-openapi.yml';

const upstream = readFileSync(UPSTREAM);

/** Keys of `paths` with the line each stands on, twins included. */
const pathKeys = (text: string): readonly (readonly [string, number])[] => {
  const lineCounter = new LineCounter();
  const paths = parseDocument(text, { uniqueKeys: false, lineCounter }).get('paths', true);
  if (!isMap(paths)) return [];
  return paths.items.flatMap(({ key }) =>
    isScalar(key) && key.range ? [[String(key.value), lineCounter.linePos(key.range[0]).line] as const] : [],
  );
};

describe('the upstream document', () => {
  it('is byte for byte what source.yaml says was received', () => {
    const provenance: unknown = parse(readFileSync('spec/upstream/source.yaml', 'utf8'));
    expect(provenance).toMatchObject({
      file: 'binance-margin-trading-openapi.yml',
      received: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      sha256: createHash('sha256').update(upstream).digest('hex'),
      bytes: upstream.length,
      startLine: expect.any(Number),
    });
    expect(provenance).toHaveProperty('url');
  });

  it('has none of the prose of the page it was found on', () => {
    expect(upstream.toString('utf8')).toMatch(/^openapi: 3\.1\.0\n/);
  });

  it('still has its duplicate path key, once with POST and once with GET', () => {
    const twins = pathKeys(upstream.toString('utf8')).filter(([path]) => path === '/sapi/v1/margin/borrow-repay');
    expect(twins).toEqual([
      ['/sapi/v1/margin/borrow-repay', 33],
      ['/sapi/v1/margin/borrow-repay', 109],
    ]);
  });
});
