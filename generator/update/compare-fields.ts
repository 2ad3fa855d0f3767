import type { FieldModel } from '../model/types.js';
import { compareTypes, showType, type Declarations, type TypeChange, type Typed } from './compare-types.js';
import type { Impact } from './types.js';

/** A change of one field, before it is known whose it is. */
export interface FieldChange {
  readonly kind: Impact;
  readonly what: string;
  readonly message: string;
}

/** Fields on both sides of a comparison, below one path. */
export interface FieldSides {
  readonly before: readonly FieldModel[];
  readonly after: readonly FieldModel[];
  readonly declarations: { readonly before: Declarations; readonly after: Declarations };
  /** `rows[].` for the fields of the elements of `rows`. */
  readonly path: string;
}

/** Who gives the values decides what hurts: callers give parameters, the exchange gives results. */
export interface Viewpoint {
  readonly noun: 'parameter' | 'result field';
  readonly gone: Impact;
  readonly added: (field: FieldModel) => Impact;
  readonly nowRequired: Impact;
  readonly nowOptional: Impact;
  readonly type: (change: Exclude<TypeChange, 'same'>, isEnum: boolean) => Impact;
}

/** What callers give: asking for more breaks them. */
export const PARAMETERS: Viewpoint = {
  noun: 'parameter',
  gone: 'breaking',
  added: ({ required }) => (required ? 'breaking' : 'feature'),
  nowRequired: 'breaking',
  nowOptional: 'feature',
  type: (change) => (change === 'wider' ? 'feature' : 'breaking'),
};

/**
 * A further value of an enum is a feature: exhaustive switches aside, code that reads the field goes on working. A
 * result that can now be `null`, or a text that was one of a few, is not.
 */
export const RESULTS: Viewpoint = {
  noun: 'result field',
  gone: 'breaking',
  added: () => 'feature',
  nowRequired: 'feature',
  nowOptional: 'breaking',
  type: (change, isEnum) => (change === 'narrower' ? 'fix' : change === 'wider' && isEnum ? 'feature' : 'breaking'),
};

/** What changed between two sets of fields and in what they contain, by name. */
export const compareFields = (sides: FieldSides, view: Viewpoint): readonly FieldChange[] => {
  const after = new Map(sides.after.map((field) => [field.name, field]));
  const before = new Map(sides.before.map((field) => [field.name, field]));
  return [
    ...sides.before.flatMap((field) => {
      const next = after.get(field.name);
      return next ? compareField(sides, view, { before: field, after: next }) : [gone(sides, view, field)];
    }),
    ...sides.after.filter(({ name }) => !before.has(name)).map((field) => added(sides, view, field)),
  ];
};

const gone = ({ path }: FieldSides, { noun, gone: kind }: Viewpoint, { name }: FieldModel): FieldChange => ({
  kind,
  what: `${slug(noun)}-removed`,
  message: `${noun} ${path}${name} is gone`,
});

const added = ({ path }: FieldSides, view: Viewpoint, field: FieldModel): FieldChange => ({
  kind: view.added(field),
  what: `${slug(view.noun)}-added`,
  message: `new ${field.required ? '' : 'optional '}${view.noun} ${path}${field.name}`,
});

interface Pair {
  readonly before: FieldModel;
  readonly after: FieldModel;
}

const compareField = (sides: FieldSides, view: Viewpoint, { before, after }: Pair): readonly FieldChange[] => {
  const name = `${view.noun} ${sides.path}${before.name}`;
  const old: Typed = { type: before.type, declarations: sides.declarations.before };
  const next: Typed = { type: after.type, declarations: sides.declarations.after };
  const change = compareTypes(old, next);
  return [
    ...(before.required === after.required ? [] : [presence(view, name, after.required)]),
    ...(change === 'same'
      ? []
      : [
          {
            kind: view.type(change, isEnum(old) && isEnum(next)),
            what: `${slug(view.noun)}-type`,
            message: `${name} was ${showType(old)}, now ${showType(next)}`,
          } as const,
        ]),
    ...(change === 'same' && before.doc.deprecated !== after.doc.deprecated && after.doc.deprecated
      ? [{ kind: 'feature', what: `${slug(view.noun)}-deprecated`, message: `${name} is deprecated` } as const]
      : []),
    ...compareInside(sides, view, { before, after }),
  ];
};

const isEnum = ({ type, declarations }: Typed): boolean => {
  if (type.kind === 'reference') {
    const declared = declarations.get(String(type.name));
    if (declared?.kind !== 'alias' || declared.type.kind === 'reference') return false;
    return isEnum({ type: declared.type, declarations });
  }
  return type.kind === 'literal' || (type.kind === 'union' && type.members.every(({ kind }) => kind === 'literal'));
};

/** The fields of an object, or of the objects of a list. No type contains itself: the model refuses those. */
const compareInside = (sides: FieldSides, view: Viewpoint, { before, after }: Pair): readonly FieldChange[] => {
  const old = objectOf({ type: before.type, declarations: sides.declarations.before });
  const next = objectOf({ type: after.type, declarations: sides.declarations.after });
  if (!old || !next || old.brackets !== next.brackets) return [];
  return compareFields(
    {
      before: old.fields,
      after: next.fields,
      declarations: sides.declarations,
      path: `${sides.path}${before.name}${old.brackets}.`,
    },
    view,
  );
};

interface ObjectType {
  readonly fields: readonly FieldModel[];
  readonly brackets: string;
}

/** The object that a type leads to through aliases and lists; `brackets` is `[]` for each list around it. */
export const objectOf = ({ type, declarations }: Typed): ObjectType | undefined => {
  if (type.kind === 'array') {
    const inner = objectOf({ type: type.items, declarations });
    return inner && { ...inner, brackets: `${inner.brackets}[]` };
  }
  const declared = type.kind === 'reference' ? declarations.get(String(type.name)) : undefined;
  if (!declared) return undefined;
  if (declared.kind === 'interface') return { fields: declared.fields, brackets: '' };
  return objectOf({ type: declared.type, declarations });
};

const presence = (view: Viewpoint, name: string, required: boolean): FieldChange => ({
  kind: required ? view.nowRequired : view.nowOptional,
  what: `${slug(view.noun)}-${required ? 'required' : 'optional'}`,
  message: `${name} is now ${required ? 'required' : 'optional'}`,
});

const slug = (noun: string): string => noun.replaceAll(' ', '-');
