import { isMutableObject, sameJson, type MutableJson, type MutableObject } from '../core/mutable-json.js';
import { objectAt, type Draft, type Member } from './draft.js';
import { listOf, own } from './operations.js';

/** Adds the components of a fragment. What both have under one name must be the same. */
export const addComponents = (draft: Draft, { root }: Member): void => {
  const added = own(root, 'components');
  if (!isMutableObject(added)) return;
  const components = objectAt(draft, draft.root, 'components', draft.at(root, 'components'));
  if (components === undefined) return;
  for (const [section, named] of Object.entries(added)) {
    const known = objectAt(draft, components, section, draft.at(added, section));
    if (!isMutableObject(named) || known === undefined) refuseSection(draft, added, section);
    else for (const name of Object.keys(named)) addComponent(draft, [known, named], `${section}/${name}`);
  }
};

const addComponent = (draft: Draft, [known, added]: readonly [MutableObject, MutableObject], path: string): void => {
  const name = path.slice(path.indexOf('/') + 1);
  const value = own(added, name);
  if (value === undefined) return;
  if (!Object.hasOwn(known, name)) draft.origins.set(known, name, value, draft.at(added, name));
  else if (!sameJson(known[name], value)) {
    draft.refuse('component-conflict', draft.at(added, name), {
      message: `The component ${path} stands in two sources with different content.`,
      hint: 'Rename one of them, or correct the upstream one in an overlay.',
      related: [[draft.at(known, name), 'the other one']],
    });
  }
};

const refuseSection = (draft: Draft, components: MutableObject, section: string): void =>
  draft.refuse('not-a-mapping', draft.at(components, section), {
    message: `The value of ${JSON.stringify(`components/${section}`)} is not a mapping in every source that has it.`,
    hint: 'Write the components below it, or remove the key.',
  });

/** Adds the tags of a fragment. A tag that is known already may say more than before, but nothing else. */
export const addTags = (draft: Draft, { root }: Member): void => {
  const { origins } = draft;
  const added = listOf(own(root, 'tags'));
  if (added.length === 0) return;
  if (!Object.hasOwn(draft.root, 'tags')) origins.set(draft.root, 'tags', [], draft.at(root, 'tags'));
  const tags = listOf(own(draft.root, 'tags'));
  added.forEach((tag, index) => {
    const known = findTag(tags, tag);
    if (known !== undefined && isMutableObject(tag)) joinTag(draft, known, tag);
    else origins.push(tags, tag, origins.of(added, index));
  });
};

const findTag = (tags: MutableJson[], tag: MutableJson): MutableObject | undefined => {
  const name = isMutableObject(tag) ? own(tag, 'name') : undefined;
  if (typeof name !== 'string') return undefined;
  return tags.filter(isMutableObject).find((other) => own(other, 'name') === name);
};

const joinTag = (draft: Draft, known: MutableObject, added: MutableObject): void => {
  for (const [key, value] of Object.entries(added)) {
    if (!Object.hasOwn(known, key)) draft.origins.set(known, key, value, draft.at(added, key));
    else if (!sameJson(known[key], value)) {
      draft.refuse('tag-conflict', draft.at(added, key), {
        message: `The tag ${JSON.stringify(own(added, 'name'))} has a different ${JSON.stringify(key)} in two sources.`,
        hint: 'Describe the tag in one place only.',
        related: [[draft.at(known, key), 'the other one']],
      });
    }
  }
};
