import type { LoneRule } from '../topic.js';

/** One topic, two languages that contradict each other. A finding has the severity of its topic. */
export const docsInconsistentLanguages: LoneRule<'docs-inconsistent-languages'> = {
  id: 'docs-inconsistent-languages',
  severity: 'refused',
};
