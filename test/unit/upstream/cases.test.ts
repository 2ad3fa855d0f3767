import { describe, expect, it } from 'vitest';
import { extractUpstream } from '../../../generator/upstream/extract-upstream.js';
import { casesOf, described, givenSources, wanted } from '../load/read-case.js';

describe('extractUpstream, case by case', () => {
  it.each(casesOf('upstream'))('%s', (name) => {
    const [given] = givenSources('upstream', name);
    if (given === undefined) throw new Error('the case gives nothing');
    const outcome = extractUpstream(given);
    expect(described(outcome.diagnostics)).toBe(wanted('upstream', name, 'want.txt'));
    expect(outcome.ok ? new TextDecoder().decode(outcome.value.bytes) : '').toBe(wanted('upstream', name, 'want.yaml'));
  });
});
