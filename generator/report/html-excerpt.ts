import { formatPosition, type Position } from '../core/position.js';
import { html, type Markup } from './html-markup.js';
import type { ReportSide } from './model.js';
import type { LineLookup } from './render-diagnostic.js';
import { LANGUAGE_NAMES } from '../core/language.js';

/** Lines of context above and below the one that a place is on. */
const CONTEXT = 2;

/** A wider line is cut around the column, its neighbours at half of that. The page wraps what is left. */
const WIDEST = 320;

/** Spec and page next to each other: the spec (or the capture from before) on the left, the pages on the right. */
export const sidesOf = (sides: readonly ReportSide[], lineOf: LineLookup): Markup | undefined => {
  if (sides.length === 0) return undefined;
  const [left, right] = inColumns(sides);
  const column = (some: readonly ReportSide[]): Markup =>
    html`<div class="column">${some.map((side) => sideOf(side, lineOf))}</div>`;
  return right.length === 0
    ? html`<div class="sides">${column(left)}</div>`
    : html`<div class="sides">${column(left)}${column(right)}</div>`;
};

/** Where all speak for the same side, the first language stands against the other. */
const inColumns = (sides: readonly ReportSide[]): readonly [readonly ReportSide[], readonly ReportSide[]] => {
  const docs = sides.filter(({ kind }) => kind === 'docs');
  const others = sides.filter(({ kind }) => kind !== 'docs');
  if (docs.length > 0 && others.length > 0) return [others, docs];
  const first = sides[0]?.language;
  return [sides.filter(({ language }) => language === first), sides.filter(({ language }) => language !== first)];
};

const sideOf = (side: ReportSide, lineOf: LineLookup): Markup => {
  const language = side.language === undefined ? undefined : languageMark(side.language, side.label);
  return html`<figure class="side">
    <figcaption>
      <span class="label">${side.label}</span>${language} <span class="place">${formatPosition(side.at)}</span>
    </figcaption>
    ${excerptOf(side, lineOf) ?? quoteOf(side)}
  </figure>`;
};

/** The language as a mark of its own, unless the label names it already. */
const languageMark = (language: 'en' | 'zh', label: string): Markup | undefined =>
  label.includes(LANGUAGE_NAMES[language]) ? undefined : html` <span class="mark">${LANGUAGE_NAMES[language]}</span>`;

const quoteOf = ({ quote, language }: ReportSide): Markup | undefined =>
  quote === undefined ? undefined : html`<blockquote lang="${language ?? 'en'}">${quote}</blockquote>`;

interface Line {
  readonly number: number;
  readonly text: string;
}

const excerptOf = ({ at, language }: ReportSide, lineOf: LineLookup): Markup | undefined => {
  if (lineOf(at.file, at.line) === undefined) return undefined;
  const lines = linesAround(at, lineOf);
  const indent = Math.min(...lines.filter(({ text }) => text !== '').map(({ text }) => text.search(/\S/)), at.col - 1);
  const shown = lines.map(({ number, text }) =>
    number === at.line
      ? hit(number, text.slice(indent), at.col - 1 - indent)
      : html`<span class="line" data-line="${number}">${clip(withoutAnchors(text.slice(indent)))}</span>${'\n'}`,
  );
  return html`<pre class="source" lang="${language ?? 'en'}">${shown}</pre>`;
};

/** The line and its neighbours, without empty ones at the ends. */
const linesAround = (at: Position, lineOf: LineLookup): readonly Line[] => {
  const numbers = Array.from({ length: 2 * CONTEXT + 1 }, (_, index) => at.line - CONTEXT + index);
  const lines = numbers.flatMap((number) => {
    const text = number < 1 ? undefined : lineOf(at.file, number);
    return text === undefined ? [] : [{ number, text: text.replaceAll('\t', ' ').trimEnd() }];
  });
  const isKept = ({ number, text }: Line): boolean => number === at.line || text !== '';
  return lines.slice(lines.findIndex(isKept), lines.findLastIndex(isKept) + 1);
};

/** The line itself, marked from the column to its end. A wide one is cut around the column. */
const hit = (number: number, line: string, column: number): Markup => {
  const start = Math.max(0, Math.min(column, line.length));
  const from = line.length <= WIDEST ? 0 : Math.max(0, Math.min(start - WIDEST / 4, line.length - WIDEST));
  const before = `${from > 0 ? '…' : ''}${line.slice(from, start)}`;
  const after = `${line.slice(start, from + WIDEST)}${line.length > from + WIDEST ? '…' : ''}`;
  return html`<span class="line hit" data-line="${number}">${before}<mark>${after}</mark></span
    >${'\n'}`;
};

/** Neighbouring headings carry a link to themselves that no reader of the page sees. The line itself stays as it is. */
const withoutAnchors = (line: string): string =>
  line.replace(/\[[\u200b\ufffd ]{0,4}\]\((?:[^()\\]|\\.){0,1000}\)/g, '');

const clip = (line: string): string => (line.length > WIDEST / 2 ? `${line.slice(0, WIDEST / 2)}…` : line);
