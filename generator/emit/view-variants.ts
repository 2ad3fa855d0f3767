import { code, doc, type DocText } from '../core/prose.js';
import type { OperationModel, TypeModel, VariantsModel } from '../model/types.js';
import type { DocBlock } from './print-doc.js';
import { printType, type ShapeField } from './print-type.js';

const literal = (value: string): TypeModel => ({ kind: 'literal', value });

const field = ([name, type]: readonly [string, TypeModel]): ShapeField => ({ name, optional: false, type });

/** How the result depends on the parameters, as the template writes it. */
export interface VariantsView {
  readonly doc: DocBlock;
  readonly resultDoc: DocBlock;
  readonly parameter: TypeModel;
  readonly results: readonly ShapeField[];
  /** What holds where the parameter is left out: always this, or depending on another. */
  readonly always: TypeModel | undefined;
  readonly depends: Dependent | undefined;
}

interface Dependent {
  readonly parameter: TypeModel;
  readonly values: readonly ShapeField[];
  readonly else: TypeModel;
}

/** Undefined where the result is one and the same. */
export const variantsView = ({ area, member, response }: OperationModel): VariantsView | undefined => {
  const { variants } = response;
  if (variants === undefined) return undefined;
  const { parameter, results, otherwise } = variants;
  return {
    doc: { paragraphs: [doc`What ${code(`${area}.${member}`)} answers with, by its parameters.`] },
    resultDoc: describeResult(variants),
    parameter: literal(parameter),
    results: results.map(field),
    always: typeof otherwise === 'string' ? literal(otherwise) : undefined,
    depends: typeof otherwise === 'string' ? undefined : dependent(otherwise),
  };
};

const dependent = (otherwise: Exclude<VariantsModel['otherwise'], string>): Dependent => ({
  parameter: literal(otherwise.parameter),
  values: otherwise.values.map(([value, to]) => field([value, literal(to)])),
  else: literal(otherwise.else),
});

/** Which answer comes when, in words. */
const describeResult = ({ parameter, results, otherwise }: VariantsModel): DocBlock => ({
  paragraphs: [
    doc`What comes depends on ${code(parameter)}:`,
    ...results.map(([value, type]) => doc`- ${describeCase(value)}: ${code(printType(type, '', 0))}`),
    ...(otherwise === 'absent' ? [] : [doc`- left out: ${describeOtherwise(otherwise)}`]),
  ],
});

/** Where only the presence of the parameter decides, the variants are called after that. */
const describeCase = (value: string): DocText => {
  if (value === 'present') return doc`given`;
  return value === 'absent' ? doc`left out` : code(value);
};

const describeOtherwise = (otherwise: VariantsModel['otherwise']): DocText => {
  if (typeof otherwise === 'string') return doc`as ${code(otherwise)}`;
  const variants = [...new Set(otherwise.values.map(([, to]) => to))];
  const cases = variants.map((variant) => {
    const values = otherwise.values.flatMap(([value, to]) => (to === variant ? [code(value).text] : []));
    return `as ${code(variant)} when ${code(otherwise.parameter)} is ${values.join(' or ')}`;
  });
  return doc`${cases.join(', ')}, else as ${code(otherwise.else)}`;
};
