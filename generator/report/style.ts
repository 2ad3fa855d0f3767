import { styleText } from 'node:util';

/** How text is marked on the screen; `plain` marks nothing, for files, pipes and `NO_COLOR`. */
export interface Style {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly good: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly place: (text: string) => string;
}

/** We decide from the stream and the flags before choosing a style; node must not decide again. */
const FORCED = { validateStream: false } as const;

const asIs = (text: string): string => text;

export const plain: Style = { error: asIs, warning: asIs, good: asIs, strong: asIs, dim: asIs, place: asIs };

export const coloured: Style = {
  error: (text) => styleText(['bold', 'red'], text, FORCED),
  warning: (text) => styleText('yellow', text, FORCED),
  good: (text) => styleText('green', text, FORCED),
  strong: (text) => styleText('bold', text, FORCED),
  dim: (text) => styleText('dim', text, FORCED),
  place: (text) => styleText('cyan', text, FORCED),
};
