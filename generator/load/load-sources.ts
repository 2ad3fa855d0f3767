import { createHash } from 'node:crypto';
import { failed, outcomeOf, type Diagnostic, type Outcome } from '../core/diagnostic.js';
import { LineTable } from '../core/position.js';
import type { SourceDoc, SourceFileRef } from '../core/source.js';
import { checkKind, emptyDocument } from './check-kind.js';
import { decodeText } from './decode.js';
import { parseTree } from './parse-tree.js';
import { resolveTree } from './resolve-tree.js';

/** Reads every source, YAML or JSON, and says all that is wrong with any of them. */
export const loadSources = (files: readonly SourceFileRef[]): Outcome<readonly SourceDoc[]> => {
  const outcomes = files.map(loadSource);
  const diagnostics = outcomes.flatMap((outcome) => outcome.diagnostics);
  return outcomeOf(
    outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : [])),
    diagnostics,
  );
};

const loadSource = (source: SourceFileRef): Outcome<SourceDoc> => {
  const outcome = readSource(source);
  return outcome.ok ? outcome : failed(...withUpstreamHint(outcome.diagnostics, source));
};

const readSource = (source: SourceFileRef): Outcome<SourceDoc> => {
  const decoded = decodeText(source);
  if (!decoded.ok) return decoded;
  const text = decoded.value;
  const lines = new LineTable(source.file, text);
  if (text.trim() === '' && source.role !== 'waivers') return failed(emptyDocument(lines));
  const parsed = parseTree(text, lines);
  if (!parsed.ok) return parsed;
  const tree = parsed.value;
  const diagnostics = [...checkKind(tree, source.role, lines), ...resolveTree(tree, lines)];
  const doc: SourceDoc = { file: source.file, role: source.role, text, sha256: sha256(source.bytes), tree, lines };
  return outcomeOf(doc, diagnostics);
};

/** A page with the document somewhere in it is what people most often have in hand when nothing can be read. */
const withUpstreamHint = (diagnostics: readonly Diagnostic[], source: SourceFileRef): readonly Diagnostic[] => {
  const [first, ...rest] = diagnostics;
  if (
    first === undefined ||
    source.role !== 'upstream' ||
    !['load/not-yaml', 'load/not-a-mapping'].includes(first.code)
  ) {
    return diagnostics;
  }
  if (!/^[^{].*\n(?:.*\n)*?openapi:/.test(new TextDecoder().decode(source.bytes))) return diagnostics;
  const hint = 'There is text around the document: `marginalia upstream <file>` takes the document out of its page.';
  return [{ ...first, hint }, ...rest];
};

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
