import type { EndpointFacts, ParameterFact } from '../../generator/docs/types.js';

/** An endpoint in four lines without positions or prose: what a page is held to whatever becomes of its layout. */
export const outlineFacts = (facts: EndpointFacts): readonly string[] => [
  `${facts.language} ${facts.method.value} ${facts.path.value} (${facts.securityType?.value ?? '?'})`,
  `weights: ${facts.weights.map(outlineWeight).join(', ')}`,
  `parameters: ${facts.parameters?.rows.map(outlineParameter).join(', ') ?? '?'}`,
  `examples: ${facts.examples.map(({ shape, fields }) => `{}${shape} of ${fields.length}`).join(', ')}`,
  `errors: ${facts.errors.map(({ code, name }) => code?.value ?? name?.value).join(', ')}`,
];

const outlineWeight = ({ value, scope, condition }: EndpointFacts['weights'][number]): string =>
  [value, scope, condition?.parameter && `${condition.given ? 'with' : 'without'} ${condition.parameter}`]
    .filter((part) => part !== undefined)
    .join(' ');

const MARKS = { required: '!', optional: '', conditional: '?' } as const;

const outlineParameter = (row: ParameterFact): string =>
  [
    `${row.name}${row.mandatory ? MARKS[row.mandatory.meaning] : '¿'} ${row.type?.value ?? '?'}`,
    row.values && `{${row.values.value.join(' ')}}`,
    row.definedValues && `{${row.definedValues.value.join(' ')}} defined`,
    row.default && `=${row.default.value}`,
    row.minimum && `>=${row.minimum.value}`,
    row.maximum && `<=${row.maximum.value}`,
    row.maxLength && `length<=${row.maxLength.value}`,
    row.unit?.value,
  ]
    .filter((part) => part !== undefined)
    .join(' ');
