import type { Components } from './components.js';
import type { Declaration, FieldModel, ResponseKindModel, ResponseModel, TypeModel } from './types.js';

export type FieldKinds = ReadonlyMap<string, ResponseKindModel>;

/** The fields of an object by name; undefined for anything else. */
export const fieldKinds = (kind: ResponseKindModel | undefined): FieldKinds | undefined =>
  typeof kind === 'object' && 'fields' in kind ? new Map(kind.fields) : undefined;

/** The fields of one row, where a result is a list of rows or has one in `field`. */
export const rowKinds = (result: ResponseKindModel, field: string | undefined): FieldKinds | undefined => {
  const list = field === undefined ? result : fieldKinds(result)?.get(field);
  return typeof list === 'object' && 'list' in list ? fieldKinds(list.list) : undefined;
};

/** The type of one row; undefined where the rows are not plainly a list. */
export const rowType = (
  { declarations }: ResponseModel,
  field: string | undefined,
  components: Components,
): TypeModel | undefined => {
  const declared = [...declarations, ...components.models.flatMap((schema) => schema.declarations)];
  const byName = new Map(declared.map((declaration) => [declaration.name.text, declaration]));
  const [result] = declarations;
  if (field === undefined) return itemsOf(listed(result), byName);
  return itemsOf(fieldsOf(result, byName).find(({ name }) => name === field)?.type, byName);
};

type Declarations = ReadonlyMap<string, Declaration>;

const listed = (declaration: Declaration | undefined): TypeModel | undefined =>
  declaration?.kind === 'alias' ? declaration.type : undefined;

const itemsOf = (type: TypeModel | undefined, declarations: Declarations): TypeModel | undefined => {
  if (type?.kind === 'array') return type.items;
  return type?.kind === 'reference' ? itemsOf(listed(declarations.get(type.name.text)), declarations) : undefined;
};

const fieldsOf = (declaration: Declaration | undefined, declarations: Declarations): readonly FieldModel[] => {
  if (declaration === undefined || declaration.kind === 'interface') return declaration?.fields ?? [];
  const { type } = declaration;
  return type.kind === 'reference' ? fieldsOf(declarations.get(type.name.text), declarations) : [];
};
