import { failed, ok, type Diagnostic, type Outcome } from '../core/diagnostic.js';
import { byCodeUnit, isMutableObject, type MutableObject } from '../core/mutable-json.js';
import { pointerTo } from '../core/json.js';
import type { SourceDoc, SourceRole } from '../core/source.js';
import { addFragments } from './add-fragments.js';
import { OverlayRun, type OperationChanges } from './apply-overlay.js';
import { checkDepth } from './check-depth.js';
import { checkExtensions } from './check-extensions.js';
import { checkNothingLost, checkOperations } from './check-operations.js';
import { checkReview } from './check-review.js';
import { checkReferences, checkSecuritySchemes } from './check-references.js';
import { checkSecurity } from './check-security.js';
import { checkShape } from './check-shape.js';
import { Draft, mergeError, readMember, type Member } from './draft.js';
import { operationsOf } from './operations.js';
import { orderDocument } from './order-document.js';
import { Origins, positionOf } from './origins.js';
import { readOverlay } from './read-overlay.js';
import type { MergedSpec } from './types.js';

/**
 * One upstream document, the operations of the fragments and the corrections of the overlays, as one OpenAPI document.
 * The sources are repaired ones; their order does not matter, fragments and overlays go by the names of their files.
 */
export const merge = (sources: readonly SourceDoc[]): Outcome<MergedSpec> => {
  const origins = new Origins();
  const membersOf = (role: SourceRole): readonly Member[] =>
    sources
      .filter((source) => source.role === role)
      .sort((left, right) => byCodeUnit(left.file, right.file))
      .map((source) => readMember(source, origins));
  const [upstream, ...others] = membersOf('upstream');
  if (upstream === undefined) return failed(noUpstream());
  const draft = new Draft(upstream.root, upstream.origin, origins);
  for (const other of others) refuseSecondUpstream(draft, other, upstream);
  const fragments = membersOf('fragment');
  const overlays = membersOf('overlay');
  for (const member of [upstream, ...fragments]) checkShape(draft, member);
  for (const member of [...fragments, ...overlays]) checkReview(draft, member);
  if (draft.failed) return failed(...draft.diagnostics);
  const replaced = addFragments(draft, upstream, fragments);
  if (draft.failed) return failed(...draft.diagnostics);
  const changes = applyOverlays(draft, overlays);
  checkDepth(draft);
  if (draft.failed) return failed(...draft.diagnostics);
  checkFragmentExtensions(draft, fragments);
  checkResult(draft);
  checkNothingLost(draft, { sources: [upstream, ...fragments].map(({ source }) => source), replaced, changes });
  orderDocument(draft);
  return draft.failed ? failed(...draft.diagnostics) : ok(finish(draft), draft.diagnostics);
};

const applyOverlays = (draft: Draft, overlays: readonly Member[]): OperationChanges => {
  const run = new OverlayRun(draft);
  for (const overlay of overlays) for (const action of readOverlay(draft, overlay)) run.apply(action);
  return run.changes;
};

const checkResult = (draft: Draft): void => {
  checkExtensions(draft, draft.root, (pointer) => draft.find(pointer));
  checkReferences(draft);
  checkSecuritySchemes(draft);
  checkSecurity(draft);
  checkOperations(draft);
};

/** Only for what a fragment does not bring into the merged document; the rest is checked there. */
const checkFragmentExtensions = (draft: Draft, fragments: readonly Member[]): void => {
  for (const { root, origin } of fragments) {
    const { paths, components: _components, tags: _tags, ...left } = root;
    const marks = Object.entries(isMutableObject(paths) ? paths : {}).filter(([key]) => !key.startsWith('/'));
    const document: MutableObject = { ...left, paths: Object.fromEntries(marks) };
    checkExtensions(draft, document, (pointer) => draft.origins.locate(root, pointer, origin));
  }
};

const finish = (draft: Draft): MergedSpec => ({
  document: draft.root,
  operations: operationsOf(draft.root).map(({ path, method, pathItem }) => ({
    path,
    method,
    pointer: pointerTo(pointerTo('/paths', path), method),
    origin: positionOf(draft.at(pathItem, method)),
  })),
  originOf: (pointer) => positionOf(draft.find(pointer)),
});

const noUpstream = (): Diagnostic => ({
  code: 'merge/no-upstream',
  severity: 'error',
  message: 'There is no upstream document to merge into.',
  hint: 'Store one with `marginalia upstream <file>`.',
});

const refuseSecondUpstream = (draft: Draft, other: Member, upstream: Member): void => {
  draft.diagnostics.push(
    mergeError('several-upstreams', other.origin, {
      message: 'There is more than one upstream document.',
      hint: 'Keep one; hand-written additions are fragments.',
      related: [[upstream.origin, 'the one that would be used']],
    }),
  );
};
