import type { Diagnostic } from '../core/diagnostic.js';
import type { PageFacts } from '../docs/types.js';
import type { DriftSeverity } from '../drift/types.js';
import { plural } from './words.js';
import type { Report, ReportFinding, ReportNote } from './model.js';

interface Checked {
  readonly pages: readonly PageFacts[];
  readonly found: readonly Diagnostic[];
}

/** What is wrong with captured pages as files, in the shape of every report. */
export const checkReport = (folder: string, { pages, found }: Checked): Report => {
  const findings = found.filter(({ severity }) => severity !== 'note').map(toFinding);
  const verdict = findings.length === 0 ? 'all in order' : plural(findings.length, 'finding');
  const endpoints = pages.flatMap((page) => page.endpoints.map(({ method, path }) => `${method.value} ${path.value}`));
  return {
    command: 'docs check',
    title: `Captured pages in ${folder}`,
    findings,
    notes: found.filter(({ severity }) => severity === 'note').map(toNote),
    summary: `${verdict}: ${plural(pages.length, 'page')}, ${plural(new Set(endpoints).size, 'endpoint')}`,
  };
};

/** True, and nobody's mistake: a page that the site never translated. */
const toNote = ({ message, at }: Diagnostic): ReportNote => ({
  kind: 'news',
  subject: at?.file ?? '',
  message,
  ...(at === undefined ? {} : { at }),
});

/** Codes of what makes facts unreliable; the others are about the capture alone. */
const COSMETIC = new Set(['docs/stale-page', 'docs/repeated-page', 'docs/misplaced-page']);

const severityOf = (code: string): DriftSeverity => (COSMETIC.has(code) ? 'cosmetic' : 'mistyped');

const toFinding = ({ code, message, at, related, hint }: Diagnostic): ReportFinding => {
  const place = at ?? { file: '', line: 1, col: 1 };
  return {
    rule: code.replace(/^docs\//, ''),
    severity: severityOf(code),
    group: place.file,
    pointer: `${place.file}#${place.line}`,
    message,
    ...(hint === undefined ? {} : { change: hint }),
    sides: [
      { kind: 'docs', label: 'page', at: place },
      ...(related ?? []).map((other) => ({ kind: 'docs', label: other.message, at: other.at }) as const),
    ],
  };
};
