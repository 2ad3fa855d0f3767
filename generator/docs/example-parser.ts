import {
  ExampleScanner,
  type ExampleMember,
  type ExampleNode,
  type Repair,
  type ScalarKind,
} from './example-scanner.js';

export interface ParsedExample {
  /** Words that stand above it in the same block. */
  readonly label?: string;
  /** The remark right above it. */
  readonly remark?: string;
  readonly node: ExampleNode;
  readonly start: number;
  readonly repairs: readonly Repair[];
}

/** Deeper nesting than any answer of the exchange; keeps the recursion far from the end of the stack. */
const MAX_DEPTH = 200;

/**
 * Reads the examples of one code block: JSON, and what people write for it. Every departure from JSON becomes a repair
 * with its place, and every number keeps its digits. Several values in a row are several examples.
 */
export const parseExamples = (text: string): readonly ParsedExample[] => {
  const scanner = new ExampleScanner(text);
  const examples: ParsedExample[] = [];
  while (!scanner.done) {
    const before = scanner.repairs.length;
    const label = skipToValue(scanner);
    if (scanner.done) break;
    const start = scanner.at;
    const remark = remarkIn(text, scanner.repairs.slice(before));
    const node = readValue(scanner, 0);
    examples.push({
      node,
      start,
      repairs: scanner.repairs.slice(before),
      ...(label === undefined ? {} : { label }),
      ...(remark === '' ? {} : { remark }),
    });
  }
  return examples;
};

/** Remarks on lines of their own. One behind the bracket of the example before speaks of that one. */
const remarkIn = (text: string, repairs: readonly Repair[]): string =>
  repairs
    .filter(({ kind, start }) => kind === 'comment' && startsLine(text, start))
    .map((repair) => repair.text.replace(/^(?:\/\/+|#+|\/\*+)\s*|\s*\*+\/$|\s*[:：]$/g, ''))
    .join(' ')
    .trim();

const startsLine = (text: string, at: number): boolean => /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, at - 80), at));

/** Words between examples (`OR`, `Response:`) are a label; anything else, such as a bracket too many, is a mistake. */
const skipToValue = (scanner: ExampleScanner): string | undefined => {
  const start = scanner.at;
  scanner.skipTrivia();
  const from = scanner.at;
  while (!scanner.done && scanner.char !== '{' && scanner.char !== '[') {
    if (scanner.startsString) scanner.takeString();
    else scanner.at += 1;
    scanner.skipTrivia();
  }
  const skipped = scanner.text.slice(from, scanner.at).trim();
  if (skipped === '' || scanner.at === start) return undefined;
  if (!scanner.done && /^[\p{L}][\p{L}\d ()'"._/-]{0,80}:?$/u.test(skipped)) return skipped.replace(/:$/, '');
  scanner.repair('stray-text', from, skipped);
  return undefined;
};

const readValue = (scanner: ExampleScanner, depth: number): ExampleNode => {
  if (depth < MAX_DEPTH) {
    if (scanner.char === '{') return readObject(scanner, depth);
    if (scanner.char === '[') return readArray(scanner, depth);
  }
  const start = scanner.at;
  if (/^[,，}\]]?$/.test(scanner.char)) {
    scanner.repair('missing-value', start, '');
    return { kind: 'missing', start };
  }
  if (scanner.startsString) return { kind: 'string', token: scanner.takeString(), start };
  const token = scanner.takeWord();
  if (token === '' && !scanner.done) scanner.at += 1;
  const kind = scalarKind(token);
  if (kind === 'word') scanner.repair('unquoted-word', start, token);
  return { kind: kind === 'word' ? 'string' : kind, token, start };
};

const scalarKind = (token: string): ScalarKind | 'word' => {
  if (token === 'true' || token === 'false') return 'boolean';
  if (token === 'null') return 'null';
  if (/^-?(?:0|[1-9]\d*)$/.test(token)) return 'integer';
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(token) ? 'decimal' : 'word';
};

const readArray = (scanner: ExampleScanner, depth: number): ExampleNode => {
  const start = scanner.at;
  const items: ExampleNode[] = [];
  scanner.at += 1;
  while (nextEntry(scanner, ']', items.length > 0)) items.push(readValue(scanner, depth + 1));
  closeWith(scanner, start, ']');
  return { kind: 'array', items, start };
};

const readObject = (scanner: ExampleScanner, depth: number): ExampleNode => {
  const start = scanner.at;
  const members: ExampleMember[] = [];
  const keys = new Set<string>();
  scanner.at += 1;
  while (nextEntry(scanner, '}', members.length > 0)) {
    const member = readMember(scanner, depth);
    if (!member) continue;
    if (keys.has(member.key)) scanner.repair('duplicate-key', member.start, member.key);
    keys.add(member.key);
    members.push(member);
  }
  closeWith(scanner, start, '}');
  return { kind: 'object', members, start };
};

const readMember = (scanner: ExampleScanner, depth: number): ExampleMember | undefined => {
  const start = scanner.at;
  const quoted = scanner.startsString;
  const key = quoted ? scanner.takeString() : scanner.takeWord();
  scanner.skipTrivia();
  if (!scanner.takeColon()) {
    if (scanner.at === start) scanner.at += 1;
    scanner.repair('stray-text', start);
    return undefined;
  }
  if (!quoted) scanner.repair('unquoted-key', start, key);
  scanner.skipTrivia();
  return { key, start, value: readValue(scanner, depth + 1) };
};

/** Moves to the next entry of a list. Says which commas are missing or too many on the way. */
const nextEntry = (scanner: ExampleScanner, closing: string, hasEntries: boolean): boolean => {
  const before = scanner.repairs.length;
  scanner.skipTrivia();
  const comma = scanner.at;
  let commas = 0;
  while (scanner.takeComma()) {
    commas += 1;
    scanner.skipTrivia();
  }
  const more = !scanner.done && scanner.char !== '}' && scanner.char !== ']';
  // An ellipsis stands for entries that are not shown, so the commas around it are nobody's mistake.
  const elided = scanner.repairs.slice(before).some((repair) => repair.kind === 'ellipsis');
  if (more && hasEntries && commas === 0 && !elided) scanner.repair('missing-comma', scanner.at, '');
  if (commas > (more && hasEntries ? 1 : 0) && !elided) scanner.repair('trailing-comma', comma, ',');
  return more && scanner.char !== closing;
};

/** A bracket of the other kind closes too: reading on would swallow what follows. */
const closeWith = (scanner: ExampleScanner, start: number, closing: string): void => {
  if (scanner.char === closing) scanner.at += 1;
  else if (scanner.done) scanner.repair('unclosed', start, scanner.text[start] ?? '');
  else {
    scanner.repair('stray-text', scanner.at, scanner.char);
    if (closing === '}') return;
    scanner.at += 1;
  }
};
