import type { Location, PhysicalLocation } from 'sarif';
import type { Position } from '../core/position.js';
import type { ReportSide } from './model.js';
import { printable } from './printable.js';
import type { LineLookup } from './render-diagnostic.js';

/** The folder that relative addresses begin at: the root of the repository, as code scanning understands it. */
export const SOURCE_ROOT = 'SRCROOT';

/** A snippet is there to recognise the line by; a minified source is no snippet. */
const LONGEST_SNIPPET = 400;

/** A place as code scanning shows it: the file, from the column to the end of the line, and the line's text. */
export const physicalLocation = (at: Position, lineOf: LineLookup): PhysicalLocation => {
  const line = lineOf(at.file, at.line)?.trimEnd();
  return {
    artifactLocation: artifact(at.file),
    region: {
      startLine: at.line,
      startColumn: at.col,
      ...(line === undefined || line.length < at.col ? {} : { endColumn: line.length + 1 }),
      ...(line === undefined || line.length > LONGEST_SNIPPET ? {} : { snippet: { text: printable(line) } }),
    },
  };
};

export const relatedLocation = (side: ReportSide, id: number, lineOf: LineLookup): Location => ({
  id,
  physicalLocation: physicalLocation(side.at, lineOf),
  message: message(side.quote === undefined ? side.label : `${side.label}: ${side.quote}`),
});

/**
 * Text of a message. Braces are placeholders in SARIF and are doubled to stand for themselves; `[text](address)` would
 * be a link, and what a page says must not become one.
 */
export const message = (text: string): { readonly text: string } => ({
  text: printable(text).replaceAll('](', '] (').replace(/[{}]/g, '$&$&') || '(no text)',
});

const artifact = (file: string): PhysicalLocation['artifactLocation'] =>
  file.startsWith('/') ? { uri: `file://${encodePath(file)}` } : { uri: encodePath(file), uriBaseId: SOURCE_ROOT };

/** Percent-encoded segment by segment. What is no Unicode cannot be encoded and is replaced. */
const encodePath = (file: string): string =>
  file
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map((segment) => encodeURIComponent(segment).replace(/[!'()*]/g, encodeUnit))
    .join('/');

const encodeUnit = (unit: string): string => `%${unit.charCodeAt(0).toString(16).toUpperCase()}`;
