import { describe, expect, it } from 'vitest';
import { valueName } from '../../../generator/core/names.js';
import { DocText } from '../../../generator/core/prose.js';
import { compileTemplates, TemplateFault } from '../../../generator/emit/compile-templates.js';
import { TEMPLATES } from './package-of.js';

const faultsOf = (text: string, others: readonly string[] = []) =>
  compileTemplates([
    { file: 'templates/code/given.hbs', text },
    ...others.map((file) => ({ file, text: '' })),
  ]).diagnostics.map(({ message, at }) => `${at?.file}:${at?.line}:${at?.col} ${message}`);

const render = (text: string, view: unknown): string => {
  const compiled = compileTemplates([{ file: 'given.hbs', text }]);
  if (!compiled.ok) throw new Error(compiled.diagnostics.map(({ message }) => message).join('\n'));
  return compiled.value('given', view);
};

const faultOf = (text: string, view: unknown) => {
  try {
    return render(text, view);
  } catch (error) {
    if (error instanceof TemplateFault) return error.diagnostic;
    throw error;
  }
};

describe('templates', () => {
  it('of the project all pass the check', () => {
    expect(compileTemplates(TEMPLATES).diagnostics).toEqual([]);
  });

  it.each([
    ['a bare hole', 'text\n  {{name}}', '2:3 "{{name}}" writes a value without a helper'],
    ['a bare path', '{{a.b}}', '1:1 "{{a.b}}" writes a value without a helper'],
    ['the context itself', '{{this}}', '1:1 "{{this}}" writes a value without a helper'],
    ['three braces', '{{{literal name}}}', '1:1 a hole with three braces or "&" writes "literal" as it is'],
    ['an ampersand', '{{&literal name}}', '1:1 a hole with three braces or "&" writes "literal" as it is'],
    ['an unknown helper', '{{shout name}}', '1:1 there is no helper "shout"'],
    ['a helper of Handlebars itself', '{{lookup map key}}', '1:1 there is no helper "lookup"'],
    ['a call inside a call', '{{literal (lookup a b)}}', '1:1 a call inside a call is not allowed'],
    ['two values', '{{literal a b}}', '1:1 "literal" takes one value'],
    ['a layout that is no number', '{{doc a indent=b}}', '1:1 "indent=" takes a number'],
    ['an unknown block', '{{#with a}}{{/with}}', '1:1 there is no block "with"'],
    ['a helper as a block', '{{#literal a}}{{/literal}}', '1:1 there is no block "literal"'],
    ['a partial block', '{{#> fields}}{{/fields}}', '1:1 a PartialBlockStatement is not allowed in a template'],
    ['an inline partial', '{{#*inline "x"}}{{/inline}}', '1:1 a DecoratorBlock is not allowed in a template'],
    ['a computed partial', '{{> (lookup . "a")}}', '1:1 the name of a partial must be written out'],
    ['an unknown partial', '{{> nobody}}', '1:1 there is no template "nobody"'],
    [
      'a hole inside a block',
      '{{#each a}}\n{{#if b}}{{b}}{{/if}}{{/each}}',
      '2:10 "{{b}}" writes a value without a helper',
    ],
    ['a hole in an else', '{{#if a}}{{else}}{{b}}{{/if}}', '1:18 "{{b}}" writes a value without a helper'],
  ])('are refused with %s', (_name, text, fault) => {
    expect(faultsOf(text)).toEqual([`templates/code/given.hbs:${fault}`]);
  });

  it('are refused with the place where they cannot be read', () => {
    expect(faultsOf('fine\n{{#if a}}')[0]).toMatch(/^templates\/code\/given\.hbs:2:1 the template cannot be read/);
  });

  it('may hold text, comments, blocks and other templates', () => {
    expect(
      faultsOf('{{!-- why --}}{{#each a}}{{literal this}}{{#unless @last}}, {{/unless}}{{/each}}{{> other}}', [
        'other.hbs',
      ]),
    ).toEqual([]);
  });

  const name = valueName('thing');
  const prose = DocText.from('words');

  it('print each value in its own way', () => {
    expect(render('{{identifier a}}', { a: name })).toBe('thing');
    expect(render('{{literal a}}', { a: "it's" })).toBe("'it\\'s'");
    expect(render('{{doc a indent=2}}', { a: { paragraphs: [prose] } })).toBe('  /** words */\n');
    expect(render('{{data a}}', { a: new Map([['b', name]]) })).toBe('{ b: thing }');
    expect(render('{{json a}}', { a: { b: 1 } })).toBe('{\n  "b": 1\n}');
  });

  it.each([
    ['identifier', 'thing'],
    ['identifier', { text: 'thing', toString: () => 'thing' }],
    ['identifier', prose],
    ['identifier', undefined],
    ['stem', 'thing'],
    ['stem', name],
    ['literal', { toString: () => 'x' }],
    ['literal', undefined],
    ['literal', Number.NaN],
    ['data', { plain: 'object' }],
    ['data', new Map([['a', { text: 'thing' }]])],
    ['data', new Map([['a', prose]])],
    ['data', new Map([['a', new Date(0)]])],
    ['type', 'string'],
    ['type', { kind: 'keyword', name: 'string; alert(1)' }],
    ['type', { kind: 'reference', name: 'Thing', schema: undefined }],
    ['doc', 'words'],
    ['doc', { paragraphs: ['words'] }],
    ['markdown', 'words'],
    ['url', 'javascript:alert(1)'],
    ['url', 'https://example.com/) [x](y'],
    ['json', undefined],
    ['key', 1],
  ])('refuse in {{%s}} what only looks right: %o', (helper, value) => {
    expect(faultOf(`\n {{${helper} a}}`, { a: value })).toMatchObject({
      code: 'emit/template-value',
      at: { file: 'given.hbs', line: 2, col: 2 },
    });
  });

  it('are named when they are missing', () => {
    const compiled = compileTemplates([]);
    expect(() => compiled.ok && compiled.value('operation', {})).toThrow('there is no template "operation.hbs"');
  });
});
