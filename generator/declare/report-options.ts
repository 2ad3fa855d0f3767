import { normalize } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ReportFile } from '../commands/report-result.js';
import { pathFlag } from './declared.js';
import { REPORT_FORMATS, type ReportFormat } from '../report/format-names.js';

/** For every command that compares: how to print, and what to write beside it. */
export const reportOptions = (command: Command): Command =>
  command
    .addOption(new Option('--format <format>', 'how to print it').choices([...REPORT_FORMATS]).default('text'))
    .addOption(
      new Option('--report <format=file>', 'write a report into a file as well; may be given several times').argParser(
        collectReport,
      ),
    )
    .addOption(
      pathFlag('--paths-from <dir>', 'name files in the report as seen from this folder (default: the project)'),
    );

const collectReport = (value: string, before: readonly ReportFile[] | undefined): readonly ReportFile[] => {
  const [format = '', ...rest] = value.split('=');
  const path = rest.join('=');
  if (!(REPORT_FORMATS as readonly string[]).includes(format))
    throw new InvalidArgumentError(`"${format}" is no format; there are ${REPORT_FORMATS.join(', ')}.`);
  if (path === '') throw new InvalidArgumentError('Write a format, = and a file, such as sarif=drift.sarif.');
  if (before?.some((other) => normalize(other.path) === normalize(path)))
    throw new InvalidArgumentError(`"${path}" is named twice; give each report a file of its own.`);
  return [...(before ?? []), { format: format as ReportFormat, path }];
};
