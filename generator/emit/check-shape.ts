import type { ts } from 'ts-morph';
import type { Diagnostic } from '../core/diagnostic.js';
import type { PlainImport } from './plain-module.js';

/** Kinds of syntax that only describe: types, and literals whose evaluation does nothing. */
const describing = (kinds: typeof ts.SyntaxKind): ReadonlySet<ts.SyntaxKind> =>
  new Set([
    kinds.ImportDeclaration,
    kinds.ImportClause,
    kinds.NamedImports,
    kinds.ImportSpecifier,
    kinds.ExportDeclaration,
    kinds.NamedExports,
    kinds.ExportSpecifier,
    kinds.InterfaceDeclaration,
    kinds.TypeAliasDeclaration,
    kinds.PropertySignature,
    kinds.ExportKeyword,
    kinds.ReadonlyKeyword,
    kinds.QuestionToken,
    kinds.TypeReference,
    kinds.TypeParameter,
    kinds.UnionType,
    kinds.IntersectionType,
    kinds.ParenthesizedType,
    kinds.ArrayType,
    kinds.TypeOperator,
    kinds.TypeLiteral,
    kinds.LiteralType,
    kinds.StringKeyword,
    kinds.NumberKeyword,
    kinds.BooleanKeyword,
    kinds.BigIntKeyword,
    kinds.UnknownKeyword,
    kinds.NeverKeyword,
    kinds.NullKeyword,
    kinds.VoidKeyword,
    kinds.TrueKeyword,
    kinds.FalseKeyword,
    kinds.VariableStatement,
    kinds.VariableDeclarationList,
    kinds.VariableDeclaration,
    kinds.Identifier,
    kinds.StringLiteral,
    kinds.NumericLiteral,
    kinds.PrefixUnaryExpression,
    kinds.ArrayLiteralExpression,
    kinds.ObjectLiteralExpression,
    kinds.PropertyAssignment,
    kinds.ComputedPropertyName,
    kinds.AsExpression,
    kinds.EndOfFileToken,
  ]);

/**
 * The last line of defence against text that escaped from its place: a module of data is parsed, and whatever in it
 * could do something when it is imported is refused. Returns undefined when there is nothing of the kind.
 */
export const shapeChecker = (
  compiler: typeof ts,
): ((tree: ts.SourceFile, planned: readonly PlainImport[]) => Diagnostic | undefined) => {
  const allowed = describing(compiler.SyntaxKind);
  const oddity = (planned: readonly PlainImport[]): ((node: ts.Node) => ts.Node | undefined) => {
    const names = new Set(planned.flatMap(({ values }) => values));
    const findOdd = (node: ts.Node): ts.Node | undefined => {
      if (!allowed.has(node.kind) || (isLooseName(node, compiler) && !isReference(node, names, compiler))) return node;
      if (compiler.isAsExpression(node) && !compiler.isConstTypeReference(node.type)) return node;
      // Loading a module for more than its types runs it.
      if (compiler.isImportDeclaration(node) && !isPlanned(node, planned, compiler)) return node;
      if (compiler.isExportDeclaration(node) && !node.isTypeOnly) return node;
      return compiler.forEachChild(node, findOdd);
    };
    return findOdd;
  };
  return (tree, planned) => {
    const odd = compiler.forEachChild(tree, oddity(planned));
    if (odd === undefined) return undefined;
    const { line, character } = tree.getLineAndCharacterOfPosition(odd.getStart());
    return {
      code: 'emit/shape',
      severity: 'error',
      message: `generated data holds something that is no data: ${compiler.SyntaxKind[odd.kind]}`,
      at: { file: tree.fileName.slice(1), line: line + 1, col: character + 1 },
      hint: 'This is a defect of the generator: text of the spec left its place. Please report it with the spec.',
    };
  };
};

/** Types alone, or a module whose values the plan asks for: another descriptor. */
const isPlanned = (node: ts.ImportDeclaration, planned: readonly PlainImport[], compiler: typeof ts): boolean => {
  if (node.importClause?.isTypeOnly === true) return true;
  const { moduleSpecifier: from } = node;
  const plan = planned.find((one) => compiler.isStringLiteral(from) && one.from === from.text && one.values.length > 0);
  const named = node.importClause?.namedBindings;
  return (
    plan !== undefined &&
    node.importClause?.name === undefined &&
    named !== undefined &&
    compiler.isNamedImports(named) &&
    named.elements.every(({ name, propertyName }) => propertyName === undefined && plan.values.includes(name.text))
  );
};

/** The value of a property that is what the module imports, as it is. */
const isReference = (node: ts.Node, names: ReadonlySet<string>, compiler: typeof ts): boolean =>
  compiler.isIdentifier(node) && compiler.isPropertyAssignment(node.parent) && names.has(node.text);

/** A name used as a value: beside what it imports, a data module refers to types only. */
const isLooseName = (node: ts.Node, compiler: typeof ts): boolean =>
  compiler.isIdentifier(node) &&
  ((compiler.isPropertyAssignment(node.parent) && node.parent.initializer === node) ||
    compiler.isArrayLiteralExpression(node.parent) ||
    compiler.isComputedPropertyName(node.parent) ||
    (compiler.isVariableDeclaration(node.parent) && node.parent.initializer === node) ||
    compiler.isAsExpression(node.parent) ||
    compiler.isPrefixUnaryExpression(node.parent));
