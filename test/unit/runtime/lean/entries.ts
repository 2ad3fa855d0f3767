import type { LeanCaller, LeanOptions } from '../../../../templates/runtime/lean/common.js';
import { createLeanCaller as createForNode } from '../../../../templates/runtime/lean/node.js';
import { createLeanCaller as createForWeb } from '../../../../templates/runtime/lean/web.js';

/** Both lean entries: what holds for one has to hold for the other, but for what only Node can tell. */
export const LEAN_ENTRIES: readonly (readonly [name: 'node' | 'web', create: (options: LeanOptions) => LeanCaller])[] =
  [
    ['node', createForNode],
    ['web', createForWeb],
  ];
