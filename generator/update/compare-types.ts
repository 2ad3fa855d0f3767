import type { Declaration, TypeModel } from '../model/types.js';

/** How the values that a type allows changed. `other`: neither holds all of the other's. */
export type TypeChange = 'same' | 'wider' | 'narrower' | 'other';

/** Declarations by name: an operation's own, and those of the component schemas. */
export type Declarations = ReadonlyMap<string, Declaration>;

/** One side of a comparison: a type and where its references lead. */
export interface Typed {
  readonly type: TypeModel;
  readonly declarations: Declarations;
}

/** How the values that a type allows changed, references followed to what they stand for. */
export const compareTypes = (before: Typed, after: Typed): TypeChange => {
  const olds = membersOf(before);
  const news = membersOf(after);
  const keepsOld = olds.every((member) => isCovered(member, news));
  const keepsNew = news.every((member) => isCovered(member, olds));
  if (keepsOld && keepsNew) return 'same';
  if (keepsOld) return 'wider';
  return keepsNew ? 'narrower' : 'other';
};

/** The type as people read it in a message. */
export const showType = ({ type, declarations }: Typed): string => {
  switch (type.kind) {
    case 'keyword':
      return type.name;
    case 'literal':
      return JSON.stringify(type.value);
    case 'union':
      return type.members.map((member) => showType({ type: member, declarations })).join(' | ');
    case 'array':
      return `list of ${showType({ type: type.items, declarations })}`;
    case 'record':
      return `record of ${showType({ type: type.values, declarations })}`;
    case 'reference': {
      const declared = declarations.get(String(type.name));
      return declared?.kind === 'alias' ? showType({ type: declared.type, declarations }) : 'object';
    }
  }
};

/**
 * The members of a union, each as text that tells whether two are the same. Objects are compared field by field
 * elsewhere.
 */
const membersOf = (typed: Typed): readonly string[] => [...new Set(flatten(typed))];

const flatten = ({ type, declarations }: Typed): readonly string[] => {
  const inner = (each: TypeModel): Typed => ({ type: each, declarations });
  switch (type.kind) {
    case 'keyword':
      return [type.name];
    case 'literal':
      return [`${typeof type.value}:${JSON.stringify(type.value)}`];
    case 'union':
      return type.members.flatMap((member) => flatten(inner(member)));
    case 'array':
      return [`list<${flatten(inner(type.items)).join('|')}>`];
    case 'record':
      return [`record<${flatten(inner(type.values)).join('|')}>`];
    case 'reference': {
      const declared = declarations.get(String(type.name));
      return declared?.kind === 'alias' ? flatten(inner(declared.type)) : ['object'];
    }
  }
};

const isCovered = (member: string, others: readonly string[]): boolean =>
  others.includes(member) || others.includes('unknown') || others.includes(member.split(':', 1)[0] ?? '');
