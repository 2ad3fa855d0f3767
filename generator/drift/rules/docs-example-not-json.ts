import type { ExampleFact } from '../../docs/types.js';
import type { PageRule } from '../topic.js';

/** Remarks and ellipses explain an example; everything else that JSON does not have is a mistake in it. */
const REMARKS: readonly string[] = ['comment', 'ellipsis'];

const mistakes = (example: ExampleFact): ExampleFact['repairs'] =>
  example.repairs.filter((repair) => !REMARKS.includes(repair.kind));

/** An example that no JSON parser reads, remarks apart. */
export const docsExampleNotJson: PageRule = {
  id: 'docs-example-not-json',
  severity: 'cosmetic',
  check: (facts) =>
    facts.examples.flatMap((example) => {
      const [first, ...others] = mistakes(example);
      if (!first) return [];
      return [
        {
          where: ['responses'],
          subject: example.label ?? '',
          shown: `${first.kind.replaceAll('-', ' ')}${first.text === '' ? '' : `: ${first.text}`}`,
          quote: mistakes(example)
            .map((repair) => `${repair.kind} ${repair.text}`.trim())
            .join('; '),
          at: first.at,
          others: others.map((repair) => ({ at: repair.at, message: repair.kind.replaceAll('-', ' ') })),
        },
      ];
    }),
};
