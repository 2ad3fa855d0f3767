import type { Element } from './html-tree.js';
import { attributeOf, parentOf } from './html-tree.js';

/**
 * The part of CSS that layouts need: `main article`, `h2 > a.hash-link`, `[role=tabpanel]`, `[class*=admonition]`.
 * Docusaurus adds a hash to the names of its CSS modules, which is what `*=` is for.
 */
export interface Selector {
  readonly steps: readonly Step[];
}

interface Step {
  readonly tag?: string;
  readonly tests: readonly Test[];
  /** Whether the step before it must match the parent itself. */
  readonly child: boolean;
}

interface Test {
  readonly name: string;
  readonly operator: '' | '=' | '~=' | '*=' | '^=' | '$=';
  readonly value: string;
}

const PART = /^(?:([a-z][a-z0-9-]*)|\.([\w-]+)|#([\w-]+)|\[([\w-]+)(?:([~*^$]?=)"?([^\]"]*)"?)?\])/i;

/** `undefined` for what is no selector of this kind. */
export const parseSelector = (text: string): Selector | undefined => {
  const steps: Step[] = [];
  let child = false;
  for (const word of text.trim().split(/\s+/)) {
    if (word === '>') {
      child = true;
      continue;
    }
    const step = parseStep(word, child);
    if (!step) return undefined;
    steps.push(step);
    child = false;
  }
  return steps.length > 0 && !child && steps[0]?.child === false ? { steps } : undefined;
};

const parseStep = (word: string, child: boolean): Step | undefined => {
  const tests: Test[] = [];
  let tag: string | undefined;
  let rest = word;
  while (rest !== '') {
    const part = PART.exec(rest);
    if (!part) return undefined;
    const [all, name, className, id, attribute, operator, value] = part;
    if (name !== undefined && (tag !== undefined || tests.length > 0)) return undefined;
    if (name !== undefined) tag = name.toLowerCase();
    if (className !== undefined) tests.push({ name: 'class', operator: '~=', value: className });
    if (id !== undefined) tests.push({ name: 'id', operator: '=', value: id });
    if (attribute !== undefined) tests.push(attributeTest(attribute, operator, value));
    rest = rest.slice(all.length);
  }
  return word === '' ? undefined : { tests, child, ...(tag === undefined ? {} : { tag }) };
};

const attributeTest = (name: string, operator: string | undefined, value: string | undefined): Test => ({
  name: name.toLowerCase(),
  operator: (operator ?? '') as Test['operator'],
  value: value ?? '',
});

/** Whether an element matches one of the selectors. */
export const matchesAny = (element: Element, selectors: readonly Selector[]): boolean =>
  selectors.some((selector) => matches(element, selector.steps, selector.steps.length - 1));

const matches = (element: Element, steps: readonly Step[], last: number): boolean => {
  const step = steps[last];
  if (!step || !fits(element, step)) return false;
  if (last === 0) return true;
  for (let above = parentOf(element); above; above = parentOf(above)) {
    if (matches(above, steps, last - 1)) return true;
    if (step.child) return false;
  }
  return false;
};

const fits = (element: Element, { tag, tests }: Step): boolean =>
  (tag === undefined || element.tagName === tag) &&
  tests.every((test) => passes(attributeOf(element, test.name), test));

const passes = (found: string | undefined, { operator, value }: Test): boolean => {
  if (found === undefined) return false;
  if (operator === '') return true;
  if (operator === '=') return found === value;
  if (value === '') return false;
  if (operator === '~=') return found.split(/\s+/).includes(value);
  if (operator === '*=') return found.includes(value);
  return operator === '^=' ? found.startsWith(value) : found.endsWith(value);
};
