import { defaultTreeAdapter, parse, type DefaultTreeAdapterMap, type DefaultTreeAdapterTypes } from 'parse5';

/** HTML as a browser would read it, and never more of it than a page of documentation can need. */

export type Element = DefaultTreeAdapterTypes.Element;
export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Document = DefaultTreeAdapterTypes.Document;

/** Elements inside each other. Pages have about 30; what walks the tree may call itself this often. */
const MAX_DEPTH = 256;
/** Elements in one page. The longest change log has some ten thousand. */
const MAX_ELEMENTS = 200_000;

class TooMuch extends Error {}

/** `undefined` when the page is nested too deep, or has too many elements, to be a page of documentation. */
export const parseHtml = (html: string): Document | undefined => {
  let depth = 0;
  let elements = 0;
  const treeAdapter = {
    ...defaultTreeAdapter,
    onItemPush: (): void => {
      depth += 1;
      elements += 1;
      if (depth > MAX_DEPTH || elements > MAX_ELEMENTS) throw new TooMuch();
    },
    onItemPop: (): void => {
      depth -= 1;
    },
  };
  try {
    return parse<DefaultTreeAdapterMap>(html, { treeAdapter, sourceCodeLocationInfo: true, scriptingEnabled: false });
  } catch (error) {
    if (error instanceof TooMuch) return undefined;
    throw error;
  }
};

export const isElement = (node: Node | Document): node is Element => 'tagName' in node;

export const isText = (node: Node): node is DefaultTreeAdapterTypes.TextNode => node.nodeName === '#text';

export const attributeOf = (element: Element, name: string): string | undefined =>
  element.attrs.find((attribute) => attribute.name === name)?.value;

export const parentOf = (element: Element): Element | undefined => {
  const parent = element.parentNode;
  return parent && 'tagName' in parent ? parent : undefined;
};

/** Whether its end tag stands in the page: the parser closes what is left open without a word. */
export const isClosed = (element: Element): boolean => element.sourceCodeLocation?.endTag !== undefined;

/** All elements below, in the order of the page. Does not look into what `skip` names. */
export function* elementsBelow(root: Element | Document, skip?: (element: Element) => boolean): Generator<Element> {
  const open: { readonly children: readonly Node[]; at: number }[] = [{ children: root.childNodes, at: 0 }];
  for (let level = open.at(-1); level; level = open.at(-1)) {
    const child = level.children[level.at];
    level.at += 1;
    if (child === undefined) open.pop();
    else if (isElement(child) && skip?.(child) !== true) {
      yield child;
      open.push({ children: child.childNodes, at: 0 });
    }
  }
}

/** The elements that have one of these tags, or something below them that has. */
export const holdersOf = (root: Element, tags: ReadonlySet<string>): ReadonlySet<Element> => {
  const holders = new Set<Element>();
  for (const element of elementsBelow(root)) {
    if (!tags.has(element.tagName)) continue;
    for (let each: Element | undefined = element; each && !holders.has(each); each = parentOf(each)) holders.add(each);
  }
  return holders;
};

/** The text of an element as it stands there. */
export const textOf = (element: Element): string =>
  element.childNodes.map((child) => (isText(child) ? child.value : isElement(child) ? textOf(child) : '')).join('');
