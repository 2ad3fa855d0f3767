import { stripInvisible } from '../core/plain-text.js';
import type { RepairKind } from './types.js';

/** One value of an example. `token` is the text as written; `start` its offset. */
export type ExampleNode =
  | { readonly kind: 'object'; readonly members: readonly ExampleMember[]; readonly start: number }
  | { readonly kind: 'array'; readonly items: readonly ExampleNode[]; readonly start: number }
  /** Nothing, or an ellipsis, where a value should be. */
  | { readonly kind: 'missing'; readonly start: number }
  | { readonly kind: ScalarKind; readonly token: string; readonly start: number };

export type ScalarKind = 'string' | 'integer' | 'decimal' | 'boolean' | 'null';

export interface ExampleMember {
  readonly key: string;
  readonly start: number;
  readonly value: ExampleNode;
}

export interface Repair {
  readonly kind: RepairKind;
  readonly start: number;
  readonly text: string;
}

const OPENING_QUOTES: Readonly<Record<string, string>> = {
  '"': '"”',
  "'": "'’",
  '“': '”"',
  '”': '”"',
  '‘': "’'",
  '’': "’'",
};

/** Reads characters of one example and writes down everything in it that JSON does not have. */
export class ExampleScanner {
  at = 0;
  readonly repairs: Repair[] = [];

  constructor(readonly text: string) {}

  get char(): string {
    return this.text[this.at] ?? '';
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  repair(kind: RepairKind, start: number, text: string = this.text.slice(start, this.at)): void {
    this.repairs.push({ kind, start, text: text.trim().slice(0, 80) });
  }

  /** White space, `//`, `#` and block comments, and ellipses. */
  skipTrivia(): void {
    for (;;) {
      const start = this.at;
      if (/[\s\u200b-\u200f\u2060]/.test(this.char)) this.at += 1;
      else if (this.text.startsWith('//', start) || this.char === '#') this.#skipComment('\n');
      else if (this.text.startsWith('/*', start)) this.#skipComment('*/');
      else if (this.char === '…' || this.text.startsWith('...', start)) this.#skipEllipsis();
      else return;
      if (this.done) return;
    }
  }

  /** A comma in either width. True when there was one. */
  takeComma(): boolean {
    if (this.char !== ',' && this.char !== '，') return false;
    if (this.char === '，') this.repair('full-width', this.at, '，');
    this.at += 1;
    return true;
  }

  takeColon(): boolean {
    if (this.char !== ':' && this.char !== '：') return false;
    if (this.char === '：') this.repair('full-width', this.at, '：');
    this.at += 1;
    return true;
  }

  get startsString(): boolean {
    return Object.hasOwn(OPENING_QUOTES, this.char);
  }

  /** A string in any quotes; one that its line does not close ends there. Returns the characters between the quotes. */
  takeString(): string {
    const start = this.at;
    const closing = OPENING_QUOTES[this.char] ?? '"';
    if (this.char !== '"') this.repair('quotes', start, this.char);
    let end = start + 1;
    while (end < this.text.length && !closing.includes(this.text[end] ?? '') && this.text[end] !== '\n') {
      end += this.text[end] === '\\' ? 2 : 1;
    }
    const closed = end < this.text.length && this.text[end] !== '\n';
    this.at = Math.min(closed ? end + 1 : end, this.text.length);
    if (!closed) this.repair('unclosed-string', start);
    else if (this.char !== '' && closing[0] !== this.text[end]) this.repair('quotes', end, this.text[end] ?? '');
    return stripInvisible(this.text.slice(start + 1, end)).trimEnd();
  }

  /** Everything up to a separator, a bracket, a comment or the end of the line. */
  takeWord(): string {
    const start = this.at;
    while (!this.done && !/[,，:：{}[\]\n"]/.test(this.char) && !this.text.startsWith('//', this.at)) this.at += 1;
    return stripInvisible(this.text.slice(start, this.at)).trim();
  }

  #skipComment(end: string): void {
    const start = this.at;
    const stop = this.text.indexOf(end, start + 1);
    this.at = stop === -1 ? this.text.length : stop + (end === '\n' ? 0 : end.length);
    this.repair('comment', start);
  }

  #skipEllipsis(): void {
    const start = this.at;
    while (this.char === '…' || this.char === '.') this.at += 1;
    this.repair('ellipsis', start);
  }
}
