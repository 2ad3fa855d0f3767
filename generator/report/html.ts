import { createHash } from 'node:crypto';
import { formatPosition, type Position } from '../core/position.js';
import { fingerprint } from './fingerprint.js';
import { groupFindings, isOpen, type FindingGroup } from './group-findings.js';
import { filtersOf } from './html-filters.js';
import { findingOf, type PlacedFinding } from './html-finding.js';
import { html, Markup } from './html-markup.js';
import type { Report, ReportFinding, ReportNote } from './model.js';
import type { ReportView } from './view.js';
import { plural, NOTE_WORDS, SEVERITY_WORDS } from './words.js';

type HtmlView = Pick<ReportView, 'lineOf' | 'rules' | 'version' | 'css' | 'script'>;

interface PlacedGroup {
  readonly name: string;
  readonly id: string;
  readonly findings: readonly PlacedFinding[];
}

/**
 * One page that asks the network for nothing. Its policy names the hashes of its own style and script, so that even a
 * tag or a handler that slipped through would not run. All is in the page without the script, which only filters.
 */
export const renderHtml = (report: Report, view: HtmlView): string => {
  const css = Markup.element('style', unixLines(view.css));
  const script = Markup.element('script', unixLines(view.script));
  const rules = [...new Set(report.findings.map(({ rule }) => rule))].sort();
  const groups = placeGroups(report.findings, rules);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        ${Markup.policy(policyOf(view))}
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${report.title} · Marginalia</title>
        ${css}
      </head>
      <body>
        <a class="skip" href="#findings">Skip to the findings</a>
        ${headerOf(report)}
        <div class="layout">
          <aside class="panel" aria-label="Filters and contents">
            <details id="panel" open>
              <summary>Filters and operations</summary>
              ${filtersOf(report.findings)}${contentsOf(groups)}
            </details>
          </aside>
          <main id="findings" tabindex="-1">
            <h2 class="status-line"><span id="status" role="status">${shownAtFirst(report.findings)}</span></h2>
            <p id="none" class="none" hidden>
              No finding matches the filters. <button type="button" id="reset">Reset filters</button>
            </p>
            ${groups.map((group) => groupOf(group, view))}${notesOf(report.notes)}${rulesOf(rules, view)}
          </main>
        </div>
        <footer>
          <p>Made by Marginalia ${view.version ?? ''}, <code>marginalia ${report.command}</code>.</p>
        </footer>
        ${script}
      </body>
    </html> `.toString();
};

/** A browser reads line ends as one kind before it compares hashes. */
const unixLines = (text: string): string => `\n${text.replace(/\r\n?/g, '\n').trim()}\n`;

const policyOf = ({ css, script }: HtmlView): readonly string[] => [
  "default-src 'none'",
  `style-src ${hashOf(css)}`,
  `script-src ${hashOf(script)}`,
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
];

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(unixLines(text)).digest('base64')}'`;

const headerOf = ({ title, summary, findings }: Report): Markup =>
  html`<header class="top">
    <div>
      <p class="brand">Marginalia</p>
      <h1>${title}</h1>
      <p class="verdict ${findings.some(isOpen) ? 'bad' : 'good'}">${summary}</p>
    </div>
    <button type="button" id="theme" hidden>Theme: system</button>
  </header> `;

const shownAtFirst = (findings: readonly ReportFinding[]): string => plural(findings.length, 'finding');

/** Ids are made of fingerprints, so that a link into the page still leads there after the next run. */
const placeGroups = (findings: readonly ReportFinding[], rules: readonly string[]): readonly PlacedGroup[] => {
  const taken = new Map<string, number>();
  const idOf = (finding: ReportFinding): string => {
    const id = `f-${fingerprint(finding).slice(0, 12)}`;
    const times = (taken.get(id) ?? 0) + 1;
    taken.set(id, times);
    return times === 1 ? id : `${id}-${times}`;
  };
  const place = ({ name, findings: members }: FindingGroup, index: number): PlacedGroup => ({
    name,
    id: `g-${index + 1}`,
    findings: members.map((finding) => ({ finding, id: idOf(finding), ruleId: ruleId(rules, finding.rule) })),
  });
  return groupFindings(findings).map(place);
};

const ruleId = (rules: readonly string[], rule: string): string => `rule-${rules.indexOf(rule) + 1}`;

const contentsOf = (groups: readonly PlacedGroup[]): Markup | undefined =>
  groups.length === 0
    ? undefined
    : html`<nav class="contents" aria-label="Operations">
        <h2>Operations</h2>
        <ol>
          ${groups.map(
            ({ name, id, findings }) =>
              html`<li><a href="#${id}">${name}</a> <span class="count">${findings.length}</span></li> `,
          )}
        </ol>
      </nav> `;

const groupOf = ({ name, id, findings }: PlacedGroup, view: HtmlView): Markup =>
  html`<section class="group" id="${id}" aria-labelledby="${id}-t" tabindex="-1">
    <h2 id="${id}-t"><code>${name}</code> <span class="count">${findings.length}</span></h2>
    ${findings.map((finding) => findingOf(finding, view.lineOf))}
  </section> `;

const notesOf = (notes: readonly ReportNote[]): Markup | undefined =>
  notes.length === 0
    ? undefined
    : html`<section class="notes" aria-labelledby="notes-t">
        <h2 id="notes-t">Notes</h2>
        <ul>
          ${notes.map(
            ({ kind, subject, message, at }) =>
              html`<li>
                <span class="mark">${NOTE_WORDS[kind]}</span> <code>${subject}</code> ${message}${placeOf(at)}
              </li> `,
          )}
        </ul>
      </section> `;

const placeOf = (at: Position | undefined): Markup | undefined =>
  at === undefined ? undefined : html` <span class="place">${formatPosition(at)}</span>`;

const rulesOf = (rules: readonly string[], view: HtmlView): Markup | undefined =>
  rules.length === 0
    ? undefined
    : html`<section class="rules" aria-labelledby="rules-t">
        <h2 id="rules-t">Rules</h2>
        <dl>
          ${rules.map((id) => {
            const rule = view.rules?.find((each) => each.id === id);
            const severity = rule && html` <span class="mark">${SEVERITY_WORDS[rule.severity]}</span>`;
            return html`<div id="${ruleId(rules, id)}">
              <dt><code>${id}</code></dt>
              <dd>${rule?.summary ?? id.replaceAll('-', ' ')}${severity}</dd>
            </div> `;
          })}
        </dl>
      </section> `;
