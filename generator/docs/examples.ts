import { plain } from '../core/plain-text.js';
import type { Position } from '../core/position.js';
import { collectFields, collectItems } from './example-fields.js';
import { parseExamples, type ParsedExample } from './example-parser.js';
import type { ExampleNode } from './example-scanner.js';
import type { CodeBlock, ContentBlock, ExampleFact, TextBlock } from './types.js';
import { saysNone } from './vocabulary.js';

export interface ReadExamples {
  readonly examples: readonly ExampleFact[];
  /** Blocks without an object or an array, unless the page says that there is no response; and how they begin. */
  readonly unread: readonly { readonly at: Position; readonly text: string }[];
}

/** The examples of a response section, each with the text above it as its label. */
export const readExamples = (blocks: readonly ContentBlock[]): ReadExamples => {
  const examples: ExampleFact[] = [];
  const unread: { readonly at: Position; readonly text: string }[] = [];
  let label: string | undefined;
  for (const block of blocks) {
    if (block.kind === 'text') label = labelOf(block.text);
    if (block.kind !== 'code' && !isBareExample(block)) continue;
    const parsed = parseExamples(block.text);
    const above = block.kind === 'code' ? label : undefined;
    const place = placesIn(block);
    const labelled = (example: ParsedExample): string | undefined =>
      example.label ?? (parsed.length > 1 ? example.remark : undefined) ?? above ?? example.remark;
    examples.push(...parsed.map((example) => toFact(example, { text: block.text, label: labelled(example), place })));
    if (parsed.length === 0 && !saysNone(block.text))
      unread.push({ at: block.at, text: plain(block.text.slice(0, 400)).slice(0, 60) });
    label = undefined;
  }
  return { examples, unread };
};

/** An answer that nobody marked as code: an object or a list from its first bracket to its last. */
export const isBareExample = (block: ContentBlock): block is TextBlock =>
  block.kind === 'text' &&
  block.style === 'paragraph' &&
  /^(?:\{[^{}]*[:：}]|\[\s*(?:[[{"\d\]-]|$))/.test(block.text) &&
  /[}\]]\s*;?$/.test(block.text);

const labelOf = (text: string): string | undefined => {
  const label = plain(text).replace(/\s*[:：]$/, '');
  return label === '' || label.length > 120 ? undefined : label;
};

interface Surroundings {
  readonly text: string;
  readonly label: string | undefined;
  readonly place: (offset: number) => Position;
}

const toFact = (example: ParsedExample, { text, label, place }: Surroundings): ExampleFact => {
  const items = collectItems(example.node);
  return {
    ...(label === undefined ? {} : { label }),
    at: place(example.start),
    repairs: example.repairs.map((repair) => ({ kind: repair.kind, at: place(repair.start), text: repair.text })),
    shape: shapeOf(example.node),
    ...(items.length > 0 ? { items } : {}),
    fields: collectFields(example.node).map(({ start, ...field }) => ({
      ...field,
      quote: lineOf(text, start),
      at: place(start),
    })),
  };
};

const shapeOf = (node: ExampleNode): string =>
  node.kind === 'array' ? `[]${node.items[0] ? shapeOf(node.items[0]) : ''}` : '';

/** Turns offsets of a block into places on the page. */
const placesIn = (block: CodeBlock | TextBlock): ((offset: number) => Position) => {
  const starts = [0];
  for (let at = block.text.indexOf('\n'); at !== -1; at = block.text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    for (let high = starts.length - 1; low < high;) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const col = offset - (starts[low] ?? 0);
    return { file: block.at.file, line: block.at.line + low, col: col + (low === 0 ? block.at.col : 1) };
  };
};

const lineOf = (text: string, offset: number): string => {
  const end = text.indexOf('\n', offset);
  return text
    .slice(text.lastIndexOf('\n', offset - 1) + 1, end === -1 ? text.length : end)
    .trim()
    .slice(0, 200);
};
