import { isScalar, isSeq, type Node } from 'yaml';
import { outcomeOf, type Diagnostic, type Outcome } from '../core/diagnostic.js';
import type { SourceDoc } from '../core/source.js';
import { entriesOf, offsetOf, valueAt } from '../core/yaml-tree.js';
import { RULE_IDS, type RuleId, type Waiver } from './types.js';

const FIELDS = ['rule', 'pointer', 'reason', 'docs', 'spec'] as const;

/** Rules whose findings cannot be waived: a waiver that no longer fits is taken out, not waived in turn. */
const NOT_WAIVABLE: readonly string[] = ['waiver-unused', 'waiver-stale'];

/**
 * Reads waiver files: `waivers: [{rule, pointer, reason, docs, spec}]`, where `spec` may be left out. An empty file has
 * none. Two waivers of the same thing are an error, in whichever files they stand.
 */
export const readWaivers = (...docs: readonly SourceDoc[]): Outcome<readonly Waiver[]> => {
  const diagnostics: Diagnostic[] = [];
  const waivers = docs.flatMap((doc) => {
    const reading: Reading = { doc, diagnostics };
    return listOf(reading).flatMap((entry) => readWaiver(reading, entry) ?? []);
  });
  diagnostics.push(...findTwins(waivers));
  return outcomeOf(waivers, diagnostics);
};

interface Reading {
  readonly doc: SourceDoc;
  readonly diagnostics: Diagnostic[];
}

const SHAPE =
  'The file holds one key, `waivers`: a list of entries with rule, pointer, reason and docs, and with spec if need be.';

const listOf = (reading: Reading): readonly unknown[] => {
  const root = reading.doc.tree.contents;
  if (root === null || (isScalar(root) && root.value === null)) return [];
  const list = isSeq(root) ? root : valueAt(root, 'waivers');
  for (const { key, offset } of entriesOf(root)) {
    if (key !== 'waivers')
      tell(reading, offset, { code: 'waiver-field', message: `"${key}" has no meaning here.`, hint: SHAPE });
  }
  if (isSeq(list)) return list.items;
  if (list !== null && list !== undefined && !(isScalar(list) && list.value === null)) {
    tell(reading, offsetOf(list), { code: 'waiver-list', message: 'The waivers are not a list.', hint: SHAPE });
  }
  return [];
};

const readWaiver = (reading: Reading, entry: unknown): Waiver | undefined => {
  const offset = offsetOf(entry);
  for (const field of entriesOf(entry)) {
    if (FIELDS.some((known) => known === field.key)) continue;
    const hint = `The fields of a waiver are ${FIELDS.join(', ')}.`;
    tell(reading, field.offset, { code: 'waiver-field', message: `A waiver has no field "${field.key}".`, hint });
  }
  const rule = readRule(reading, entry);
  const pointer = readText(reading, entry, { field: 'pointer', hint: 'Copy it from the finding.' });
  const reason = readText(reading, entry, {
    field: 'reason',
    hint: 'Say why this is kept, for whoever reads it in a year.',
  });
  const docs = readTexts(reading, entry);
  const spec = readSpec(reading, entry);
  if (rule === undefined || pointer === undefined || reason === undefined || docs === undefined) return undefined;
  return { rule, pointer, reason, docs, ...(spec === undefined ? {} : { spec }), at: reading.doc.lines.at(offset) };
};

const readRule = (reading: Reading, entry: unknown): RuleId | undefined => {
  const text = readText(reading, entry, { field: 'rule', hint: 'Copy it from the finding.' });
  if (text === undefined) return undefined;
  const rule = RULE_IDS.find((id) => id === text);
  if (rule && !NOT_WAIVABLE.includes(rule)) return rule;
  const message = rule ? `A finding of ${rule} cannot be waived.` : `There is no rule "${text}".`;
  const known = RULE_IDS.filter((id) => !NOT_WAIVABLE.includes(id)).join(', ');
  const hint = rule ? 'Remove or correct the waiver that it is about.' : `Rules: ${known}.`;
  tell(reading, offsetOf(valueAt(entry, 'rule')), { code: 'waiver-rule', message, hint });
  return undefined;
};

const readText = (
  reading: Reading,
  entry: unknown,
  { field, hint }: { readonly field: (typeof FIELDS)[number]; readonly hint: string },
): string | undefined => {
  const node = valueAt(entry, field);
  const text = textOf(node);
  if (text !== undefined && text.trim() !== '') return text.trim();
  const offset = node ? offsetOf(node) : offsetOf(entry);
  tell(reading, offset, { code: `waiver-${field}`, message: `This waiver has no ${field}.`, hint });
  return undefined;
};

/** One text, or a list of them: one for each language, as a rule. A page that is silent has none. */
const readTexts = (reading: Reading, entry: unknown): readonly string[] | undefined => {
  const node = valueAt(entry, 'docs');
  const nodes: readonly unknown[] = isSeq(node) ? node.items : [node];
  const texts = nodes.map((each) => textOf(each as Node | null | undefined));
  if (node !== null && node !== undefined && texts.every((text) => text !== undefined))
    return texts.filter((text) => text !== undefined);
  tell(reading, node ? offsetOf(node) : offsetOf(entry), {
    code: 'waiver-docs',
    message: 'This waiver does not say which text of the page it rests on.',
    hint: 'Copy the texts of the page from the finding, `[]` where it has none. When they change, the waiver lapses.',
  });
  return undefined;
};

/** The value of the spec that was judged, where the waiver names one. */
const readSpec = (reading: Reading, entry: unknown): string | undefined => {
  const field = entriesOf(entry).find(({ key }) => key === 'spec');
  const text = textOf(valueAt(entry, 'spec'));
  if (field && text === undefined) {
    tell(reading, field.offset, {
      code: 'waiver-spec',
      message: 'The `spec` of this waiver is no single value.',
      hint: 'Give the value that the merged spec has at the pointer, or leave `spec` out.',
    });
  }
  return text;
};

const textOf = (node: Node | null | undefined): string | undefined => {
  if (!isScalar(node) || node.value === null) return undefined;
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
};

const findTwins = (waivers: readonly Waiver[]): readonly Diagnostic[] => {
  const firsts = new Map<string, Waiver>();
  return waivers.flatMap((waiver) => {
    const key = `${waiver.rule} ${waiver.pointer}`;
    const before = firsts.get(key);
    if (!before) firsts.set(key, waiver);
    return before ? [twin(waiver, before)] : [];
  });
};

const twin = (waiver: Waiver, before: Waiver): Diagnostic => ({
  code: 'drift/waiver-twice',
  severity: 'error',
  message: `There are two waivers for ${waiver.rule} at ${waiver.pointer}.`,
  at: waiver.at,
  related: [{ at: before.at, message: 'the first one' }],
  hint: 'Keep one of them.',
});

const tell = (
  reading: Reading,
  offset: number,
  { code, message, hint }: { readonly code: string; readonly message: string; readonly hint: string },
): void => {
  const at = reading.doc.lines.at(offset);
  reading.diagnostics.push({ code: `drift/${code}`, severity: 'error', message, at, hint });
};
