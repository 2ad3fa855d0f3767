import type { Diagnostic } from '../core/diagnostic.js';
import type { Language } from '../core/language.js';
import type { Position } from '../core/position.js';

/** A page as it was read, before anything is taken from it: halves, sections, blocks. What they say: `types.ts`. */

export type { Language };

/** A captured page: Markdown with front matter, the English half, a line `---`, the Chinese half. */
export interface PageSource {
  readonly file: string;
  readonly text: string;
}

/** Something the page says, in a form to work with (`value`) and as a reader sees it (`quote`: no markup). */
export interface Fact<T = string> {
  readonly value: T;
  readonly quote: string;
  readonly at: Position;
}

/** `error-page`: something else was stored than the page, such as an HTML document, a JSON answer or a log-in page. */
export type PageState = 'read' | 'empty' | 'error-page';
/** `change-log`, `definitions`, `error-codes`: the prose pages of a family that hold facts of their own. */
export type PageKind = 'endpoint' | 'event' | 'change-log' | 'definitions' | 'error-codes' | 'prose';

export interface DocPage {
  readonly file: string;
  readonly state: PageState;
  readonly kind: PageKind;
  readonly frontMatter: FrontMatter;
  readonly halves: readonly PageHalf[];
  /** What is wrong with the page as a whole: empty, cut off, misfiled, of unclear identity. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface FrontMatter {
  readonly sourceUrl?: Fact;
  readonly updatedAt?: Fact;
  readonly apiType?: Fact;
}

/** One language of a page. */
export interface PageHalf {
  readonly language: Language;
  /** `margin_trading/trade/Margin-Account-New-Order`, from the page's own heading anchors. */
  readonly identity?: Fact;
  readonly sections: readonly Section[];
  /** Why this half may not be all of it, and where it ends. Nothing that is missing here counts as removed. */
  readonly incomplete?: Fact;
}

/** What a part of a page is for. `other` is a heading of no known use, which includes the title. */
export type SectionKind =
  | 'description'
  | 'request'
  | 'weight'
  | 'rate-limit'
  | 'parameters'
  | 'response'
  | 'response-table'
  | 'errors'
  | 'notes'
  | 'request-example'
  | 'event'
  | 'other';

export interface Section {
  readonly kind: SectionKind;
  /** 1 to 6 for a heading, 7 for a bold line that serves as one, 0 for what stands before the first heading. */
  readonly level: number;
  readonly heading: string;
  readonly at: Position;
  readonly blocks: readonly ContentBlock[];
}

export type ContentBlock = TableBlock | CodeBlock | TextBlock;
export type Block = HeadingBlock | ContentBlock;

export interface HeadingBlock {
  readonly kind: 'heading';
  readonly level: number;
  readonly text: string;
  /** `/docs/zh-CN/margin_trading/trade/…#http-request`. */
  readonly anchor?: string;
  readonly at: Position;
}

export interface TableBlock {
  readonly kind: 'table';
  readonly columns: readonly Cell[];
  readonly rows: readonly Row[];
  readonly at: Position;
}

/** One row: the cells that stand there, perhaps fewer than the columns. */
export interface Row {
  readonly cells: readonly Cell[];
  readonly at: Position;
}

/** `text` keeps its markup; the lines of a cell that runs over several are joined by line feeds. */
export interface Cell {
  readonly text: string;
  readonly at: Position;
}

/** `text` keeps the indentation, so that offsets in it lead back to lines and columns of the page. */
export interface CodeBlock {
  readonly kind: 'code';
  readonly text: string;
  readonly at: Position;
}

export interface TextBlock {
  readonly kind: 'text';
  readonly style: 'paragraph' | 'item' | 'quote';
  readonly text: string;
  readonly at: Position;
}
