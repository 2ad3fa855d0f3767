/** One block of the page in its Markdown form, with the line feeds that have to stand around it. */
export interface Piece {
  readonly kind: 'text' | 'example' | 'table';
  readonly text: string;
  readonly before: number;
  readonly after: number;
}

export const paragraph = (text: string): Piece => ({ kind: 'text', text, before: 2, after: 2 });
/** Examples begin with two lines of four spaces, right below what is above them. */
export const example = (text: string): Piece => ({ kind: 'example', text, before: 1, after: 2 });
export const heading = (text: string): Piece => ({ kind: 'text', text, before: 2, after: 1 });
/** Its last line is blank but for two spaces. */
export const table = (text: string): Piece => ({ kind: 'table', text, before: 2, after: 1 });

export const joinPieces = (pieces: readonly Piece[]): string => {
  let text = '';
  let above: Piece | undefined;
  for (const piece of pieces) {
    text += above ? '\n'.repeat(lineFeeds(above, piece)) + besideExample(above, piece) : piece.text;
    above = piece;
  }
  return text.trimEnd();
};

const lineFeeds = (above: Piece, below: Piece): number => {
  if (above.kind === 'table') return 1;
  if (below.kind === 'example') {
    if (above.kind === 'example') return 2;
    return above.after > 2 ? above.after - 1 : 1;
  }
  return Math.max(above.after, below.before);
};

/** An inner item right below an example is indented like the example, and would be read as part of it. */
const besideExample = (above: Piece, { text }: Piece): string =>
  above.kind === 'example' ? text.replace(/^ {4,}(?=\*|\d)/, '  ') : text;

/** A list stands apart from what is around it. */
export const apart = (pieces: readonly Piece[], lines: { readonly before: number; readonly after: number }): Piece[] =>
  pieces.map((piece, index) => ({
    ...piece,
    before: index === 0 ? Math.max(piece.before, lines.before) : piece.before,
    after: index === pieces.length - 1 ? Math.max(piece.after, lines.after) : piece.after,
  }));

/** Text behind `>`. Examples stay outside: indented lines of a quote are none. */
export const quoted = (pieces: readonly Piece[]): Piece[] =>
  pieces.map((piece) => {
    if (piece.kind === 'example') return piece;
    const text = piece.text
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n');
    return { kind: 'text', text, before: Math.min(piece.before, 2), after: Math.min(piece.after, 2) };
  });
