import { DRIFT_SEVERITIES } from '../drift/types.js';
import { isOpen } from './group-findings.js';
import { languagesOf } from './html-finding.js';
import { html, type Markup } from './html-markup.js';
import type { ReportFinding } from './model.js';
import { LANGUAGE_NAMES } from '../core/language.js';
import { SEVERITY_WORDS } from './words.js';

/**
 * The filters. They are native controls, so that a keyboard and a screen reader work them like every other form. Without
 * JavaScript they would do nothing: the script shows them.
 */
export const filtersOf = (findings: readonly ReportFinding[]): Markup =>
  html`<form id="filters" class="filters" role="search" aria-label="Findings" hidden>
    <p class="field">
      <label for="text">Text</label>
      <input id="text" name="text" type="search" autocomplete="off" spellcheck="false" aria-describedby="keys" />
    </p>
    <fieldset>
      <legend>State</legend>
      ${statesOf(findings)}
    </fieldset>
    <fieldset>
      <legend>Severity</legend>
      ${severitiesOf(findings)}
    </fieldset>
    <p class="field">
      <label for="rule">Rule</label>
      <select id="rule" name="rule">
        <option value="" data-label="all rules">all rules (${findings.length})</option>
        ${ruleOptions(findings)}
      </select>
    </p>
    <p class="field">
      <label for="language">Language</label>
      <select id="language" name="language">
        <option value="" data-label="any language">any language (${findings.length})</option>
        ${languageOptions(findings)}
      </select>
    </p>
    <p class="field inline">
      <label><input type="checkbox" name="sources" checked /> source excerpts</label>
    </p>
    <p class="buttons"><button type="reset">Reset filters</button></p>
    <p class="keys" id="keys"><kbd>/</kbd> search, <kbd>j</kbd> <kbd>k</kbd> next and previous finding</p>
  </form> `;

const statesOf = (findings: readonly ReportFinding[]): readonly Markup[] => {
  const open = findings.filter(isOpen).length;
  const counts = { open, waived: findings.length - open, all: findings.length };
  const chosen = open > 0 || findings.length === 0 ? 'open' : 'all';
  return (['open', 'waived', 'all'] as const).map((state) => {
    const label = html`${state} <span class="count" data-count="state ${state}">${counts[state]}</span>`;
    return state === chosen
      ? html`<label><input type="radio" name="state" value="${state}" checked /> ${label}</label>`
      : html`<label><input type="radio" name="state" value="${state}" /> ${label}</label>`;
  });
};

const severitiesOf = (findings: readonly ReportFinding[]): readonly Markup[] =>
  DRIFT_SEVERITIES.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return html`<label class="${severity}"
      ><input type="checkbox" name="severity" value="${severity}" checked />
      <span class="dot"></span> ${SEVERITY_WORDS[severity]}
      <span class="count" data-count="severity ${severity}">${count}</span></label
    >`;
  });

const ruleOptions = (findings: readonly ReportFinding[]): readonly Markup[] => {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([rule, count]) => html`<option value="${rule}" data-label="${rule}">${rule} (${count})</option>`);
};

const languageOptions = (findings: readonly ReportFinding[]): readonly Markup[] =>
  (['en', 'zh'] as const).map((language) => {
    const count = findings.filter((finding) => languagesOf(finding).includes(language)).length;
    const label = LANGUAGE_NAMES[language];
    return html`<option value="${language}" data-label="${label}">${label} (${count})</option>`;
  });
