import type { PageRule } from '../topic.js';

/** A code that stands twice: who matches on the code alone takes one error for the other. */
export const docsDuplicateErrorCode: PageRule = {
  id: 'docs-duplicate-error-code',
  severity: 'cosmetic',
  check: ({ errors }) =>
    errors.flatMap((error, index) => {
      const code = error.code?.value;
      const first = errors.findIndex((each) => each.code !== undefined && each.code.value === code);
      const before = errors[first];
      if (code === undefined || !before || first === index) return [];
      const others = [{ at: before.at, message: `the first ${code}: ${before.message?.value ?? before.quote}` }];
      const shown = error.message?.value ?? error.quote;
      return [
        {
          where: ['x-error-codes', String(code)],
          subject: String(code),
          shown,
          quote: error.quote,
          at: error.at,
          others,
        },
      ];
    }),
};
