import { nodeAt, own, pointerTo } from '../core/json.js';
import { isMutableObject, setOwn, type MutableJson, type MutableObject } from '../core/mutable-json.js';
import type { Finding } from '../drift/types.js';
import { copyOf, type Actions, type Handler } from './actions.js';
import { memberPath, quoteName } from './json-path.js';
import type { Claim } from './shared-parts.js';
import { parentOf, placeOfField, readAnswer, type SpecAnswer } from './spec-response.js';

/** The answer in the spec, the drafted one, and the field that a finding is about. */
interface Scene {
  readonly answer: SpecAnswer;
  /** Drafted schemas by the path of the field, `''` and `rows[]` for objects. */
  readonly drafted: ReadonlyMap<string, DraftedField>;
  readonly pathAt: (pointer: string) => string | undefined;
}

interface DraftedField {
  readonly schema: MutableObject;
  readonly required: boolean;
}

const sceneOf = ({ correction }: Actions): Scene | undefined => {
  const { spec, ref, operation, draft } = correction;
  const answer = readAnswer(spec.document, { node: operation, pointer: ref.pointer });
  if (!answer || !draft.answer) return undefined;
  const drafted = new Map<string, DraftedField>();
  collect(drafted, '', { schema: draft.answer, required: false });
  const paths = new Map([...answer.fields].map(([path, pointer]) => [pointer, path]));
  for (const path of drafted.keys()) {
    const place = placeOfField(answer, path);
    if (!paths.has(place)) paths.set(place, path);
  }
  return { answer, drafted, pathAt: (pointer) => paths.get(pointer) };
};

/** Notes a field and all below it, by path. The first of two of one path counts. */
const collect = (found: Map<string, DraftedField>, path: string, field: DraftedField): void => {
  if (found.has(path)) return;
  found.set(path, field);
  const { items, properties, required: names } = field.schema;
  if (isMutableObject(items)) collect(found, `${path}[]`, { schema: items, required: false });
  for (const [name, value] of Object.entries(isMutableObject(properties) ? properties : {})) {
    const required = Array.isArray(names) && names.includes(name);
    if (isMutableObject(value)) collect(found, path === '' ? name : `${path}.${name}`, { schema: value, required });
  }
};

/** Whether an object around the field has been written anew, or is gone. */
const isCovered = ({ settled }: Actions, path: string): boolean => {
  for (let at = parentOf(path); at !== ''; at = parentOf(at)) {
    if (settled.has(`field ${at.replace(/(?:\[\])+$/, '')}`)) return true;
  }
  return settled.has(`field ${path}`);
};

/** The name of a field below the object that it stands in. */
const nameOf = (path: string): string => path.slice(parentOf(path).length).replace(/^\./, '');

const objectPath = (actions: Actions, { answer }: Scene, path: string): string | undefined => {
  const pointer = answer.objects.get(parentOf(path));
  return pointer === undefined ? undefined : actions.pathTo(pointer);
};

export const addField: Handler = (finding, actions) => {
  const scene = sceneOf(actions);
  if (!scene) return false;
  if (!scene.answer.exists) return replaceAnswer(finding, actions, []);
  const path = scene.pathAt(finding.pointer);
  const field = path === undefined ? undefined : scene.drafted.get(path);
  const target = path === undefined ? undefined : objectPath(actions, scene, path);
  if (path === undefined || !field || target === undefined) return false;
  if (isCovered(actions, path)) return true;
  const claim = claimField(actions, finding, { scene, path, said: [field.schema, field.required] });
  if (claim !== 'first') return claim === 'settled';
  actions.once(`field ${path}`);
  writeField(actions, finding, { target, name: nameOf(path), ...field });
  return true;
};

/** What several operations refer to is corrected once, for all of them. */
const claimField = (
  { correction }: Actions,
  finding: Finding,
  { scene, path, said }: { readonly scene: Scene; readonly path: string; readonly said: MutableJson },
): Claim => {
  const { answer } = scene;
  const holder = answer.objects.get(parentOf(path)) ?? answer.pointer;
  const pointer = answer.fields.get(path) ?? pointerTo(pointerTo(holder, 'properties'), nameOf(path));
  return correction.shared.claim(pointer, said, finding);
};

const writeField = (
  actions: Actions,
  finding: Finding,
  { target, name, schema, required }: DraftedField & { readonly target: string; readonly name: string },
): void => {
  const properties: MutableObject = {};
  setOwn(properties, name, schema);
  actions.update(target, finding, { ...(required ? { required: [name] } : {}), properties });
};

export const removeField: Handler = (finding, actions) => {
  const scene = sceneOf(actions);
  const path = scene?.pathAt(finding.pointer);
  const target = scene && path !== undefined ? objectPath(actions, scene, path) : undefined;
  if (!scene || path === undefined || target === undefined) return false;
  if (isCovered(actions, path)) return true;
  const claim = claimField(actions, finding, { scene, path, said: null });
  if (claim !== 'first') return claim === 'settled';
  actions.once(`field ${path}`);
  dropField(actions, finding, { path, scene });
  const holder = nodeAt(actions.correction.spec.document, scene.answer.objects.get(parentOf(path)) ?? '');
  const required = own(holder, 'required');
  if (Array.isArray(required) && required.includes(nameOf(path))) {
    actions.remove(`${target}.required[?@ == ${quoteName(nameOf(path))}]`, finding);
  }
  return true;
};

const dropField = (
  actions: Actions,
  finding: Finding,
  { path, scene }: { readonly path: string; readonly scene: Scene },
): void => {
  const pointer = scene.answer.fields.get(path);
  if (pointer !== undefined) actions.remove(actions.pathTo(pointer), finding);
};

/** The field anew, with the description that the spec has for it. */
export const retypeField: Handler = (finding, actions) => {
  const scene = sceneOf(actions);
  const pointer = finding.pointer.replace(/\/type$/, '');
  const path = scene?.pathAt(pointer);
  const field = path === undefined ? undefined : scene?.drafted.get(path);
  const target = scene && path !== undefined ? objectPath(actions, scene, path) : undefined;
  if (!scene || path === undefined || !field || target === undefined || !scene.answer.fields.has(path)) return false;
  if (isCovered(actions, path)) return true;
  const claim = claimField(actions, finding, { scene, path, said: field.schema });
  if (claim !== 'first') return claim === 'settled';
  actions.once(`field ${path}`);
  const before = own(nodeAt(actions.correction.spec.document, pointer), 'description');
  const description = before === undefined ? {} : { description: copyOf(before) };
  dropField(actions, finding, { path, scene });
  const schema = { ...field.schema, ...description };
  writeField(actions, finding, { target, name: nameOf(path), schema, required: false });
  return true;
};

/** A bare object gets the fields that the page shows. */
export const fillObject: Handler = (finding, actions) => {
  const scene = sceneOf(actions);
  if (!scene) return false;
  const path = [...scene.answer.objects].find(([, pointer]) => pointer === finding.pointer)?.[0];
  const { required, properties } = (path === undefined ? undefined : scene.drafted.get(path)?.schema) ?? {};
  if (properties === undefined) return false;
  const claim = actions.correction.shared.claim(finding.pointer, properties, finding);
  if (claim !== 'first') return claim === 'settled';
  const target = actions.pathTo(finding.pointer);
  actions.update(target, finding, { ...(required === undefined ? {} : { required }), properties });
  return true;
};

/** The whole answer anew. */
export const replaceAnswer: Handler = (finding, actions) => {
  const scene = sceneOf(actions);
  const { draft } = actions.correction;
  if (!scene || !draft.answer) return false;
  if (!actions.once('answer')) return true;
  const { answer } = scene;
  const holder = actions.pathTo(answer.holder);
  if (answer.exists) actions.remove(memberPath(holder, 'schema'), finding);
  const inContent = answer.pointer === pointerTo(answer.holder, 'schema');
  const update = inContent ? { schema: draft.answer } : { content: { 'application/json': { schema: draft.answer } } };
  actions.update(holder, finding, update);
  return true;
};
