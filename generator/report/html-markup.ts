import { printable } from './printable.js';

/** What may stand in a hole. Text is escaped, markup made by `html` goes in as it is, a list is its parts in a row. */
export type Hole = string | number | Markup | readonly Hole[] | undefined;

type Context = { readonly in: 'text' } | { readonly in: 'attribute'; readonly name: string };

/** Attributes whose values are text and do nothing. `href` may have a hole after a `#`: links lead within the page. */
const PASSIVE = /^(?:id|class|lang|title|value|for|data-[a-z-]+|aria-[a-z-]+)$/;

/**
 * HTML that is known to be ours. The constructor is private: text becomes markup here and nowhere else, through a
 * template whose every hole is escaped for the place it stands in, so that no page can write a tag or an attribute.
 */
export class Markup {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  static is(value: unknown): value is Markup {
    return typeof value === 'object' && value !== null && #text in value;
  }

  static fill(parts: TemplateStringsArray, holes: readonly Hole[]): Markup {
    const { contexts, texts } = readTemplate(parts);
    return new Markup(texts.map((text, index) => text + fillHole(holes[index], contexts[index])).join(''));
  }

  /** A `<style>` or `<script>` with a text of the program. A text that could end the element early is refused. */
  static element(name: 'style' | 'script', text: string): Markup {
    const ending = /<\/|<!--|<script/i.exec(text)?.[0];
    if (ending !== undefined) throw new RangeError(`the text of <${name}> may not contain "${ending}"`);
    return new Markup(`<${name}>${text}</${name}>`);
  }

  /** What the page may load and run. */
  static policy(directives: readonly string[]): Markup {
    return new Markup(`<meta http-equiv="Content-Security-Policy" content="${escapeValue(directives.join('; '))}">`);
  }

  toString(): string {
    return this.#text;
  }
}

/** ``html`<p title="${advice}">${message}</p>` ``. Holes stand in text or in double-quoted values, nowhere else. */
export const html = (parts: TemplateStringsArray, ...holes: readonly Hole[]): Markup => Markup.fill(parts, holes);

const fillHole = (hole: Hole, context: Context | undefined): string => {
  if (hole === undefined || context === undefined) return '';
  if (context.in === 'attribute') return fillAttribute(hole, context.name);
  if (typeof hole === 'string' || typeof hole === 'number') return escapeText(String(hole));
  if (Markup.is(hole)) return hole.toString();
  return hole.map((part) => fillHole(part, context)).join('');
};

const fillAttribute = (hole: Hole, name: string): string => {
  if (typeof hole !== 'string' && typeof hole !== 'number') throw new TypeError(`markup in the attribute ${name}`);
  return escapeValue(String(hole));
};

/** Without what turns the direction of text, and without what is no Unicode. */
const shown = (text: string): string => printable(text).replace(/\p{Cs}/gu, '\ufffd');

const reference = (unit: string): string => `&#${unit.charCodeAt(0)};`;

const escapeText = (text: string): string => shown(text).replace(/[&<>]/g, reference);

const escapeValue = (text: string): string => shown(text).replace(/[&<>"'`]/g, reference);

interface Template {
  readonly contexts: readonly Context[];
  /** The parts without the indentation that they have in our sources: a page may hold thousands of findings. */
  readonly texts: readonly string[];
}

const known = new WeakMap<TemplateStringsArray, Template>();

/** A template is looked at once, however often it is filled. */
const readTemplate = (parts: TemplateStringsArray): Template => {
  const seen = known.get(parts);
  if (seen !== undefined) return seen;
  const read = { contexts: readContexts(parts), texts: parts.map(withoutIndentation) };
  known.set(parts, read);
  return read;
};

/** Formatters break a tag before its end; a page needs neither that break nor the indentation. */
const withoutIndentation = (part: string): string => part.replace(/\n +/g, '\n').replace(/\n>/g, '>');

interface State {
  readonly in: 'text' | 'tag' | 'value';
  /** What has been read of the tag or the value. */
  readonly read: string;
  readonly attribute: string;
}

const OUTSIDE: State = { in: 'text', read: '', attribute: '' };

const readContexts = (parts: readonly string[]): readonly Context[] => {
  let state = OUTSIDE;
  const contexts = parts.flatMap((part, index) => {
    for (const unit of part) state = step(state, unit);
    return index === parts.length - 1 ? [] : [contextAt(state)];
  });
  if (state.in !== 'text') throw new SyntaxError(`the template ends within a tag: <${state.read}`);
  return contexts;
};

const step = (state: State, unit: string): State => {
  const read = state.read + unit;
  if (state.in === 'text') return unit === '<' ? { in: 'tag', read: '', attribute: '' } : state;
  if (state.in === 'value') return unit === '"' ? { in: 'tag', read: '', attribute: '' } : { ...state, read };
  if (/^(?:!--|(?:script|style)[\s>])/i.test(read)) throw new SyntaxError(`a template may not write <${read}`);
  if (unit === '>') return OUTSIDE;
  if (unit === "'") throw new SyntaxError(`values stand in double quotes: <${read}`);
  if (unit !== '"') return { ...state, read };
  const attribute = /([\w:-]+)=$/.exec(state.read)?.[1];
  if (attribute === undefined) throw new SyntaxError(`a value without an attribute: <${read}`);
  return { in: 'value', read: '', attribute: attribute.toLowerCase() };
};

const contextAt = ({ in: where, read, attribute }: State): Context => {
  if (where === 'text') return { in: 'text' };
  if (where === 'tag') throw new SyntaxError(`a hole in a tag, outside a value: <${read}`);
  if (!PASSIVE.test(attribute) && !(attribute === 'href' && read.startsWith('#')))
    throw new SyntaxError(`a hole in the attribute ${attribute}`);
  return { in: 'attribute', name: attribute };
};
