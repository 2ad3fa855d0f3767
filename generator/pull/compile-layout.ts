import type { LayoutSelectors, PageLayout } from './layout.js';
import { parseSelector, type Selector } from './selector.js';

export type Selectors = Readonly<Record<keyof LayoutSelectors | 'notFound' | 'login', readonly Selector[]>>;

/** A layout with its selectors read. One that is no selector matches nothing; `readLayout` says so beforehand. */
export interface CompiledLayout {
  readonly layout: PageLayout;
  readonly select: Selectors;
}

export const compileLayout = (layout: PageLayout): CompiledLayout => {
  const all = { ...layout.selectors, notFound: layout.signs.notFound, login: layout.signs.login };
  const select = Object.fromEntries(
    Object.entries(all).map(([name, texts]) => [name, texts.flatMap((text) => parseSelector(text) ?? [])]),
  );
  return { layout, select: select as Record<keyof Selectors, Selector[]> };
};
