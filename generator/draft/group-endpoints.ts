import type { Diagnostic } from '../core/diagnostic.js';
import { HTTP_METHODS, type HttpMethod } from '../core/http-methods.js';
import { pointerTo } from '../core/json.js';
import { byCodeUnit } from '../core/mutable-json.js';
import type { EndpointFacts, Fact } from '../docs/types.js';

/** One endpoint of one page in its languages, English first. */
export interface EndpointGroup {
  /** `POST /sapi/v1/margin/order`. */
  readonly label: string;
  readonly method: HttpMethod;
  readonly path: string;
  readonly pointer: string;
  readonly halves: readonly EndpointFacts[];
  readonly first: EndpointFacts;
}

/**
 * The endpoints of the pages, each once and in both languages. Of two captures of one endpoint the newer counts.
 */
export const groupEndpoints = (
  facts: readonly EndpointFacts[],
): { readonly groups: readonly EndpointGroup[]; readonly diagnostics: readonly Diagnostic[] } => {
  const diagnostics: Diagnostic[] = [];
  const groups = new Map<string, EndpointGroup>();
  for (const halves of pair(facts)) {
    const group = groupOf(halves);
    if ('code' in group) diagnostics.push(group);
    else {
      const known = groups.get(group.label);
      if (known) diagnostics.push(repeated(known.first, group.first));
      if (!known || byCodeUnit(known.first.updatedAt ?? '', group.first.updatedAt ?? '') < 0) {
        groups.set(group.label, group);
      }
    }
  }
  return { groups: [...groups.values()].sort((a, b) => byCodeUnit(keyOf(a), keyOf(b))), diagnostics };
};

const keyOf = ({ path, method }: EndpointGroup): string => `${path}\n${HTTP_METHODS.indexOf(method)}`;

/** Of one page, halves with the same address belong together, then the first that is left to the first, and so on. */
const pair = (facts: readonly EndpointFacts[]): readonly (readonly EndpointFacts[])[] => {
  const pages = new Map<string, EndpointFacts[]>();
  for (const each of facts) {
    const known = pages.get(each.file);
    if (known) known.push(each);
    else pages.set(each.file, [each]);
  }
  return [...pages.values()].flatMap((page) => pairPage([...page].sort((a, b) => byCodeUnit(a.language, b.language))));
};

const pairPage = (page: readonly EndpointFacts[]): readonly (readonly EndpointFacts[])[] => {
  const firsts = page.filter(({ language }) => language === page[0]?.language);
  const others = page.filter(({ language }) => language !== page[0]?.language);
  const addressOf = ({ method, path }: EndpointFacts): string => `${method.value} ${path.value}`;
  const pairs = firsts.map((first) => {
    const at = others.findIndex((other) => addressOf(other) === addressOf(first));
    return at === -1 ? [first] : [first, ...others.splice(at, 1)];
  });
  const filled = pairs.map((each) => (each.length === 1 ? [...each, ...others.splice(0, 1)] : each));
  return [...filled, ...others.map((each) => [each])];
};

const groupOf = (halves: readonly EndpointFacts[]): EndpointGroup | Diagnostic => {
  const [first] = halves;
  if (!first) throw new RangeError('a group has a half');
  const method = HTTP_METHODS.find((known) => known === first.method.value.toLowerCase());
  if (method === undefined) return notDrafted(first.method, 'this method');
  const path = first.path.value;
  if (!/^(?:\/[\w~-][\w.~-]*)+$/.test(path)) return notDrafted(first.path, 'this path');
  const pointer = pointerTo(pointerTo('/paths', path), method);
  return { label: `${method.toUpperCase()} ${path}`, method, path, pointer, halves, first };
};

const repeated = (one: EndpointFacts, other: EndpointFacts): Diagnostic => ({
  code: 'draft/repeated-endpoint',
  severity: 'warning',
  message:
    `${one.method.value} ${one.path.value} is described twice; ` +
    'only the newer description was drafted, or the first of two as old.',
  at: other.path.at,
  related: [{ at: one.path.at, message: 'described here, too' }],
  hint: 'Look which of them is a leftover, and draft from the other alone.',
});

const notDrafted = (fact: Fact, what: string): Diagnostic => ({
  code: 'draft/not-drafted',
  severity: 'warning',
  message: `No operation was drafted: a fragment cannot have ${what}, ${JSON.stringify(fact.value.slice(0, 80))}.`,
  at: fact.at,
  hint: 'Look at the page. Paths are plain, such as /sapi/v1/margin/order; write others by hand.',
});
