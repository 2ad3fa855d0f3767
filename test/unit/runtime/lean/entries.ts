import type { KeyHandle, LeanCaller, LeanOptions, SignFunction } from '../../../../templates/runtime/lean/common.js';
import * as node from '../../../../templates/runtime/lean/node.js';
import * as web from '../../../../templates/runtime/lean/web.js';

type CreateKeySigner = (privateKey: string | KeyHandle) => SignFunction;

/** Both lean entries: what holds for one has to hold for the other, but for what only Node can tell. */
export const LEAN_ENTRIES: readonly (readonly [
  name: 'node' | 'web',
  create: (options: LeanOptions) => LeanCaller,
  createKeySigner: CreateKeySigner,
])[] = [
  ['node', node.createLeanCaller, node.createKeySigner],
  ['web', web.createLeanCaller, web.createKeySigner],
];
