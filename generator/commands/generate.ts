import { failed, ok, type Outcome } from '../core/diagnostic.js';
import { openDisk, shownPath } from '../disk.js';
import type { DriftReport } from '../drift/types.js';
import { findCompiler, typeCheckWith } from '../package/check-types.js';
import { readKnownRuntime } from '../package/known-runtime.js';
import { comparePackage } from '../package/compare-package.js';
import type { StaleFile } from '../package/types.js';
import { writePackage } from '../package/write-package.js';
import { compareWithDocs, mergeProject, type Inputs, type MergedProject } from '../pipeline.js';
import { linesOnDemand } from '../pipeline-docs.js';
import { generatePackage, readToolbox, type Generated, type Toolbox } from '../pipeline-generate.js';
import { startAssembler, type Assembler } from '../assembler.js';
import { describeGenerate } from '../report/describe-generate.js';
import { PLACES, ReadFiles } from '../sources.js';
import { isKnownFresh, rememberFresh } from '../freshness.js';
import { isSet, NOTHING_WRITTEN, stopped, type CommandResult, type RunContext } from './command.js';
import { outputFolder } from './output-folder.js';

/** What one run of `generate` found and did. */
export interface GenerateReport {
  readonly merged: MergedProject;
  readonly drift: DriftReport;
  readonly generated: Generated;
  /** Files that differed from the new package; written unless only checking. */
  readonly changed: readonly StaleFile[];
  readonly out: string;
  readonly isCheck: boolean;
}

interface Run {
  readonly context: RunContext;
  readonly inputs: Inputs;
  readonly out: string;
}

/** `marginalia generate`: sources in, client package out; `--check` only compares. */
export const generateCommand = async (context: RunContext): Promise<CommandResult> => {
  const inputs = { disk: openDisk(context.root), read: new ReadFiles() };
  const out = outputFolder(context);
  const toolbox = readToolbox(context.toolRoot);
  if (!out.ok || !toolbox.ok)
    return stopped([...out.diagnostics, ...toolbox.diagnostics], inputs.read.lineOf, NOTHING_WRITTEN);
  const run: Run = { context, inputs, out: out.value };
  if (isSet(context, 'check') && !isSet(context, 'full') && isKnownFresh(run, toolbox.value)) return unchanged(run);
  const assembler = startAssembler(context.toolRoot);
  const report = await produce(run, toolbox.value, assembler).finally(assembler.stop);
  if (!report.ok)
    return stopped(report.diagnostics, inputs.read.lineOf, isSet(context, 'check') ? '' : NOTHING_WRITTEN);
  const { drift, changed, isCheck } = report.value;
  if (!isCheck || changed.length === 0) rememberFresh(run, toolbox.value);
  const stale = isCheck && changed.length > 0;
  return {
    exitCode: stale || (!isCheck && drift.unwaived > 0) ? 1 : 0,
    diagnostics: report.diagnostics,
    data: dataOf(report.value),
    text: (style) => describeGenerate(report.value, { style, lineOf: linesOnDemand(inputs.disk) }),
    lineOf: linesOnDemand(inputs.disk),
  };
};

const produce = async (run: Run, toolbox: Toolbox, assembler: Assembler): Promise<Outcome<GenerateReport>> => {
  const { context, inputs, out } = run;
  context.progress('repairing and merging …');
  const merged = mergeProject(inputs);
  if (!merged.ok) return merged;
  context.progress('generating, comparing with the documentation …');
  const generating = generatePackage(merged.value, toolbox, assembler);
  const drift = compareWithDocs(inputs, merged.value.spec, PLACES.docs);
  const generated = await generating;
  const told = [...merged.diagnostics, ...drift.diagnostics, ...generated.diagnostics];
  if (!generated.ok || !drift.ok) return failed(...told);
  context.progress('checking types …');
  const isCheck = isSet(context, 'check');
  const changed = isCheck
    ? ok(comparePackage(out, generated.value.package))
    : await writePackage(
        out,
        generated.value.package,
        typeCheckWith(findCompiler(context.toolRoot), readKnownRuntime(context.toolRoot)),
      );
  if (!changed.ok) return failed(...told, ...changed.diagnostics);
  const report = {
    merged: merged.value,
    drift: drift.value,
    generated: generated.value,
    changed: changed.value,
    out: shownPath(context.root, out),
    isCheck,
  };
  return ok(report, [...told, ...changed.diagnostics]);
};

const dataOf = ({ merged, drift, generated, changed, out }: GenerateReport): Readonly<Record<string, unknown>> => ({
  repairs: merged.repairs,
  operations: generated.model.operations.map(({ id, area, member, method, path, origin }) => ({
    id,
    name: `${area}.${member}`,
    method,
    path,
    origin,
  })),
  drift: { unwaived: drift.unwaived, findings: drift.findings, coverage: drift.coverage },
  out,
  files: generated.package.files.length,
  changed,
});

const unchanged = ({ context, out, inputs }: Run): CommandResult => ({
  exitCode: 0,
  diagnostics: [],
  data: { out: shownPath(context.root, out), changed: [] },
  text: (style) => `${style.good('up to date')}: ${shownPath(context.root, out)}/ is what the sources say.`,
  lineOf: inputs.read.lineOf,
});
