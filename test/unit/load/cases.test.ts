import { describe, expect, it } from 'vitest';
import { loadSources } from '../../../generator/load/load-sources.js';
import { casesOf, described, givenSources, wanted } from './read-case.js';

describe('loadSources, case by case', () => {
  it.each(casesOf('load'))('%s', (name) => {
    const outcome = loadSources(givenSources('load', name));
    expect(described(outcome.diagnostics)).toBe(wanted('load', name, 'want.txt'));
    expect(outcome.ok).toBe(!outcome.diagnostics.some(({ severity }) => severity === 'error'));
  });
});
