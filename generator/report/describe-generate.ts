import type { GenerateReport } from '../commands/generate.js';
import { driftReport } from '../drift/report.js';
import { PLACES } from '../sources.js';
import { describeMerge, moreLine, stageLine } from './describe-merge.js';
import { plural } from './words.js';
import type { LineLookup } from './render-diagnostic.js';
import { printable } from './printable.js';
import type { Style } from './style.js';
import { renderTerminal } from './terminal.js';

interface View {
  readonly style: Style;
  readonly lineOf: LineLookup;
}

/** The session that a user of `generate` sees: a line or two for each stage. */
export const describeGenerate = (report: GenerateReport, view: View): string => {
  const { style } = view;
  const { merged, drift, generated } = report;
  const { areas, operations } = generated.model;
  const count = (top: string): number => operations.filter(({ area }) => area.split('.')[0] === top).length;
  const members = areas.map(({ member }) => `client.${member} (${count(member)})`).join(', ');
  return [
    ...describeMerge(merged, style),
    ...(drift.unwaived > 0
      ? ['', renderTerminal(driftReport(drift), { ...view, all: false }), '']
      : describeCleanDrift(report, style)),
    stageLine(
      'model',
      `${plural(operations.length, 'operation')} in ${plural(areas.length, 'area')}: ${members}`,
      style,
    ),
    ...describeFiles(report, style),
  ].join('\n');
};

/** More names than these say less. */
const NAMED = 2;

const describeCleanDrift = ({ drift }: GenerateReport, style: Style): readonly string[] => {
  const { checked, notChecked } = drift.coverage;
  if (checked.length === 0) {
    const nothing = `${style.warning('not checked')}: no page in ${PLACES.docs}/ is about one of the operations`;
    return [stageLine('drift', nothing, style)];
  }
  const pages = plural(new Set(checked.flatMap(({ files }) => files)).size, 'page');
  const compared = `${plural(checked.length, 'operation')} compared with ${pages} in English and Chinese`;
  const kept = `${plural(drift.findings.length, 'disagreement')} kept by waivers`;
  const first = notChecked.slice(0, NAMED).map(({ operation }) => printable(operation));
  const names = [...first, ...(notChecked.length > NAMED ? ['… (all by "drift --all")'] : [])].join(', ');
  return [
    stageLine('drift', `${style.good('none')}: ${compared}, ${kept}`, style),
    ...(names === '' ? [] : [moreLine(`${notChecked.length} not checked, for want of a page: ${names}`)]),
  ];
};

const describeFiles = ({ generated, changed, out, isCheck }: GenerateReport, style: Style): readonly string[] => {
  const total = plural(generated.package.files.length, 'file');
  const stage = isCheck ? 'check' : 'write';
  if (changed.length === 0) return [stageLine(stage, `${style.good('up to date')}: ${total} in ${out}/`, style)];
  const files = changed
    .slice(0, SHOWN)
    .map(({ path, reason }) => moreLine(`${isCheck ? style.error(reason) : style.dim(DONE[reason])} ${out}/${path}`));
  const more = changed.length > SHOWN ? [moreLine(style.dim(`… and ${changed.length - SHOWN} more`))] : [];
  if (!isCheck)
    return [stageLine(stage, `${total}, type-checked; ${changed.length} changed in ${out}/`, style), ...files, ...more];
  const which = `${changed.length} of ${total} in ${out}/ ${changed.length === 1 ? 'is' : 'are'}`;
  const stale = `${style.error('stale')}: ${which} not what the sources say; run "marginalia generate"`;
  return [stageLine(stage, stale, style), ...files, ...more];
};

const SHOWN = 8;

const DONE = { missing: 'added', changed: 'changed', obsolete: 'removed' } as const;
