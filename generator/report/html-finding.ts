import { formatPosition } from '../core/position.js';
import { sidesOf } from './html-excerpt.js';
import { html, type Hole, type Markup } from './html-markup.js';
import type { ReportFinding } from './model.js';
import type { LineLookup } from './render-diagnostic.js';
import { LANGUAGE_NAMES } from '../core/language.js';
import { SEVERITY_WORDS } from './words.js';

/** A finding with the address it has in the page, and that of its rule. */
export interface PlacedFinding {
  readonly finding: ReportFinding;
  readonly id: string;
  readonly ruleId: string;
}

/** The languages that a finding speaks of, for the filter. */
export const languagesOf = ({ sides }: ReportFinding): readonly ('en' | 'zh')[] =>
  (['en', 'zh'] as const).filter((language) => sides.some((side) => side.language === language));

export const findingOf = ({ finding, id, ruleId }: PlacedFinding, lineOf: LineLookup): Markup => {
  const { severity, rule, waived, message } = finding;
  const state = waived === undefined ? 'open' : 'waived';
  return html`<article
    class="finding ${severity} ${state}"
    id="${id}"
    tabindex="-1"
    aria-labelledby="${id}-t"
    data-severity="${severity}"
    data-rule="${rule}"
    data-state="${state}"
    data-languages="${languagesOf(finding).join(' ')}"
  >
    <header>
      <span class="severity">${waived === undefined ? SEVERITY_WORDS[severity] : 'waived'}</span>
      <a class="rule" href="#${ruleId}">${rule}</a>${languagesOf(finding).map(languageMark)}
      <a class="permalink" href="#${id}" aria-label="Link to this finding: ${rule}">#</a>
    </header>
    <h3 id="${id}-t">${withCode(message)}</h3>
    ${adviceOf(finding)}${sidesOf(finding.sides, lineOf)}${waiverOf(finding, id)}
  </article> `;
};

const languageMark = (language: 'en' | 'zh'): Markup => html` <span class="mark">${LANGUAGE_NAMES[language]}</span>`;

const adviceOf = ({ change, waived }: ReportFinding): Markup | undefined => {
  if (waived !== undefined)
    return html`<p class="advice">
      <b>Kept because</b> ${waived.reason} <span class="place">${formatPosition(waived.at)}</span>
    </p> `;
  return change === undefined ? undefined : html`<p class="advice"><b>What to do</b> ${withCode(change)}</p> `;
};

/** Our messages set names and values in back-ticks. */
const withCode = (text: string): readonly Hole[] =>
  text.split(/`([^`]+)`/).map((piece, index) => (index % 2 === 1 ? html`<code>${piece}</code>` : piece));

const waiverOf = ({ waiver, waived }: ReportFinding, id: string): Markup | undefined =>
  waiver === undefined || waived !== undefined
    ? undefined
    : html`<details class="waiver">
        <summary>Keep it on purpose</summary>
        <p>
          <span
            >An entry for <code>spec/waivers.yaml</code> or a file in <code>spec/waivers/</code>; write the reason into
            it.</span
          >
          <button type="button" class="copy" data-copies="${id}-w" hidden>Copy waiver</button>
        </p>
        <pre id="${id}-w">${waiver.trimEnd()}</pre>
      </details> `;
