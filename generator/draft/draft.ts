import type { DraftInput, Draft } from './types.js';
import { draftFragments } from './fragment.js';
import { FileNames } from './file-names.js';
import { groupEndpoints } from './group-endpoints.js';
import { docsBaseOf, findOperation } from './known-operations.js';
import { Names } from './naming.js';
import { draftOperation, type OperationContext } from './operation.js';
import { draftOverlays } from './overlay.js';
import { SchemeNames } from './schemes.js';

/**
 * Fragments for the endpoints that the spec lacks, overlays that make it say what the pages say of those that it has,
 * and with each file the list of what a person has to judge.
 */
export const draft = (input: DraftInput): Draft => {
  const { groups, diagnostics } = groupEndpoints(input.endpoints);
  const files = new FileNames(input.taken);
  const schemes = new SchemeNames(input.spec);
  const { definitions, nameOf = (file: string) => file } = input;
  const docsBase = docsBaseOf(input.spec);
  const context: OperationContext = { definitions, catalogue: input.errors ?? [], schemes, docsBase };
  const lacking = groups.filter((group) => findOperation(group, input.spec) === undefined);
  const known = groups.flatMap((group) => {
    const ref = findOperation(group, input.spec);
    return ref ? [{ group, ref }] : [];
  });
  const { spec, findings = [] } = input;
  const fragments = draftFragments(
    lacking.map((group) => draftOperation(group, context)),
    { names: new Names(spec), files, schemes, spec, nameOf },
  );
  const overlays = spec
    ? draftOverlays({ spec, findings, known }, { context, files, nameOf })
    : { files: [], diagnostics: [] };
  return { files: [...fragments, ...overlays.files], diagnostics: [...diagnostics, ...overlays.diagnostics] };
};
