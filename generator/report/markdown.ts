import { formatPosition } from '../core/position.js';
import { DRIFT_SEVERITIES } from '../drift/types.js';
import { groupFindings, isOpen } from './group-findings.js';
import { code, codeBlock, htmlCode, text } from './markdown-text.js';
import type { Report, ReportFinding, ReportNote, ReportSide } from './model.js';
import { excerpt } from './render-diagnostic.js';
import { plain } from './style.js';
import type { ReportView } from './view.js';
import { plural, NOTE_WORDS, SEVERITY_WORDS } from './words.js';

type MarkdownView = Pick<ReportView, 'lineOf'>;

/** GitHub refuses a comment with more characters than 65,536. What is cut off is said in the room left below that. */
export const LONGEST_COMMENT = 65_536;
const ROOM = LONGEST_COMMENT - 1024;

/** Places shown of one finding. */
const SIDES = 6;

interface Block {
  readonly lines: string;
  /** How many findings go missing when this block does. */
  readonly findings: number;
}

/** For a pull request or a job summary: the verdict, a table of counts, then the findings of each operation. */
export const renderMarkdown = (report: Report, view: MarkdownView): string => {
  const open = report.findings.filter(isOpen);
  const waived = report.findings.filter((finding) => !isOpen(finding));
  const blocks: readonly Block[] = [
    { lines: `## ${text(report.title)}\n\n**${text(report.summary)}**`, findings: 0 },
    ...(open.length === 0 ? [] : [{ lines: describeCounts(open), findings: 0 }]),
    ...groupFindings(open).flatMap(({ name, findings }) =>
      findings.map((finding, index) => ({
        lines: `${index === 0 ? `### ${code(name)}\n\n` : ''}${describeFinding(finding, view)}`,
        findings: 1,
      })),
    ),
    ...listBlock(`${waived.length} kept by waivers`, waived.map(describeWaived)),
    ...listBlock(plural(report.notes.length, 'note'), report.notes.map(describeNote)),
  ];
  return fit(blocks, open.length);
};

/** Blocks from the first on until there is no room; a block that is cut off is never cut in the middle. */
const fit = (blocks: readonly Block[], open: number): string => {
  const kept: string[] = [];
  let length = 0;
  let shown = 0;
  for (const { lines, findings } of blocks) {
    if (length + lines.length + 2 > ROOM) break;
    kept.push(lines);
    length += lines.length + 2;
    shown += findings;
  }
  const hidden = open - shown;
  const rest = kept.length === blocks.length ? [] : [describeRest(hidden)];
  return `${[...kept, ...rest].join('\n\n')}\n`;
};

const describeRest = (hidden: number): string =>
  hidden === 0
    ? '_Lists of waived findings and notes are cut off: there is no room for them here._'
    : `**${hidden} more** not shown: there is no room for them here. Other formats of this report have all.`;

const describeCounts = (open: readonly ReportFinding[]): string => {
  const severities = DRIFT_SEVERITIES.filter((severity) => open.some((finding) => finding.severity === severity));
  const counts = severities.map((severity) => open.filter((finding) => finding.severity === severity).length);
  return [
    `| ${severities.map((severity) => SEVERITY_WORDS[severity]).join(' | ')} |`,
    `| ${severities.map(() => '--:').join(' | ')} |`,
    `| ${counts.join(' | ')} |`,
  ].join('\n');
};

const describeFinding = (finding: ReportFinding, view: MarkdownView): string => {
  const shown = finding.sides.slice(0, SIDES);
  const hidden = finding.sides.length - shown.length;
  const where = shown[0] && htmlCode(formatPosition(shown[0].at));
  return [
    `**${SEVERITY_WORDS[finding.severity]}** · ${code(finding.rule)} · ${text(finding.message)}`,
    ...(finding.change === undefined ? [] : [`What to do: ${text(finding.change)}`]),
    ...(where === undefined
      ? []
      : [
          `<details><summary>Where: ${where}</summary>`,
          codeBlock(shown.flatMap((side) => describeSide(side, view))),
          ...(hidden > 0 ? [`and ${plural(hidden, 'more place')}`] : []),
          '</details>',
        ]),
  ].join('\n\n');
};

const describeSide = ({ label, at }: ReportSide, { lineOf }: MarkdownView): readonly string[] => [
  label,
  ...excerpt(at, lineOf, plain),
];

/** A closed list, in blocks of a few entries, so that there is room for some of them where there is not for all. */
const listBlock = (title: string, entries: readonly string[]): readonly Block[] =>
  entries.length === 0
    ? []
    : [{ lines: `<details><summary>${title}</summary>\n\n${entries.join('\n')}\n\n</details>`, findings: 0 }];

const describeWaived = ({ rule, group, waived }: ReportFinding): string =>
  `- ${code(rule)} ${code(group)}: ${text(waived?.reason ?? '')}`;

const describeNote = ({ kind, subject, message }: ReportNote): string =>
  `- ${code(subject)} ${text(message || NOTE_WORDS[kind])}`;
