import type { CoverageReport } from '../coverage/types.js';
import { formatPosition } from '../core/position.js';
import { printable } from './printable.js';
import type { Style } from './style.js';
import { plural } from './words.js';

/** The report for people: a line for each part of the client, then what is missing anywhere. */
export const describeCoverage = (report: CoverageReport, style: Style): readonly string[] => [
  ...report.families.map(
    ({ family, operations, documented, generated, called }) =>
      `${style.strong(`client.${printable(family)}`.padEnd(22))} ${plural(operations, 'operation')}: ${documented} documented, ` +
      `${generated} generated, ${called} called through the packed client`,
  ),
  ...report.missing.map(
    ({ request, at }) => `${style.error('not in the spec')} ${printable(request)} (${formatPosition(at)})`,
  ),
  ...report.operations.flatMap(({ request, name, isGenerated, isCalled }) => [
    ...(isGenerated ? [] : [`${style.error('not generated')} ${printable(name)}, ${printable(request)}`]),
    ...(isCalled || isNoneCalled(report)
      ? []
      : [`${style.error('not called')} ${printable(name)}, ${printable(request)}`]),
  ]),
  ...(isNoneCalled(report)
    ? ['Nothing was called yet: "npm run coverage" runs the contract tests before it counts.']
    : []),
  '',
  sentenceOf(report),
];

const isNoneCalled = ({ operations }: CoverageReport): boolean => operations.every(({ isCalled }) => !isCalled);

const sentenceOf = ({ documented, missing, operations }: CoverageReport): string => {
  const count = (is: 'isGenerated' | 'isCalled'): number => operations.filter((one) => one[is]).length;
  const later = operations.filter(({ isDocumented }) => !isDocumented).length;
  return (
    `${documented - missing.length} of ${plural(documented, 'documented endpoint')} in the spec` +
    `${later === 0 ? '' : `, and ${later} more that these pages do not have`}; ` +
    `${count('isGenerated')} of ${operations.length} generated, ${count('isCalled')} of ${operations.length} called.`
  );
};
