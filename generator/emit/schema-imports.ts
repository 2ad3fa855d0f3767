import type { FileStem, Identifier } from '../core/names.js';
import type { TypeModel } from '../model/types.js';
import type { ImportPlan } from './module-plan.js';

/** Imports of the named schemas that types refer to, and of what else their files declare. */
export const schemaImports = (
  types: readonly TypeModel[],
  self: FileStem | undefined,
  folder: string,
): readonly ImportPlan[] => {
  const found = new Map<string, Map<string, Identifier>>();
  const visit = (type: TypeModel): void => {
    if (type.kind === 'union') type.members.forEach(visit);
    else if (type.kind === 'array') visit(type.items);
    else if (type.kind === 'record') visit(type.values);
    else if (type.kind === 'reference' && type.schema !== undefined && type.schema.text !== self?.text) {
      const names = found.get(type.schema.text) ?? new Map<string, Identifier>();
      found.set(type.schema.text, names.set(type.name.text, type.name));
    }
  };
  types.forEach(visit);
  return [...found].map(([stem, names]) => ({ from: `${folder}/${stem}.js`, types: [...names.values()] }));
};
