/**
 * Where a slip costs money, and the tests that are there to notice it. A mutant of what is set up when a module loads
 * meets every one of these tests: what a room does not need would only cost time.
 */
const runtime = 'test/unit/runtime';
const answers = `${runtime}/send/answers.test.ts`;
const loads = `${runtime}/sign/modules.test.ts`;

export const ROOMS = {
  sign: {
    mutate: ['templates/runtime/sign/**/*.ts'],
    tests: [`${runtime}/{serialise,keys,vectors,security,wire}.test.ts`, `${runtime}/sign/**/*.test.ts`],
  },
  read: {
    mutate: ['templates/runtime/read/**/*.ts'],
    tests: [loads, `${runtime}/{errors,decode*,json*}.test.ts`, `${runtime}/read/**/*.test.ts`, answers],
  },
  retry: {
    mutate: ['templates/runtime/retry/**/*.ts'],
    tests: [loads, `${runtime}/retry/**/*.test.ts`, `${runtime}/{interceptors,connections}.test.ts`],
  },
  outcome: {
    mutate: ['templates/runtime/errors/outcome.ts', 'templates/runtime/call/life.ts'],
    tests: [
      ...[loads, `${runtime}/{outcome,interceptors,slips,signals,connections}.test.ts`],
      ...[`${runtime}/{call,errors}/**/*.test.ts`],
    ],
  },
  settle: {
    mutate: ['templates/runtime/settle/**/*.ts'],
    tests: [loads, `${runtime}/settle/**/*.test.ts`],
  },
  clock: {
    mutate: ['templates/runtime/clock/**/*.ts'],
    tests: [loads, `${runtime}/clock/**/*.test.ts`],
  },
};
