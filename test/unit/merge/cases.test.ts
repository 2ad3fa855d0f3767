import { describe, expect, it } from 'vitest';
import { renderMergedYaml } from '../../../generator/merge/render-merged-yaml.js';
import { casesOf, described, givenSources, mergeAll, wanted } from '../load/read-case.js';

describe.each(['merge', 'overlay'])('%s, case by case', (stage) => {
  it.each(casesOf(stage))('%s', (name) => {
    const outcome = mergeAll(givenSources(stage, name));
    expect(described(outcome.diagnostics)).toBe(wanted(stage, name, 'want.txt'));
    expect(outcome.ok ? renderMergedYaml(outcome.value) : '').toBe(wanted(stage, name, 'want.yaml'));
  });
});
