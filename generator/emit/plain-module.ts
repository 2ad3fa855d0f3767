import type { ImportPlan, ModulePlan } from './module-plan.js';

/** A module plan as data that another thread can be given: names are text here, made from identifiers only by `toPlain`. */
export interface PlainModule extends Pick<ModulePlan, 'path' | 'body' | 'shape'> {
  readonly imports: readonly PlainImport[];
}

export interface PlainImport extends Pick<ImportPlan, 'from'> {
  readonly values: readonly string[];
  readonly types: readonly string[];
}

export const toPlain = ({ path, body, shape, imports }: ModulePlan): PlainModule => ({
  path,
  body,
  shape,
  imports: imports.map(({ from, values = [], types = [] }) => ({ from, values: values.map(String), types: types.map(String) })),
});
