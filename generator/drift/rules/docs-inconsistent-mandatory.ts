import type { PageRule } from '../topic.js';

/** The column says YES, the description says when it is not needed: a default, or a case it is for. */
export const docsInconsistentMandatory: PageRule = {
  id: 'docs-inconsistent-mandatory',
  severity: 'mistyped',
  check: (facts) =>
    (facts.parameters?.rows ?? []).flatMap(({ name, mandatory, quote, at }) =>
      mandatory?.value === 'yes' && mandatory.because !== undefined
        ? [{ where: ['parameters', name, 'required'], subject: name, shown: mandatory.because, quote, at }]
        : [],
    ),
};
