import { byCodeUnit, type MutableJson, type MutableObject } from '../core/mutable-json.js';
import { isObject, own, type Json } from '../core/json.js';
import type { MergedSpec } from '../merge/types.js';
import { familyOf, sectionOf, type Family } from './families.js';
import type { FileNames } from './file-names.js';
import type { EndpointGroup } from './group-endpoints.js';
import type { Names } from './naming.js';
import { operationObject, type OperationDraft } from './operation.js';
import { renderYaml } from './render-yaml.js';
import { Review, reviewLine } from './review.js';
import type { SchemeNames } from './schemes.js';
import type { DraftFile, ReviewItem } from './types.js';

export interface FragmentContext {
  readonly names: Names;
  readonly files: FileNames;
  readonly schemes: SchemeNames;
  readonly spec: MergedSpec | undefined;
  /** What the drafts call the file of a page. */
  readonly nameOf: (file: string) => string;
}

/** Fragments for operations that the spec lacks, one file for each part of a family. */
export const draftFragments = (drafts: readonly OperationDraft[], context: FragmentContext): readonly DraftFile[] => {
  const areas = new Map<string, OperationDraft[]>();
  for (const draft of drafts) {
    const stem = stemOf(draft.group);
    const known = areas.get(stem);
    if (known) known.push(draft);
    else areas.set(stem, [draft]);
  }
  return [...areas].sort(([a], [b]) => byCodeUnit(a, b)).map(([stem, some]) => draftFragment(stem, some, context));
};

const stemOf = (group: EndpointGroup): string => {
  const section = sectionOf(group);
  const { stem } = familyOf(group);
  return section === '' ? stem : `${stem}-${section}`;
};

const draftFragment = (stem: string, drafts: readonly OperationDraft[], context: FragmentContext): DraftFile => {
  const review: ReviewItem[] = [];
  const paths: Record<string, MutableObject> = {};
  for (const draft of drafts) {
    const { operation, more } = namedOperation(draft, context);
    paths[draft.group.path] = { ...paths[draft.group.path], [draft.group.method]: operation };
    review.push(...more, ...draft.review);
  }
  const [first] = drafts;
  if (!first) throw new RangeError('a fragment has an operation');
  const family = familyOf(first.group);
  const head = { openapi: '3.1.0', info: infoOf(family, first, drafts) };
  const list =
    review.length > 0 ? renderYaml({ review: review.map((item) => reviewLine(item, context.nameOf)) }, 0) : '';
  const text = `${renderYaml(head)}${list}${renderYaml(bodyOf(family, drafts, { paths, context }))}`;
  return {
    file: context.files.fragment(stem),
    text,
    kind: 'fragment',
    operations: drafts.map(({ group }) => group.label),
    review,
  };
};

/** The operation under its names; a name that is second choice, and a server that is a guess, are for review. */
const namedOperation = (
  draft: OperationDraft,
  { names, spec }: FragmentContext,
): { readonly operation: MutableObject; readonly more: readonly ReviewItem[] } => {
  const { group } = draft;
  const name = names.give(group);
  const review = new Review(group.label, group.pointer);
  const at = (group.first.title ?? group.first.path).at;
  const wish = name.first ? 'Is it what a caller would look for?' : 'The name that its title suggests is taken.';
  const words = `Called ${name.client}. ${wish} Say what it does in its description.`;
  review.add('name', words, { at, where: ['x-client-name'] });
  const { known, server } = familyOf(group);
  if (!known && serversOf(spec, group) === undefined) {
    const text = `Is ${server.url} the server of this path?`;
    review.add('server', text, { at: group.first.path.at, where: ['servers'] });
  }
  if (group.first.identity === undefined) {
    review.add('page', 'The page has no address of its own to link to.', { at, where: ['externalDocs'] });
  }
  return { operation: operationObject(draft, name, spec), more: review.items };
};

const infoOf = (family: Family, first: OperationDraft, drafts: readonly OperationDraft[]): MutableObject => {
  const section = sectionOf(first.group).replaceAll('-', ' ');
  const dates = drafts.flatMap(({ group }) => /^\d{4}-\d{2}-\d{2}/.exec(group.first.updatedAt ?? '')?.[0] ?? []);
  return {
    title: section === '' ? family.title : `${family.title}, ${section}`,
    version: dates.sort().at(-1) ?? '1',
  };
};

const bodyOf = (
  family: Family,
  drafts: readonly OperationDraft[],
  { paths, context }: { readonly paths: MutableObject; readonly context: FragmentContext },
): MutableObject => {
  const [first] = drafts;
  if (!first) return {};
  const schemes = context.schemes.componentsFor(drafts.map(({ securityType }) => securityType));
  return {
    servers: serversOf(context.spec, first.group) ?? [{ ...family.server }],
    ...(hasTag(context.spec, family.tag.name) ? {} : { tags: [{ ...family.tag }] as MutableJson[] }),
    paths,
    ...(Object.keys(schemes).length > 0 ? { components: { securitySchemes: schemes } } : {}),
  };
};

/** A family that nobody has described here: the servers of operations whose paths begin alike, if there are any. */
const serversOf = (spec: MergedSpec | undefined, group: EndpointGroup): MutableJson[] | undefined => {
  if (!spec || familyOf(group).known) return undefined;
  const root = /^\/[^/]+\//.exec(group.path)?.[0] ?? '';
  const alike = spec.operations.find(({ path }) => root !== '' && path.startsWith(root));
  const item = alike && own(own(spec.document, 'paths'), alike.path);
  const servers = alike && [own(item, alike.method), item, spec.document].map((holder) => own(holder, 'servers'));
  const found = servers?.find((list) => Array.isArray(list) && list.length > 0);
  return found === undefined ? undefined : (structuredClone(found) as MutableJson[]);
};

/** A tag is described in one place only. */
const hasTag = (spec: MergedSpec | undefined, name: string): boolean => {
  const tags: Json | undefined = own(spec?.document, 'tags');
  return Array.isArray(tags) && tags.some((tag: Json) => isObject(tag) && own(tag, 'name') === name);
};
