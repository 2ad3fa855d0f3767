import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.js';
import { openDisk } from '../disk.js';
import { linesOnDemand } from '../pipeline-docs.js';
import { newerPages, planUpdate, type UpdatePlan } from '../pipeline-update.js';
import { plural } from '../report/words.js';
import { describeUpdate, markdownUpdate, type UpdateState } from '../report/describe-update.js';
import { ReadFiles } from '../sources.js';
import { writeTogether } from '../write-together.js';
import { isSet, NOTHING_WRITTEN, stopped, textOption, type CommandResult, type RunContext } from './command.js';
import { generateCommand } from './generate.js';

/** `marginalia update --docs <dir>`: from newer pages to a client, with one summary of what that changes. */
export const updateCommand = async (context: RunContext): Promise<CommandResult> => {
  const inputs = { disk: openDisk(context.root), read: new ReadFiles() };
  const lineOf = linesOnDemand(inputs.disk);
  context.progress('reading the pages, drafting …');
  const newer = newerPages(inputs, context, textOption(context, 'docs') ?? '');
  if (!newer.ok) return stopped(newer.diagnostics, lineOf, NOTHING_WRITTEN);
  const planned = planUpdate({
    inputs,
    newer: newer.value,
    withNew: context.options['new'] !== false,
    addPages: isSet(context, 'addPages'),
  });
  context.progress('');
  if (!planned.ok) return stopped(planned.diagnostics, lineOf, NOTHING_WRITTEN);
  // What was interrupted between the sources and the client, or edited in generated/, is mended like anything else.
  const isStale = planned.value.files.size === 0 && (await isClientStale(context));
  const plan: UpdatePlan = { ...planned.value, isStale };
  const decision = await decide(context, plan);
  const refused = isAgreed(decision) ? await carryOut(context, plan) : undefined;
  if (refused !== undefined) return { ...refused, consequence: NOTHING_WRITTEN };
  const state = decision === 'agreed' ? 'written' : decision === 'agreed-when-asked' ? 'written-as-shown' : decision;
  return resultOf(context, { plan, state, diagnostics: planned.diagnostics });
};

/** Only where there is one: a project that never generated has nothing that could be stale. */
const isClientStale = async (context: RunContext): Promise<boolean> =>
  existsSync(resolve(context.root, 'generated')) &&
  (await generateCommand({ ...context, options: { check: true } })).exitCode === 1;

type Decision = 'agreed' | 'agreed-when-asked' | Exclude<UpdateState, 'written' | 'written-as-shown' | 'asked'>;

const isAgreed = (decision: Decision): boolean => decision === 'agreed' || decision === 'agreed-when-asked';

/** Asks where somebody can answer; elsewhere only `--yes` lets it write. */
const decide = async (context: RunContext, plan: UpdatePlan): Promise<Decision> => {
  if (plan.files.size === 0 && plan.isStale !== true) return 'nothing-to-do';
  if (isSet(context, 'dryRun')) return 'dry-run';
  if (isSet(context, 'yes')) return 'agreed';
  if (context.ask === undefined) return 'not-asked';
  const question =
    plan.isStale === true
      ? 'Generate the client?'
      : `Write ${plural(plan.files.size, 'file')} and generate the client?`;
  return (await context.ask((style) => describeUpdate(plan, 'asked', style), question))
    ? 'agreed-when-asked'
    : 'declined';
};

/** Writes the plan and generates; when the client cannot be generated, the files are put back as they were. */
const carryOut = async (context: RunContext, plan: UpdatePlan): Promise<CommandResult | undefined> => {
  const undo = writeTogether(context.root, plan.files);
  // Ctrl-C between the sources and the client would leave the one new and the other old.
  const forget = context.onStop((end) => {
    undo();
    end();
  });
  try {
    const generated = await generateCommand({ ...context, options: {} });
    if (generated.exitCode !== 2) return undefined;
    undo();
    return generated;
  } catch (error) {
    undo();
    throw error;
  } finally {
    forget();
  }
};

interface Ended {
  readonly plan: UpdatePlan;
  readonly state: UpdateState;
  readonly diagnostics: readonly Diagnostic[];
}

const resultOf = (context: RunContext, { plan, state, diagnostics }: Ended): CommandResult => {
  const { news, drafts, pages, obsolete, client, drift } = plan;
  const isOpen = state === 'not-asked' || drift.unwaived > 0;
  const isMarkdown = textOption(context, 'format') === 'markdown';
  return {
    exitCode: isOpen ? 1 : 0,
    // What is not reviewed yet stands in the summary, point by point.
    diagnostics: diagnostics.filter(({ code }) => code !== 'merge/unreviewed'),
    data: {
      state,
      news,
      drafts,
      pages,
      obsolete,
      client,
      drift,
      written: state.startsWith('written') ? [...plan.files.keys()] : [],
    },
    text: (style) => (isMarkdown ? markdownUpdate(plan, state) : describeUpdate(plan, state, style)),
    isDocument: isMarkdown,
    lineOf: linesOnDemand(openDisk(context.root)),
  };
};
