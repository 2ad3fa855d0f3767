import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatPosition } from '../../generator/core/position.js';
import { facts } from '../../generator/docs/facts.js';
import { readPage } from '../../generator/docs/read-page.js';
import { compare } from '../../generator/drift/compare.js';
import { readWaivers } from '../../generator/drift/read-waivers.js';
import type { DriftReport, Finding, Waiver } from '../../generator/drift/types.js';
import { loadSources } from '../../generator/load/load-sources.js';
import { specFromYaml } from './spec-from-yaml.js';

/**
 * Compares one case: its spec with the pages whose names start like `pages`, under its waivers if it has any. A spec of
 * its own for those pages goes before the spec of the case.
 */
export const runDriftCase = (folder: string, pages: string): DriftReport => {
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const files = readdirSync(folder).filter((file) => file.startsWith(pages) && file.endsWith('.md'));
  const all = files.sort().flatMap((file) => facts(readPage({ file, text: read(file) })));
  const waivers = existsSync(join(folder, 'waivers.yaml')) ? waiversFrom(read('waivers.yaml')) : [];
  const spec = existsSync(join(folder, `${pages}-spec.yaml`)) ? `${pages}-spec.yaml` : 'spec.yaml';
  return compare(specFromYaml(read(spec), spec), all, waivers);
};

export const waiversFrom = (text: string): readonly Waiver[] => {
  const bytes = new TextEncoder().encode(text);
  const loaded = loadSources([{ file: 'waivers.yaml', role: 'waivers', bytes }]);
  const doc = loaded.ok ? loaded.value[0] : undefined;
  const waivers = doc && readWaivers(doc);
  if (!waivers?.ok) throw new Error(JSON.stringify(waivers?.diagnostics ?? loaded.diagnostics));
  return waivers.value;
};

/** A finding in few words, for comparing with a file. */
export const condenseFinding = (finding: Finding): unknown => ({
  rule: finding.rule,
  severity: finding.severity,
  pointer: finding.pointer,
  docs: finding.docs && formatPosition(finding.docs),
  spec: finding.spec && formatPosition(finding.spec),
  languages: finding.languages.join(' '),
  message: finding.message,
  change: finding.change,
});
