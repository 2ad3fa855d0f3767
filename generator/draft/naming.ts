import { FileStem, valueName } from '../core/names.js';
import { narrow, plain } from '../core/plain-text.js';
import { isReservedMember } from '../core/reserved.js';
import { own } from '../core/json.js';
import type { MergedSpec } from '../merge/types.js';
import { familyOf } from './families.js';
import type { EndpointGroup } from './group-endpoints.js';

export interface OperationName {
  /** `margin.createOrder`. */
  readonly client: string;
  readonly operationId: string;
  /** What the docs call it, or '' where they give it no name in English. */
  readonly docsName: string;
  /** Whether the first choice was free: a second choice reads worse. */
  readonly first: boolean;
}

/** Gives out names; those of the spec are taken from the start. */
export class Names {
  readonly #taken = new Set<string>();

  constructor(spec: MergedSpec | undefined) {
    for (const { path, method } of spec?.operations ?? []) {
      const operation = own(own(own(spec?.document, 'paths'), path), method);
      const id = own(operation, 'operationId');
      const client = own(operation, 'x-client-name');
      if (typeof id === 'string') this.#take(valueName(id)?.text ?? id);
      if (typeof client === 'string') this.#takeClient(client);
    }
  }

  /** A name that no other operation has, the best that is free. */
  give(group: EndpointGroup): OperationName {
    const { area } = familyOf(group);
    const docsName = titleOf(group);
    const members = candidates(group, docsName);
    const at = members.findIndex((member) => this.#isFree(area, member));
    const member = members[at] ?? this.#numbered(area, 'operation');
    this.#taken.add(`${area}.${member}`);
    this.#take(idOf(area, member));
    return { client: `${area}.${member}`, operationId: idOf(area, member), docsName, first: at === 0 };
  }

  #isFree(area: string, member: string): boolean {
    const id = idOf(area, member);
    return (
      !isReservedMember(member) &&
      valueName(id)?.text === id &&
      ![`${area}.${member}`, id.toLowerCase(), FileStem.for(id).text].some((key) => this.#taken.has(key))
    );
  }

  #numbered(area: string, member: string): string {
    let count = 2;
    while (!this.#isFree(area, `${member}${count}`)) count += 1;
    return `${member}${count}`;
  }

  /** Its standalone export, too, and the areas on the way to it, which can be no operations. */
  #takeClient(client: string): void {
    const parts = client.split('.');
    for (const index of parts.keys()) this.#taken.add(parts.slice(0, index + 1).join('.'));
    this.#take(parts.reduce((id, part) => `${id}${part.charAt(0).toUpperCase()}${part.slice(1)}`));
  }

  #take(id: string): void {
    this.#taken.add(id.toLowerCase());
    this.#taken.add(FileStem.for(id).text);
  }
}

const idOf = (area: string, member: string): string => `${area}${member.charAt(0).toUpperCase()}${member.slice(1)}`;

/** The title in English; a page that has none goes by its address. */
const titleOf = ({ halves, first }: EndpointGroup): string => {
  const title = halves.find(({ language }) => language === 'en')?.title?.value ?? '';
  if (/[a-z]/i.test(title))
    return narrow(plain(title))
      .replace(/\s*\([^()]*\)\s*$/, '')
      .slice(0, 100);
  return (first.identity?.value.split('/').at(-1) ?? '').replaceAll(/[-_]+/g, ' ').slice(0, 100);
};

/** With an area and the suffixes of types, names stay below what file systems take. */
const LONGEST = 45;

/** Names from the best to the last resort; the path is different for every operation with the same method. */
const candidates = (group: EndpointGroup, docsName: string): readonly string[] => {
  const said = memberFrom(docsName, group);
  const path = camel(pathWords(group.path));
  const verb = VERB_OF_METHOD[group.method] ?? group.method;
  // Cut off in the middle of a word, or as bare as `details`, it would tell less than the path.
  const first = said.length > LONGEST || BARE.test(said) ? [camel(withoutLead(pathWords(group.path))), path] : [];
  return [
    ...first,
    said,
    group.method === 'get' ? camel(['get', ...wordsOf(said)]) : '',
    camel([verb, ...wordsOf(path)]),
    path,
  ]
    .map((member) => member.slice(0, LONGEST))
    .filter((member) => /^[a-z][A-Za-z0-9]*$/.test(member));
};

/** `/sapi/v1/margin/tradeCoeff`: every path of the family begins so. */
const withoutLead = (words: readonly string[]): readonly string[] =>
  words[0] === 'margin' && words.length > 1 ? words.slice(1) : words;

const BARE = /^(?:details?|summary|status|info|information|list|records?|history|data|query)$/;

const VERB_OF_METHOD: Readonly<Record<string, string>> = {
  get: 'get',
  post: 'create',
  put: 'change',
  patch: 'change',
  delete: 'cancel',
};

/** Words of a title that a name says in another way, or not at all. */
const VERBS: Readonly<Record<string, string>> = { new: 'create', query: '', get: '', fetch: '' };
const FILLERS: ReadonlySet<string> = new Set(['a', 'an', 'the', 's', 'on', 'of', 'in', 'current']);
const LEADING_VERB = /^\s*(?:new|query|get|fetch|cancel|modify)\b/i;

/** `Margin Account New Order` → `createOrder`, `Query UM Order` → `getUmOrder`, `Query Orders` → `orders`. */
const memberFrom = (title: string, group: EndpointGroup): string => {
  const told = title.replace(/\bon a symbol\b|\busers?'s?(?= )/gi, ' ');
  const words = wordsOf(withoutCommon(told, familyOf(group).common));
  const kept = words.map((word) => (Object.hasOwn(VERBS, word) ? (VERBS[word] ?? '') : word));
  const named = kept.filter((word) => word !== '' && !FILLERS.has(word));
  const verb = named.find((word) => word === 'create' || word === 'cancel' || word === 'modify');
  const ordered = verb === undefined ? named : [verb, ...named.filter((word) => word !== verb)];
  const last = ordered.at(-1) ?? '';
  const single = /^(?:order|oco|oto|otoco)$/.test(last) && group.method === 'get' && verb === undefined;
  return camel(single && !ordered.includes('all') ? ['get', ...ordered] : ordered);
};

/** Without the words that all pages share, at the start (a verb may stand before them) and in "… of … account". */
const withoutCommon = (title: string, common: readonly string[]): string => {
  const verb = LEADING_VERB.exec(title)?.[0] ?? '';
  const rest = title.slice(verb.length).trim();
  const lead = common.find((words) => new RegExp(String.raw`^${words}(?:'s)?\b(?=.*\w)`, 'i').test(rest));
  const bare = lead === undefined ? rest : rest.slice(lead.length).replace(/^'s/, '');
  const kept = bare.trim() === '' ? rest : bare;
  const tail = new RegExp(String.raw`\b(?:in|of) (?:${common.join('|')})\s*$`, 'i');
  return `${verb} ${kept.replace(tail, '')}`;
};

const pathWords = (path: string): readonly string[] => {
  const segments = path.split('/').filter((segment) => !/^(?:v\d+|[a-z]?api|loan-groups?)?$/.test(segment));
  return wordsOf(segments.join(' '));
};

/** Lower-case words; `openOrders` are two. */
const wordsOf = (text: string): readonly string[] =>
  [
    ...narrow(text)
      .replaceAll("'", ' ')
      .matchAll(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g),
  ].map(([word]) => word.toLowerCase());

/** A name does not start with a number. */
const camel = (words: readonly string[]): string =>
  words
    .slice(
      Math.max(
        0,
        words.findIndex((word) => /^[a-z]/.test(word)),
      ),
    )
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');

/** `margin.createOrder` → `Create order`. */
export const summaryOf = (client: string): string => {
  const words = wordsOf(client.split('.').at(-1) ?? '').map((word) => (SHOUTED.has(word) ? word.toUpperCase() : word));
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

const SHOUTED: ReadonlySet<string> = new Set('um cm oco oto otoco bnb adl ip usdt api ltv'.split(' '));
