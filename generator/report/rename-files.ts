import type { Position } from '../core/position.js';
import type { Report } from './model.js';

/** The report with every file under another name: as seen from another folder than the project. */
export const renameFiles = (report: Report, nameOf: (file: string) => string): Report => {
  const renamed = (at: Position): Position => ({ ...at, file: nameOf(at.file) });
  return {
    ...report,
    findings: report.findings.map((finding) => ({
      ...finding,
      sides: finding.sides.map((side) => ({ ...side, at: renamed(side.at) })),
      ...(finding.waived === undefined ? {} : { waived: { ...finding.waived, at: renamed(finding.waived.at) } }),
    })),
    notes: report.notes.map((note) => (note.at === undefined ? note : { ...note, at: renamed(note.at) })),
  };
};
