import type { PageRule } from '../topic.js';

/** One name over two different errors: one of the two is mistaken. */
export const docsDuplicateErrorName: PageRule = {
  id: 'docs-duplicate-error-name',
  severity: 'cosmetic',
  check: ({ errors }) =>
    errors.flatMap((error, index) => {
      const name = error.name?.value;
      const first = errors.findIndex((each) => each.name !== undefined && each.name.value === name);
      const before = errors[first];
      if (name === undefined || !before || first === index) return [];
      const others = [{ at: before.at, message: `the first ${name}: ${before.message?.value ?? before.quote}` }];
      const shown = error.message?.value ?? error.quote;
      return [{ where: ['x-error-codes', name], subject: name, shown, quote: error.quote, at: error.at, others }];
    }),
};
