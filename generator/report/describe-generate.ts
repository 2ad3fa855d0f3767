import type { GenerateReport } from '../commands/generate.js';
import { PLACES } from '../sources.js';
import { describeDrift } from './describe-drift.js';
import { describeMerge, moreLine, plural, stageLine } from './describe-merge.js';
import type { LineLookup } from './render-diagnostic.js';
import { printable } from './printable.js';
import type { Style } from './style.js';

interface View {
  readonly style: Style;
  readonly lineOf: LineLookup;
}

/** The session that a user of `generate` sees: a line or two for each stage. */
export const describeGenerate = (report: GenerateReport, view: View): string => {
  const { style } = view;
  const { merged, drift, generated } = report;
  const { model } = generated;
  return [
    ...describeMerge(merged, style),
    ...(drift.unwaived > 0
      ? ['', describeDrift(drift, { ...view, all: false }), '']
      : describeCleanDrift(report, style)),
    stageLine(
      'model',
      `${plural(model.operations.length, 'operation')} in ${plural(model.areas.length, 'area')}: ${model.areas.map(({ member, operations }) => `client.${member} (${operations.length})`).join(', ')}`,
      style,
    ),
    ...describeFiles(report, style),
  ].join('\n');
};

const describeCleanDrift = ({ drift }: GenerateReport, style: Style): readonly string[] => {
  const { checked, notChecked } = drift.coverage;
  if (checked.length === 0)
    return [
      stageLine(
        'drift',
        `${style.warning('not checked')}: no page in ${PLACES.docs}/ is about one of the operations`,
        style,
      ),
    ];
  const pages = new Set(checked.flatMap(({ files }) => files)).size;
  return [
    stageLine(
      'drift',
      `${style.good('none')}: ${plural(checked.length, 'operation')} compared with ${plural(pages, 'page')} in English and Chinese, ${plural(drift.findings.length, 'disagreement')} kept by waivers`,
      style,
    ),
    ...(notChecked.length > 0
      ? [
          moreLine(
            `${notChecked.length} not checked, for want of a page: ${notChecked.map(({ operation }) => printable(operation)).join(', ')}`,
          ),
        ]
      : []),
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
  return [
    stageLine(
      stage,
      `${style.error('stale')}: ${changed.length} of ${total} in ${out}/ ${changed.length === 1 ? 'is' : 'are'} not what the sources say; run "marginalia generate"`,
      style,
    ),
    ...files,
    ...more,
  ];
};

const SHOWN = 8;

const DONE = { missing: 'added', changed: 'changed', obsolete: 'removed' } as const;
