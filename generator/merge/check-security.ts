import { EXTENSIONS, SECURITY_TYPES } from '../core/extensions.js';
import { own as ownJson } from '../core/json.js';
import { isMutableObject, type MutableJson, type MutableObject } from '../core/mutable-json.js';
import {
  SECURITY_HINT,
  SECURITY_NEEDS,
  sendsWhatItNeeds,
  wireSchemeOf,
  type WireScheme,
} from '../core/security-needs.js';
import type { Draft, Wording } from './draft.js';
import { listOf, operationName, operationsOf, own, type OperationPlace } from './operations.js';
import type { Origin } from './origins.js';

/**
 * Refuses operations whose `security` and `x-security-type` contradict each other: a correction of one of them that
 * forgets the other. Schemes that no client here can send are for the model to tell.
 */
export const checkSecurity = (draft: Draft): void => {
  for (const place of operationsOf(draft.root)) {
    const said = own(place.operation, EXTENSIONS.securityType);
    const type = SECURITY_TYPES.find((known) => known === said);
    const used = usedSchemes(draft.root, own(place.operation, 'security') ?? own(draft.root, 'security'));
    if (type === undefined || used === undefined || sendsWhatItNeeds(type, used)) continue;
    const needed = SECURITY_NEEDS[type].join(' and ') || 'nothing';
    const message =
      `The security type ${type} of ${operationName(place)} needs ${needed}, ` +
      `but "security" asks for ${[...used].join(' and ') || 'nothing'}.`;
    draft.refuse('security-disagrees', ...refusal(draft, place, message));
  }
};

const refusal = (draft: Draft, { operation }: OperationPlace, message: string): readonly [Origin, Wording] => {
  const words = { message, hint: SECURITY_HINT };
  const typed = draft.at(operation, EXTENSIONS.securityType);
  const holder = [operation, draft.root].find((each) => own(each, 'security') !== undefined);
  if (!holder) return [typed, words];
  return [typed, { ...words, related: [[draft.at(holder, 'security'), 'what "security" asks for']] }];
};

/** Undefined where one of the schemes is unknown. */
const usedSchemes = (root: MutableObject, security: MutableJson | undefined): ReadonlySet<WireScheme> | undefined => {
  const names = listOf(security)
    .filter(isMutableObject)
    .flatMap((alternative) => Object.keys(alternative));
  const schemes = names.map((name) => {
    const scheme = ownJson(ownJson(ownJson(root, 'components'), 'securitySchemes'), name);
    return wireSchemeOf(ownJson(scheme, 'type'), ownJson(scheme, 'in'), ownJson(scheme, 'name'));
  });
  const known = schemes.filter((scheme) => scheme !== undefined);
  return known.length === schemes.length ? new Set(known) : undefined;
};
