import { own, pointerTokens, type JsonObject } from '../core/json.js';
import type { MutableJson } from '../core/mutable-json.js';
import type { Finding, RuleId } from '../drift/types.js';
import type { MergedSpec, OperationRef } from '../merge/types.js';
import type { EndpointGroup } from './group-endpoints.js';
import { placeOfField, readAnswer, type SpecAnswer } from './spec-response.js';

/**
 * `settled`: another operation's page has asked for the same, and it is written already. `taken`: the pages of the
 * operations that share it do not agree, so that a person has to judge.
 */
export type Claim = 'first' | 'settled' | 'taken';

interface Known {
  readonly group: EndpointGroup;
  readonly ref: OperationRef;
}

interface User {
  readonly label: string;
  readonly answer: SpecAnswer;
}

/** What stands below `components` is corrected once, and only as the pages of all operations want that refer to it. */
export class SharedParts {
  readonly #said = new Map<string, string>();
  #users: readonly User[] | undefined;

  constructor(
    readonly spec: MergedSpec,
    readonly findings: readonly Finding[],
    readonly known: readonly Known[],
  ) {}

  /** Asks to make the field or object at a pointer what is `said` of it; `null` takes it away. */
  claim(pointer: string, said: MutableJson, { rule }: Finding): Claim {
    if (!pointer.startsWith('/components/')) return 'first';
    const text = JSON.stringify(said);
    const before = this.#said.get(pointer);
    if (before !== undefined) return before === text ? 'settled' : 'taken';
    // What is written anew around it may no longer have it.
    const isInside = [...this.#said.keys()].some((outer) => pointer.startsWith(`${outer}/`));
    if (isInside || !this.#allAsk(pointer, rule)) return 'taken';
    this.#said.set(pointer, text);
    return 'first';
  }

  /** Whether the page of each operation that has the place in its answer disagrees with it in the same way. */
  #allAsk(pointer: string, rule: RuleId): boolean {
    this.#users ??= this.known.flatMap((each) => userOf(this.spec.document, each));
    return this.#users.every(({ label, answer }) => {
      const places = placesIn(answer, pointer);
      const asks = (finding: Finding): boolean =>
        finding.rule === rule && finding.operation === label && places.has(finding.pointer.replace(/\/type$/, ''));
      return places.size === 0 || this.findings.some(asks);
    });
  }
}

/** Where findings about an answer say that a field, or an object, stands or is lacking. */
const placesIn = (answer: SpecAnswer, pointer: string): ReadonlySet<string> => {
  const isThere = [answer.fields, answer.objects].some((known) => [...known.values()].includes(pointer));
  const [holder = '', name = ''] = pointer.split(/\/properties\/(?=[^/]+$)/);
  const lacking = [...answer.objects].flatMap(([path, at]) => {
    const plain = pointerTokens(`/${name}`)[0] ?? name;
    return at === holder ? [placeOfField(answer, path === '' ? plain : `${path}.${plain}`)] : [];
  });
  return new Set([...(isThere ? [pointer] : []), ...lacking]);
};

/** An operation whose page shows the answer; one that shows none has nothing against a correction. */
const userOf = (document: JsonObject, { group, ref }: Known): readonly User[] => {
  if (!group.halves.some(({ examples, responseTable }) => examples.length > 0 || responseTable)) return [];
  const node = own(own(own(document, 'paths'), ref.path), ref.method);
  const answer = readAnswer(document, { node: node as JsonObject, pointer: ref.pointer });
  return answer ? [{ label: `${ref.method.toUpperCase()} ${ref.path}`, answer }] : [];
};
