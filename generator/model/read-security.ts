import { SECURITY_TYPES, type SecurityType } from '../core/extensions.js';
import { SECURITY_HINT, SECURITY_NEEDS, sendsWhatItNeeds, WIRE_SCHEMES, wireSchemeOf } from '../core/security-needs.js';
import { show, type SpecNode } from './spec-node.js';
import type { WireScheme } from './types.js';

export interface ReadSecurity {
  readonly type: SecurityType;
  /** Alternatives as the spec has them; within one, every scheme is needed. */
  readonly alternatives: readonly (readonly WireScheme[])[];
  readonly signed: boolean;
}

/** Reads `security`, the operation's own or else the document's, and holds it against the security type. */
export const readSecurity = (operation: SpecNode): ReadSecurity | undefined => {
  const type = readType(operation.get('x-security-type'));
  const list = operation.has('security') ? operation.get('security') : operation.reading.root.get('security');
  const place = operation.has('security') ? list : operation;
  const alternatives = list.items().map(readAlternative);
  if (alternatives.includes(undefined)) return undefined;
  const known = alternatives.flatMap((alternative) => (alternative === undefined ? [] : [alternative]));
  if (type === undefined || !agrees(type, known, place)) return undefined;
  return { type, alternatives: known, signed: known.some((schemes) => schemes.includes('signature')) };
};

const readType = (node: SpecNode): SecurityType | undefined => {
  const type = SECURITY_TYPES.find((known) => known === node.text);
  if (type === undefined) {
    node.error(
      'security-type',
      `"x-security-type" is ${show(node.value)}`,
      `Use one of ${SECURITY_TYPES.join(', ')}, as the documentation names it.`,
    );
  }
  return type;
};

const readAlternative = (node: SpecNode): readonly WireScheme[] | undefined => {
  const schemes = node.entries().map(([name, at]) => readScheme(name, at));
  if (schemes.includes(undefined)) return undefined;
  return WIRE_SCHEMES.filter((scheme) => schemes.includes(scheme));
};

/** The two schemes the runtime knows, recognised by what they send and not by their names. */
const readScheme = (name: string, node: SpecNode): WireScheme | undefined => {
  const scheme = node.reading.root.get('components').get('securitySchemes').get(name).resolved();
  if (scheme === undefined || !scheme.exists) {
    node.error(
      'security-scheme',
      `there is no security scheme ${show(name)}`,
      'Define it in components.securitySchemes.',
    );
    return undefined;
  }
  const known = wireSchemeOf(scheme.get('type').text, scheme.get('in').text, scheme.get('name').text);
  if (known !== undefined) return known;
  const hint = 'The client knows the header X-MBX-APIKEY and the query parameter signature, both of type apiKey.';
  scheme.error('security-scheme', `the security scheme ${show(name)} is not one the client can send`, hint);
  return undefined;
};

/** An error where the schemes differ from what the type needs; a warning where only some alternative lacks one. */
const agrees = (type: SecurityType, alternatives: readonly (readonly WireScheme[])[], place: SpecNode): boolean => {
  const needed = SECURITY_NEEDS[type];
  const used = new Set(alternatives.flat());
  const hint = SECURITY_HINT;
  const says = `the security type ${type} needs ${needed.join(' and ') || 'nothing'}`;
  if (!sendsWhatItNeeds(type, used)) {
    place.error('security-disagrees', `${says}, but "security" asks for ${[...used].join(' and ') || 'nothing'}`, hint);
    return false;
  }
  if (alternatives.some((schemes) => schemes.length < needed.length)) {
    place.warn('security-either', `${says}, but "security" lets a caller send only a part of it`, hint);
  }
  return true;
};
