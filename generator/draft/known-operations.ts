import { own } from '../core/json.js';
import type { MergedSpec, OperationRef } from '../merge/types.js';
import { DOCS_BASE } from './families.js';
import type { EndpointGroup } from './group-endpoints.js';

/** The operation that a page is about: by method and path in either language, else by the page that it links to. */
export const findOperation = (group: EndpointGroup, spec: MergedSpec | undefined): OperationRef | undefined => {
  if (!spec) return undefined;
  for (const { method, path } of group.halves) {
    const found = spec.operations.find(
      (each) => each.method === method.value.toLowerCase() && bare(each.path) === bare(path.value),
    );
    if (found) return found;
  }
  const identities = group.halves.flatMap(({ identity }) => identity?.value ?? []);
  const linked = spec.operations.filter((each) => identities.some((identity) => pageOf(spec, each) === identity));
  return linked.length === 1 ? linked[0] : undefined;
};

const bare = (path: string): string => path.replace(/\/$/, '');

/** The page an operation links to, without host, language and fragment. */
const pageOf = (spec: MergedSpec, ref: OperationRef): string | undefined =>
  linkOf(spec, ref)
    ?.replace(/^https?:\/\/[^/]+/, '')
    .replace(/[?#].*$/s, '')
    .replace(/^\/(?:(?:en|zh-CN)\/)?docs\/(?:zh-CN\/)?/, '');

const linkOf = (spec: MergedSpec, { path, method }: OperationRef): string | undefined => {
  const url = own(own(own(own(own(spec.document, 'paths'), path), method), 'externalDocs'), 'url');
  return typeof url === 'string' ? url : undefined;
};

/** The base of the links that the spec has already. */
export const docsBaseOf = (spec: MergedSpec | undefined): string => {
  const links = spec?.operations.flatMap((ref) => linkOf(spec, ref) ?? []) ?? [];
  return links.flatMap((link) => /^https?:\/\/[^/\s]+\/(?:en\/)?docs\//.exec(link)?.[0] ?? [])[0] ?? DOCS_BASE;
};
