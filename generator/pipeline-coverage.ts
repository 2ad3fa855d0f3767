import { countCoverage } from './coverage/count-coverage.js';
import { readCalled } from './coverage/read-called.js';
import { readRequestLine } from './coverage/read-generated.js';
import type { CoverageReport, DocumentedEndpoint, RequestLine } from './coverage/types.js';
import { failed, ok, type Outcome } from './core/diagnostic.js';
import { own } from './core/json.js';
import type { PageFacts } from './docs/types.js';
import type { MergedSpec } from './merge/types.js';
import { MAX_BYTES } from './load/limits.js';
import type { Inputs } from './pipeline.js';
import { isPage, readDocs, troubles } from './pipeline-docs.js';
import { readSource } from './sources.js';

const CONTRACT = 'coverage/contract.json';
const OPERATIONS = 'generated/src/operations';

/** Where documentation and contract tests are. */
export interface CoveragePlaces {
  /** Folder of captured pages. */
  readonly docs: string;
  /** What the contract tests wrote. By default where they write it; nothing counts as called before they have. */
  readonly contract: string | undefined;
}

/** docs, spec, client, contract → what is covered. */
export const coverProject = (inputs: Inputs, spec: MergedSpec, places: CoveragePlaces): Outcome<CoverageReport> => {
  const { disk } = inputs;
  const docs = readDocs(disk, { shown: places.docs, files: disk.list(places.docs).filter(isPage) });
  const called = calledIn(inputs, places.contract);
  if (!docs.ok || !called.ok) return failed(...docs.diagnostics, ...called.diagnostics);
  const report = countCoverage({
    endpoints: docs.value.facts.flatMap(endpointsOf),
    operations: operationsOf(spec),
    generated: generatedIn(inputs),
    called: called.value,
  });
  return ok(report, troubles(docs.value.facts));
};

/** By the English half of a page; where the halves disagree about a path, there is still one endpoint. */
const endpointsOf = ({ endpoints }: PageFacts): readonly DocumentedEndpoint[] => {
  const english = endpoints.filter(({ language }) => language === 'en');
  return (english.length > 0 ? english : endpoints).map(({ method, path }) => ({
    request: `${method.value} ${path.value}`,
    at: path.at,
  }));
};

const operationsOf = (spec: MergedSpec): readonly { readonly request: RequestLine; readonly name: string }[] =>
  spec.operations.map(({ path, method }) => {
    const name = own(own(own(own(spec.document, 'paths'), path), method), 'x-client-name');
    return { request: `${method.toUpperCase()} ${path}`, name: typeof name === 'string' ? name : '' };
  });

const generatedIn = ({ disk }: Inputs): ReadonlySet<RequestLine> =>
  new Set(
    disk.list(OPERATIONS).flatMap((file) => {
      const found = disk.read(file, MAX_BYTES);
      return found.kind === 'bytes' ? (readRequestLine(new TextDecoder().decode(found.bytes)) ?? []) : [];
    }),
  );

const calledIn = ({ disk }: Inputs, named: string | undefined): Outcome<ReadonlySet<RequestLine>> => {
  const file = named ?? CONTRACT;
  if (named === undefined && disk.read(file).kind === 'missing') return ok(new Set());
  const found = readSource(disk, file, MAX_BYTES);
  return 'code' in found ? failed(found) : readCalled(new TextDecoder().decode(found.bytes), file);
};
