import type { ReportRule } from '../report/model.js';
import { CAPTURE_CHANGES, DEFINITION_CHANGES, ENDPOINT_CHANGES } from './rules/changes.js';
import { LONE_RULES, PAGE_RULES, SPEC_RULES } from './rules/index.js';
import type { ChangeRuleId, DriftSeverity, RuleId } from './types.js';
import { SUMMARIES } from './wording-summaries.js';

interface AnyRule {
  readonly id: RuleId | ChangeRuleId;
  readonly severity: unknown;
  readonly worst?: DriftSeverity;
}

const ALL: readonly AnyRule[] = [
  ...SPEC_RULES,
  ...PAGE_RULES,
  ...LONE_RULES,
  ...CAPTURE_CHANGES,
  ...ENDPOINT_CHANGES,
  ...DEFINITION_CHANGES,
];

const isSeverity = (severity: unknown): severity is DriftSeverity => typeof severity === 'string';

/** Every rule of `drift`, `docs diff` and `docs compare-languages` once, with the worst severity that it can have. */
export const RULES: readonly ReportRule[] = [...new Map(ALL.map((rule) => [rule.id, rule])).values()].map(
  ({ id, severity, worst }) => ({
    id,
    severity: isSeverity(severity) ? severity : (worst ?? 'refused'),
    summary: SUMMARIES[id],
  }),
);
