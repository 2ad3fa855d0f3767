import type { CoverageReport, FamilyCoverage } from './types.js';

const BEGIN = '<!-- coverage:begin -->';
const END = '<!-- coverage:end -->';

/** The report as a table of Markdown, for a README. */
export const renderCoverage = (report: CoverageReport): string => {
  const total: FamilyCoverage = {
    family: '',
    operations: report.operations.length,
    documented: report.operations.filter(({ isDocumented }) => isDocumented).length,
    generated: report.operations.filter(({ isGenerated }) => isGenerated).length,
    called: report.operations.filter(({ isCalled }) => isCalled).length,
  };
  return [
    '| | documented | in the spec | of them documented | generated | called through the packed client |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...report.families.map((family) => rowFor(`\`client.${family.family}\``, family.documented, family)),
    rowFor('all', report.documented, total),
  ].join('\n');
};

const rowFor = (label: string, documented: number, counts: FamilyCoverage): string =>
  `| ${label} | ${documented} | ${counts.operations} | ${counts.documented} | ${counts.generated} | ${counts.called} |`;

/** Puts the table between the marks of a document; undefined where it has no marks. */
export const insertCoverage = (document: string, table: string): string | undefined => {
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (begin === -1 || end < begin) return undefined;
  return `${document.slice(0, begin + BEGIN.length)}\n\n${table}\n\n${document.slice(end)}`;
};
