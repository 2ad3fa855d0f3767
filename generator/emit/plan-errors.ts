import { code, doc } from '../core/prose.js';
import type { ErrorModel, ErrorNameModel, TypeModel } from '../model/types.js';
import type { Render } from './compile-templates.js';
import { hasInheritedKey } from './descriptor.js';
import type { ModulePlan } from './module-plan.js';
import type { DocBlock } from './print-doc.js';
import type { Data } from './print-literal.js';

/** What the exchange calls its errors: the names as a type that the runtime refers to, and what they stand for. */
export const planErrors = (names: readonly ErrorNameModel[], render: Render): readonly ModulePlan[] => {
  const codes = new Map(names.map(({ name, meanings }) => [name, meanings.map(meaningData)]));
  const view = {
    names: names.map((named) => ({ name: named.name, doc: describeName(named) })),
    codes,
    inherited: hasInheritedKey(codes),
  };
  return [
    {
      path: 'src/error-codes.ts',
      shape: 'data',
      imports: [{ from: './runtime/operation.js', types: ['DocumentedError'] }],
      body: render('error-codes', view),
    },
    // Takes the place of the runtime's own file, in which every text is a name.
    {
      path: 'src/runtime/error-name.ts',
      shape: 'data',
      imports: [],
      body: render('error-name', { type: nameType(names) }),
    },
  ];
};

const nameType = (names: readonly ErrorNameModel[]): TypeModel => {
  const members = names.map(({ name }): TypeModel => ({ kind: 'literal', value: name }));
  return members.length === 0 ? { kind: 'keyword', name: 'string' } : { kind: 'union', members };
};

const meaningData = ({ code: number, message, description }: ErrorModel): Data =>
  new Map<string, Data>([
    ['code', number],
    ...(message === undefined ? [] : [['message', message] as const]),
    ['description', description.text],
  ]);

const describeName = ({ meanings }: ErrorNameModel): DocBlock => ({
  paragraphs: meanings.map(({ code: number, description }) =>
    meanings.length === 1 ? doc`${code(number)}: ${description}` : doc`- ${code(number)}: ${description}`,
  ),
});
