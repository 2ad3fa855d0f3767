import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { toData } from '../../../generator/core/yaml-tree.js';
import { loadSources } from '../../../generator/load/load-sources.js';
import { repair } from '../../../generator/repair/repair.js';
import { casesOf, described, givenSources, wanted } from '../load/read-case.js';

describe('repair, case by case', () => {
  it.each(casesOf('repair'))('%s', (name) => {
    const loaded = loadSources(givenSources('repair', name));
    const [doc] = loaded.ok ? loaded.value : [];
    if (doc === undefined) throw new Error(described(loaded.diagnostics));
    const outcome = repair(doc);
    expect(described(outcome.diagnostics)).toBe(wanted('repair', name, 'want.txt'));
    const result = outcome.ok ? JSON.stringify(toData(outcome.value.doc.tree.contents), null, 1) : '';
    const want = wanted('repair', name, 'want.yaml');
    expect(result).toBe(want === '' ? '' : JSON.stringify(parse(want, { schema: 'core' }), null, 1));
  });
});
