import type { Diagnostic } from '../core/diagnostic.js';

/**
 * What is wrong with the arguments, from the sentence of the argument parser: `error: unknown option '--chek'\n(Did you
 * mean --check?)`.
 */
export const usageFault = (sentence: string, command: string | undefined): Diagnostic => {
  const [first = '', ...more] = sentence.replace(/^error: /, '').split('\n');
  const advice = more.map((line) => line.replace(/^\((.*)\)$/, '$1')).filter((line) => line !== '');
  const help = command === undefined ? 'marginalia --help' : `marginalia ${command} --help`;
  return {
    code: 'cli/usage',
    severity: 'error',
    message: `${first.charAt(0).toUpperCase()}${first.slice(1)}${/[.?!]$/.test(first) ? '' : '.'}`,
    hint: [...advice, `"${help}" explains it.`].join(' '),
  };
};
