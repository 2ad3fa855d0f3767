import type { ReportFormat } from './format-names.js';
import { renderGithub } from './github.js';
import { renderHtml } from './html.js';
import { renderJsonReport } from './json-report.js';
import { renderMarkdown } from './markdown.js';
import type { Report } from './model.js';
import { renderSarif } from './sarif.js';
import { renderTerminal } from './terminal.js';
import type { ReportView } from './view.js';

export { isReportFormat, REPORT_FORMATS, type ReportFormat } from './format-names.js';
export type { ReportView } from './view.js';

/** The report in one format. Pure: the same report and view give the same bytes. */
export const renderReport = (format: ReportFormat, report: Report, view: ReportView): string =>
  RENDERERS[format](report, view);

const RENDERERS: Readonly<Record<ReportFormat, (report: Report, view: ReportView) => string>> = {
  text: renderTerminal,
  json: renderJsonReport,
  sarif: renderSarif,
  github: renderGithub,
  markdown: renderMarkdown,
  html: renderHtml,
};
