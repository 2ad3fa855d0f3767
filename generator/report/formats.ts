import { renderGithub } from './github.js';
import { renderHtml } from './html.js';
import { renderJsonReport } from './json-report.js';
import { renderMarkdown } from './markdown.js';
import type { Report } from './model.js';
import { renderSarif } from './sarif.js';
import { renderTerminal } from './terminal.js';
import type { ReportView } from './view.js';

export type { ReportView } from './view.js';

/** What `--format` takes. */
export const REPORT_FORMATS = ['text', 'json', 'sarif', 'github', 'markdown', 'html'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export const isReportFormat = (name: string): name is ReportFormat =>
  (REPORT_FORMATS as readonly string[]).includes(name);

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
