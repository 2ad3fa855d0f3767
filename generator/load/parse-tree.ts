import { Composer, Lexer, Parser, type CST, type Document, type YAMLParseError } from 'yaml';
import { failed, ok, type Diagnostic, type Outcome } from '../core/diagnostic.js';
import type { LineTable } from '../core/position.js';
import { loadError, tooDeep } from './load-error.js';
import { MAX_DEPTH, MAX_INDICATORS, MAX_TOKENS } from './limits.js';

/** Fixed, so that a `%YAML 1.1` line cannot bring back `yes` as a boolean or merge keys. */
const OPTIONS = {
  uniqueKeys: false,
  prettyErrors: false,
  schema: 'core',
  merge: false,
  resolveKnownTags: false,
} as const;

/** One error often makes the parser see ten more; the first few say it. */
const MAX_REPORTED = 5;

/** Parses YAML, of which JSON is a part. Keeps both twins of a duplicate key. */
export const parseTree = (text: string, lines: LineTable): Outcome<Document.Parsed> => {
  const watch = new Watch(lines);
  try {
    const documents: Document.Parsed[] = [];
    for (const document of new Composer(OPTIONS).compose(watch.tokens(text), true, text.length)) {
      if (documents.push(document) === 2) break;
    }
    return watch.stopped === undefined ? pickDocument(documents, lines) : failed(watch.stopped);
  } catch (error) {
    return failed(
      loadError('not-yaml', lines.at(watch.offset), {
        message: `The YAML parser gave up here: ${error instanceof Error ? error.message : String(error)}.`,
        hint: 'Simplify the document around this place.',
      }),
    );
  }
};

const pickDocument = (documents: readonly Document.Parsed[], lines: LineTable): Outcome<Document.Parsed> => {
  const [tree, second] = documents;
  if (tree === undefined) return failed();
  if (tree.errors.length > 0) return failed(...yamlErrors(tree.errors, lines));
  if (second === undefined) return ok(tree);
  return failed(
    loadError('several-documents', lines.at(second.range[0]), {
      message: 'A second YAML document starts here; a source is one document.',
      hint: 'Remove the `---` line, or put the documents into files of their own.',
    }),
  );
};

/**
 * Hands the parser one token after the other and stops before it gets into trouble: it is recursive, and where it runs
 * out of stack inside a regular expression, Node ends the process without an exception.
 */
class Watch {
  stopped: Diagnostic | undefined;
  offset = 0;
  #tokens = 0;
  #indicators = 0;

  constructor(readonly lines: LineTable) {}

  *tokens(text: string): Generator<CST.Token, void> {
    const parser = new Parser();
    let tolerated = MAX_REPORTED;
    for (const lexeme of new Lexer().lex(text)) {
      this.offset = parser.offset;
      for (const token of parser.next(lexeme)) {
        yield token;
        if ((token.type === 'error' || token.type === 'directive') && --tolerated < 0) return;
      }
      this.stopped = this.#objection(parser.stack.length - 1, lexeme);
      if (this.stopped !== undefined) return;
    }
    yield* parser.end();
  }

  #objection(depth: number, lexeme: string): Diagnostic | undefined {
    this.#tokens += 1;
    this.#indicators = BLANK.has(lexeme.charCodeAt(0))
      ? this.#indicators
      : isIndicator(lexeme)
        ? this.#indicators + 1
        : 0;
    if (depth > MAX_DEPTH) return tooDeep(this.lines, this.offset);
    if (this.#indicators > MAX_INDICATORS) return tooManyIndicators(this.lines, this.offset);
    return this.#tokens > MAX_TOKENS ? tooManyTokens(this.lines, this.offset) : undefined;
  }
}

const BLANK: ReadonlySet<number> = new Set([' ', '\t'].map((character) => character.charCodeAt(0)));

/** An anchor, a tag, or one of the marks of sequences and mappings. */
const isIndicator = (lexeme: string): boolean =>
  lexeme === '-' || lexeme === '?' || lexeme === ':' || lexeme[0] === '&' || lexeme[0] === '!';

const tooManyIndicators = (lines: LineTable, offset: number) =>
  loadError('too-deep', lines.at(offset), {
    message: `More than ${MAX_INDICATORS} tags, anchors or indicators stand in a row here.`,
    hint: 'Check that this is the right file; no OpenAPI document needs them.',
  });

const tooManyTokens = (lines: LineTable, offset: number) =>
  loadError('too-large', lines.at(offset), {
    message: `The document has more than ${MAX_TOKENS} tokens.`,
    hint: 'Check that this is the right file, or split it into fragments.',
  });

const yamlErrors = (errors: readonly YAMLParseError[], lines: LineTable): readonly Diagnostic[] =>
  errors.slice(0, MAX_REPORTED).map((error) =>
    error.code === 'TAB_AS_INDENT'
      ? loadError('tab-indentation', lines.at(error.pos[0]), {
          message: 'A tab is used as indentation; YAML allows only spaces.',
          hint: 'Replace the tabs at the start of the line by spaces.',
        })
      : loadError('not-yaml', lines.at(error.pos[0]), {
          message: `This is not YAML: ${error.message.replace(/\.?$/, '.')}`,
          hint: 'Correct the line; the text after the colon is what the YAML parser says.',
        }),
  );
