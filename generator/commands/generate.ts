import { failed, ok, type Outcome } from '../core/diagnostic.js';
import { openDisk, shownPath } from '../disk.js';
import type { DriftReport } from '../drift/types.js';
import { findCompiler, typeCheckWith, type TypeCheck } from '../package/check-types.js';
import { comparePackage } from '../package/compare-package.js';
import type { StaleFile } from '../package/types.js';
import { writePackage } from '../package/write-package.js';
import { compareWithDocs, mergeProject, type Inputs, type MergedProject } from '../pipeline.js';
import { generatePackage, readToolbox, type Generated, type Toolbox } from '../pipeline-generate.js';
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
  if (!out.ok || !toolbox.ok) return stopped([...out.diagnostics, ...toolbox.diagnostics], inputs.read.lineOf, NOTHING_WRITTEN);
  const run: Run = { context, inputs, out: out.value };
  if (isSet(context, 'check') && !isSet(context, 'full') && isKnownFresh(run, toolbox.value)) return unchanged(run);
  const report = await produce(run, toolbox.value);
  if (!report.ok) return stopped(report.diagnostics, inputs.read.lineOf, isSet(context, 'check') ? '' : NOTHING_WRITTEN);
  const { drift, changed, isCheck } = report.value;
  if (!isCheck || changed.length === 0) rememberFresh(run, toolbox.value);
  const stale = isCheck && changed.length > 0;
  return {
    exitCode: stale || (!isCheck && drift.unwaived > 0) ? 1 : 0,
    diagnostics: report.diagnostics,
    data: dataOf(report.value),
    text: (style) => describeGenerate(report.value, { style, lineOf: inputs.read.lineOf }),
    lineOf: inputs.read.lineOf,
  };
};

const produce = async (run: Run, toolbox: Toolbox): Promise<Outcome<GenerateReport>> => {
  const { context, inputs, out } = run;
  context.progress('repairing and merging …');
  const merged = mergeProject(inputs);
  if (!merged.ok) return merged;
  context.progress('generating …');
  const generated = await generatePackage(merged.value, toolbox);
  const told = [...merged.diagnostics, ...generated.diagnostics];
  if (!generated.ok) return failed(...told);
  context.progress('comparing with the documentation, checking types …');
  const compared = once(() => compareWithDocs(inputs, merged.value.spec, PLACES.docs));
  const isCheck = isSet(context, 'check');
  const changed = isCheck ? ok(comparePackage(out, generated.value.package)) : await writePackage(out, generated.value.package, checkAll(context, compared));
  const drift = compared();
  told.push(...drift.diagnostics);
  if (!drift.ok) return failed(...told);
  if (!changed.ok) return failed(...told, ...changed.diagnostics);
  const report = { merged: merged.value, drift: drift.value, generated: generated.value, changed: changed.value, out: shownPath(context.root, out), isCheck };
  return ok(report, [...told, ...changed.diagnostics]);
};

/**
 * What must hold before anything is written: the code compiles, and the pages and waivers could be read. The compiler runs in its
 * own process; the pages are compared meanwhile.
 */
const checkAll =
  (context: RunContext, compared: () => Outcome<DriftReport>): TypeCheck =>
  async (folder) => {
    const compiling = typeCheckWith(findCompiler(context.toolRoot))(folder);
    const unreadable = compared().diagnostics.filter(({ severity }) => severity === 'error');
    const errors = await compiling;
    return [...unreadable, ...errors];
  };

const once = <T>(compute: () => T): (() => T) => {
  let result: { readonly value: T } | undefined;
  return () => (result ??= { value: compute() }).value;
};

const dataOf = ({ merged, drift, generated, changed, out }: GenerateReport): Readonly<Record<string, unknown>> => ({
  repairs: merged.repairs,
  operations: generated.model.operations.map(({ id, area, member, method, path, origin }) => ({ id, name: `${area}.${member}`, method, path, origin })),
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
