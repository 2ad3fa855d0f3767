import type { Diagnostic } from '../core/diagnostic.js';
import type { TemplateFile } from './types.js';

/** What a template may contain: text, comments, `{{helper value}}` and the blocks `each`, `if` and `unless`. */
export interface Grammar {
  readonly helpers: ReadonlySet<string>;
  readonly partials: ReadonlySet<string>;
}

const BLOCKS = new Set(['each', 'if', 'unless']);

/** Walks the syntax tree of a template; every hole that does not go through a typed helper is an error. */
export const checkTemplate = (program: hbs.AST.Program, file: TemplateFile, grammar: Grammar): readonly Diagnostic[] =>
  program.body.flatMap((statement) => checkStatement(statement, file, grammar));

const checkStatement = (statement: hbs.AST.Statement, file: TemplateFile, grammar: Grammar): readonly Diagnostic[] => {
  const fault = (message: string) => [faultAt(statement, file, message, grammar)];
  switch (statement.type) {
    case 'ContentStatement':
    case 'CommentStatement':
      return [];
    case 'MustacheStatement':
      return checkHole(statement as hbs.AST.MustacheStatement, grammar).flatMap(fault);
    case 'BlockStatement':
      return checkBlock(statement as hbs.AST.BlockStatement, file, grammar);
    case 'PartialStatement':
      return checkPartial(statement as hbs.AST.PartialStatement, grammar).flatMap(fault);
    default:
      return fault(`a ${statement.type} is not allowed in a template`);
  }
};

const checkHole = (hole: hbs.AST.MustacheStatement, grammar: Grammar): readonly string[] => {
  const name = pathText(hole.path);
  if (!hole.escaped) return [`a hole with three braces or "&" writes "${name}" as it is`];
  if (hole.params.length === 0) return [`"{{${name}}}" writes a value without a helper`];
  if (!grammar.helpers.has(name)) return [`there is no helper "${name}"`];
  if (hole.params.length > 1) return [`"${name}" takes one value`];
  return checkArguments(hole.params, hole.hash);
};

/** Values are paths or literals; a nested call would make text of its own. */
const checkArguments = (params: readonly hbs.AST.Expression[], hash: hbs.AST.Hash | undefined): readonly string[] => {
  const nested = params.find((param) => param.type === 'SubExpression');
  if (nested !== undefined) return ['a call inside a call is not allowed'];
  const odd = (hash?.pairs ?? []).find((pair) => pair.value.type !== 'NumberLiteral');
  return odd === undefined ? [] : [`"${odd.key}=" takes a number`];
};

const checkBlock = (block: hbs.AST.BlockStatement, file: TemplateFile, grammar: Grammar): readonly Diagnostic[] => {
  const name = pathText(block.path);
  const faults = BLOCKS.has(name) ? checkArguments(block.params, block.hash) : [`there is no block "${name}"`];
  const inner = [block.program, block.inverse].filter(
    (program) => (program as hbs.AST.Program | undefined) !== undefined,
  );
  return [
    ...faults.map((message) => faultAt(block, file, message, grammar)),
    ...inner.flatMap((program) => checkTemplate(program, file, grammar)),
  ];
};

/** Only a partial with a fixed name is one that has been checked itself. */
const checkPartial = (partial: hbs.AST.PartialStatement, grammar: Grammar): readonly string[] => {
  if (partial.name.type !== 'PathExpression') return ['the name of a partial must be written out'];
  const name = pathText(partial.name as hbs.AST.PathExpression);
  if (!grammar.partials.has(name)) return [`there is no template "${name}"`];
  return checkArguments(partial.params, partial.hash as hbs.AST.Hash | undefined);
};

const pathText = (path: hbs.AST.Expression): string => ('original' in path ? String(path.original) : path.type);

const faultAt = (node: hbs.AST.Node, file: TemplateFile, message: string, grammar: Grammar): Diagnostic => ({
  code: 'emit/template',
  severity: 'error',
  message,
  at: { file: file.file, line: node.loc.start.line, col: node.loc.start.column + 1 },
  hint: `Write {{helper value}} with one of ${[...grammar.helpers].join(', ')}.`,
});
