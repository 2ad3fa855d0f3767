import { openDisk } from './disk.js';
import { FileFault } from './file-fault.js';

/** Style and script of the HTML report, which the program brings along as files. */
export interface ReportParts {
  readonly css: string;
  readonly script: string;
}

/** Reads both; a missing one means that the installation is incomplete. */
export const readReportParts = (toolRoot: string): ReportParts => {
  const disk = openDisk(toolRoot);
  const textOf = (file: string): string => {
    const found = disk.read(`templates/report/${file}`);
    if (found.kind === 'bytes') return new TextDecoder().decode(found.bytes);
    throw brokenInstall(`templates/report/${file}`);
  };
  return { css: textOf('report.css'), script: textOf('report.js') };
};

const brokenInstall = (file: string): FileFault =>
  new FileFault({
    code: 'cli/broken-install',
    severity: 'error',
    message: `The program's own file ${file} is missing.`,
    hint: 'The installation is incomplete: check it out again.',
  });
