import { EXTENSIONS } from '../core/extensions.js';
import { isHttpMethod } from '../core/http-methods.js';
import { sameJson, type MutableObject } from '../core/mutable-json.js';
import { addComponents, addTags } from './add-components.js';
import { addErrorCatalogue } from './add-error-catalogue.js';
import { addStreams } from './add-streams.js';
import { objectAt, type Draft, type Member } from './draft.js';
import { operationName, operationsOf, own, pathItemsOf } from './operations.js';
import type { Origin } from './origins.js';
import { pushDown } from './push-down.js';

/** One operation as a source gives it. */
interface Rival {
  readonly name: string;
  readonly at: Origin;
  readonly pathItem: MutableObject;
  readonly method: string;
  readonly operation: MutableObject;
  readonly replaces: boolean;
}

/** Adds all fragments to the upstream document. Returns the names of the operations that a fragment replaced. */
export const addFragments = (draft: Draft, upstream: Member, fragments: readonly Member[]): ReadonlySet<string> => {
  for (const fragment of fragments) spellOutDefaults(draft, fragment.root);
  for (const fragment of fragments) {
    addTags(draft, fragment);
    addComponents(draft, fragment);
    addErrorCatalogue(draft, fragment);
    addStreams(draft, fragment);
  }
  const replaced = settleRivals(draft, [upstream, ...fragments]);
  for (const fragment of fragments) for (const entry of pathItemsOf(fragment.root)) addPathItem(draft, fragment, entry);
  return replaced;
};

/** What a fragment says of all its operations is written at each of them: in the merged document it would be lost. */
const spellOutDefaults = (draft: Draft, root: MutableObject): void => {
  const { origins } = draft;
  const servers = own(root, 'servers');
  const security = own(root, 'security');
  for (const [, pathItem] of pathItemsOf(root)) {
    if (servers !== undefined && !Object.hasOwn(pathItem, 'servers')) {
      origins.set(pathItem, 'servers', origins.copy(servers), draft.at(root, 'servers'));
    }
  }
  for (const { operation } of operationsOf(root)) {
    if (security !== undefined && !Object.hasOwn(operation, 'security')) {
      origins.set(operation, 'security', origins.copy(security), draft.at(root, 'security'));
    }
  }
};

/**
 * Leaves one operation for every path and method, or says which sources disagree. The order of the files does not
 * matter.
 */
const settleRivals = (draft: Draft, members: readonly Member[]): ReadonlySet<string> => {
  const byName = new Map<string, Rival[]>();
  for (const member of members) {
    for (const rival of rivalsIn(draft, member)) byName.set(rival.name, [...(byName.get(rival.name) ?? []), rival]);
  }
  const replaced = new Set<string>();
  for (const [name, rivals] of byName) {
    const [winner, ...others] = [...rivals].sort((left, right) => Number(right.replaces) - Number(left.replaces));
    if (winner === undefined) continue;
    const [loser, ...more] = others;
    if (loser === undefined) {
      if (winner.replaces) refuseIdleReplacement(draft, winner);
    } else if (!winner.replaces || loser.replaces || more.length > 0) refuseRivals(draft, rivals);
    else {
      draft.origins.remove(loser.pathItem, loser.method);
      replaced.add(name);
    }
    for (const { operation, replaces } of rivals) if (replaces) draft.origins.remove(operation, EXTENSIONS.replaces);
  }
  return replaced;
};

const rivalsIn = (draft: Draft, { root, source }: Member): readonly Rival[] =>
  operationsOf(root).map(({ path, method, pathItem, operation }) => ({
    name: operationName({ path, method }),
    at: draft.at(pathItem, method),
    pathItem,
    method,
    operation,
    replaces: source.role === 'fragment' && own(operation, EXTENSIONS.replaces) === true,
  }));

const refuseIdleReplacement = (draft: Draft, { name, at }: Rival): void =>
  draft.refuse('replaces-nothing', at, {
    message: `${name} declares \`${EXTENSIONS.replaces}\`, and no other source has this operation.`,
    hint: `Remove \`${EXTENSIONS.replaces}\`, or correct the path or the method.`,
  });

const refuseRivals = (draft: Draft, rivals: readonly Rival[]): void => {
  const [first, second] = rivals;
  if (first === undefined || second === undefined) return;
  draft.refuse('same-operation', second.at, {
    message: `${first.name} stands in ${rivals.length} sources.`,
    hint: `Remove it from all but one, or let the one fragment that is right declare \`${EXTENSIONS.replaces}: true\`.`,
    related: rivals.filter((rival) => rival !== second).map(({ at }) => [at, 'it stands here too'] as const),
  });
};

const addPathItem = (draft: Draft, fragment: Member, [path, pathItem]: readonly [string, MutableObject]): void => {
  const { origins, root } = draft;
  const paths = objectAt(draft, root, 'paths', draft.at(fragment.root, 'paths'));
  const fragmentPaths = own(fragment.root, 'paths');
  if (paths === undefined || typeof fragmentPaths !== 'object' || fragmentPaths === null) return;
  const known = own(paths, path);
  if (known === undefined) origins.set(paths, path, pathItem, draft.at(fragmentPaths as MutableObject, path));
  else joinPathItem(draft, known as MutableObject, pathItem);
};

/** Adds the operations of one path item to another, each keeping the parameters and servers that it had. */
const joinPathItem = (draft: Draft, known: MutableObject, added: MutableObject): void => {
  for (const field of ['parameters', 'servers'] as const) {
    if (sameJson(own(known, field), own(added, field))) continue;
    pushDown(draft, known, field);
    pushDown(draft, added, field);
  }
  for (const key of Object.keys(added)) {
    const value = added[key];
    if (value === undefined) continue;
    if (isHttpMethod(key) || !Object.hasOwn(known, key)) draft.origins.set(known, key, value, draft.at(added, key));
    else if (!sameJson(known[key], value)) refuseField(draft, [known, added], key);
  }
};

const refuseField = (draft: Draft, [known, added]: readonly [MutableObject, MutableObject], key: string): void =>
  draft.refuse('path-field-conflict', draft.at(added, key), {
    message: `Two sources give the path item a different ${JSON.stringify(key)}.`,
    hint: 'Keep it in one of them, or move it into the operations.',
    related: [[draft.at(known, key), 'the other one']],
  });
