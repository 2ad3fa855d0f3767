/** A place in a file a person wrote or received. Lines and columns count from 1, as editors do. */
export interface Position {
  /** Path as it should be shown: relative to the project root, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly col: number;
}

/** `file:line:col`, the form that editors and terminals turn into a link. */
export const formatPosition = (at: Position): string => `${at.file}:${at.line}:${at.col}`;

/** Start offsets of every line of one text; turns offsets into lines and columns. */
export class LineTable {
  readonly #starts: readonly number[];

  constructor(
    readonly file: string,
    text: string,
  ) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  /** The position of a UTF-16 offset; columns count UTF-16 units, as editors do. */
  at(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { file: this.file, line: low + 1, col: offset - (this.#starts[low] ?? 0) + 1 };
  }
}
