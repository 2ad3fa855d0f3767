/**
 * Prose that may be written into comments and documents. Like the names, it can be made here only: line ends are one
 * kind, and characters that hide or reorder what a reader sees are gone. What a comment or a Markdown file needs
 * beyond that is the printers' work, because it differs between them.
 */

/** C0 and C1 controls but tab and line feed, zero-width and direction marks, byte order mark, unpaired surrogates. */
const HIDDEN =
  /[\0-\u0008\u000b-\u001f\u007f-\u009f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc]|\p{Cs}/gu;

/** `\r\n`, `\r` and the separators that editors and JavaScript also take for a line end. */
const LINE_END = /\r\n|[\r\u000b\u000c\u0085\u2028\u2029]/g;

export class DocText {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  /** Any text, made harmless to read; never fails. */
  static from(raw: string): DocText {
    const lines = raw.replace(LINE_END, '\n').replace(HIDDEN, '').replaceAll('\t', ' ').split('\n');
    return new DocText(
      lines
        .map((line) => line.trimEnd())
        .join('\n')
        .replace(/\n{3,}/g, '\n\n')
        .trim(),
    );
  }

  static is(value: unknown): value is DocText {
    return typeof value === 'object' && value !== null && #text in value;
  }

  get text(): string {
    return this.#text;
  }

  get isEmpty(): boolean {
    return this.#text === '';
  }

  toString(): string {
    return this.#text;
  }

  toJSON(): string {
    return this.#text;
  }
}

/** Prose with values in it: ``doc`Weight: ${weight}` ``. */
export const doc = (parts: TemplateStringsArray, ...values: readonly (DocText | string | number)[]): DocText =>
  DocText.from(String.raw({ raw: parts }, ...values.map(String)));

/** A value as a code span, which no character of the value can end. */
export const code = (value: string | number | boolean): DocText =>
  DocText.from(`\`${DocText.from(String(value)).text.replaceAll('`', "'").replaceAll('\n', ' ')}\``);
