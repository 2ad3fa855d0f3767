import type { Diagnostic } from '../core/diagnostic.js';
import { anchoredIdentity, identityOf, placeOf, readable, tell, topOf } from './check-pages-common.js';
import type { DocPage } from './types.js';

/** Pages whose file name says something else than they do themselves. The anchors are right, then `source_url`. */
export const checkPlaces = (pages: readonly DocPage[], root: string): readonly Diagnostic[] => {
  const places = readable(pages).map((page) => {
    return { page, name: nameBelow(root, page.file), identity: identityOf(page) };
  });
  const shift = usualShift(places);
  // One page that was named by itself is no folder to save something in.
  const folder = pages.some(({ file }) => file === root) ? '' : root;
  const files = new Set(pages.map(({ file }) => file));
  return places.flatMap(({ page, name, identity }) => {
    if (identity === undefined || name === applyShift(identity, shift)) return [];
    const expected = `${prefixOf(folder)}${applyShift(identity, shift)}.md`;
    return [anchoredIdentity(page) ? misplaced(page, expected, files) : unclear(page, name)];
  });
};

const misplaced = (page: DocPage, expected: string, files: ReadonlySet<string>): Diagnostic => {
  const identity = anchoredIdentity(page);
  const message = `By its heading anchors this is the page ${identity}, although it is saved as ${page.file}.`;
  const hint = `The content is used under its own identity. Save it as ${expected}.`;
  const instead = { at: { file: expected, line: 1, col: 1 }, message: 'stands in its place' };
  return tell('misplaced-page', message, {
    at: placeOf(page),
    hint,
    ...(files.has(expected) ? { related: [instead] } : {}),
  });
};

const unclear = (page: DocPage, name: string): Diagnostic => {
  const source = page.frontMatter.sourceUrl;
  const names = `the file name says ${name}, source_url says ${identityOf(page)}`;
  const message = `No heading anchor says which page this is: ${names}.`;
  return tell('unclear-identity', message, {
    at: source?.at ?? topOf(page),
    hint: 'Look which of them it is, and correct the other.',
  });
};

const prefixOf = (root: string): string => {
  const folder = root.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
  return folder === '' || folder === '.' ? '' : `${folder}/`;
};

const nameBelow = (root: string, file: string): string => {
  const name = file.replace(/^(?:\.\/)+/, '').replace(/\.md$/, '');
  const prefix = prefixOf(root);
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
};

/** What has to be taken off identities, or put before them, to get file names: a part of a capture may be checked. */
interface Shift {
  readonly off: string;
  readonly before: string;
}

const NO_SHIFT: Shift = { off: '', before: '' };

const applyShift = (identity: string, { off, before }: Shift): string =>
  `${before}${identity.startsWith(off) ? identity.slice(off.length) : identity}`;

const shiftOf = (identity: string, name: string): Shift | undefined => {
  if (identity === name) return NO_SHIFT;
  if (identity.endsWith(`/${name}`)) return { off: identity.slice(0, -name.length), before: '' };
  return name.endsWith(`/${identity}`) ? { off: '', before: name.slice(0, -identity.length) } : undefined;
};

/** The one that most pages share. */
const usualShift = (places: readonly { readonly name: string; readonly identity: string | undefined }[]): Shift => {
  const counted = new Map<string, { readonly shift: Shift; count: number }>();
  for (const { name, identity } of places) {
    const shift = identity === undefined ? undefined : shiftOf(identity, name);
    if (!shift) continue;
    const key = `${shift.off}\n${shift.before}`;
    const seen = counted.get(key);
    if (seen) seen.count += 1;
    else counted.set(key, { shift, count: 1 });
  }
  return [...counted.values()].sort((a, b) => b.count - a.count)[0]?.shift ?? NO_SHIFT;
};
