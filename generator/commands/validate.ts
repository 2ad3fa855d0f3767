import { join } from 'node:path';
import { ok, type Outcome } from '../core/diagnostic.js';
import { openDisk } from '../disk.js';
import { mergeProject, type MergedProject } from '../pipeline.js';
import { describeMerge, moreLine, stageLine } from '../report/describe-merge.js';
import { plural } from '../report/words.js';
import { renderDiagnostic } from '../report/render-diagnostic.js';
import type { Style } from '../report/style.js';
import { ReadFiles } from '../sources.js';
import { runReferee, type RefereeReport } from '../validate/referee.js';
import { runCommand } from '../validate/run-command.js';
import { writeFileWhole } from '../write-file.js';
import { isSet, pathOption, stopped, type CommandResult, type RunContext } from './command.js';

/** `marginalia validate`: the merged spec against the OpenAPI 3.1 schema, and before an independent referee. */
export const validateCommand = async (context: RunContext): Promise<CommandResult> => {
  const inputs = { disk: openDisk(context.root), read: new ReadFiles() };
  const { lineOf } = inputs.read;
  const merged = mergeProject(inputs);
  if (!merged.ok) return stopped(merged.diagnostics, lineOf);
  const judged = isSet(context, 'schemaOnly') ? ok(undefined, []) : await askReferee(context, merged.value);
  if (!judged.ok) return stopped([...merged.diagnostics, ...judged.diagnostics], lineOf);
  const report = judged.value;
  const findings = report?.findings ?? [];
  return {
    exitCode: findings.length > 0 ? 1 : 0,
    diagnostics: [...merged.diagnostics, ...judged.diagnostics],
    data: { operations: merged.value.spec.operations.length, schema: 'ok', referee: report ?? null },
    text: (style) =>
      [
        ...describeMerge(merged.value, style),
        ...findings.map((finding) => `\n${renderDiagnostic(finding, lineOf, style)}`),
        ...describeVerdict(report, style),
      ].join('\n'),
    lineOf,
  };
};

/** The referee is another program: it reads a file. */
const SPEC_FOR_REFEREE = '.cache/marginalia/openapi.yaml';

const askReferee = async (context: RunContext, merged: MergedProject): Promise<Outcome<RefereeReport>> => {
  const specFile = join(context.root, SPEC_FOR_REFEREE);
  writeFileWhole(specFile, merged.renderYaml(), SPEC_FOR_REFEREE);
  return runReferee({
    specFile,
    shownAs: 'generated/openapi.yaml',
    originOf: merged.spec.originOf,
    cacheDir: join(context.root, '.cache/openapi-generator'),
    jar: pathOption(context, 'refereeJar'),
    offline: isSet(context, 'offline'),
    run: runCommand,
    progress: context.progress,
  });
};

const describeVerdict = (report: RefereeReport | undefined, style: Style): readonly string[] => {
  if (report === undefined) return [stageLine('referee', 'not asked (--schema-only)', style)];
  const { version, operations, findings, limits } = report;
  const verdict = findings.length === 0 ? style.good('agrees') : style.error(plural(findings.length, 'objection'));
  const written = `${operations.emitted.length} of ${operations.inSpec.length} operations`;
  return [
    stageLine('referee', `OpenAPI Generator ${version} ${verdict}; it wrote a function for ${written}`, style),
    ...limits.map(({ message }) => moreLine(style.dim(message))),
  ];
};
