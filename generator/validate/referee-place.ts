import { pointerTo } from '../core/json.js';
import { at, entriesAt, isSpecList, type SpecMap, type SpecValue, textAt } from './referee-document.js';

/**
 * The JSON Pointer that a message of the referee speaks of, as far as it exists; the root when it names no place.
 * It writes places as `paths.'/a'(get).parameters.[symbol].schema`, with the method in brackets and parameters by
 * name.
 */
export const pointerInMessage = (message: string, root: SpecMap): string =>
  attributePlace(message, root) ?? operationPlace(message, root) ?? modelPlace(message) ?? '';

const attributePlace = (message: string, root: SpecMap): string | undefined => {
  const start = /^attribute /.exec(message);
  if (start === null) return undefined;
  let node: SpecValue | undefined = root;
  let pointer = '';
  for (const step of stepsOf(message.slice(start[0].length))) {
    const key = keyOf(node, step);
    node = isSpecList(node) ? node[Number(key)] : at(node, key);
    if (node === undefined) break;
    pointer = pointerTo(pointer, key);
  }
  return pointer;
};

/** `paths.'/a'(get).responses.200.content is missing` → paths, /a, get, responses, 200, content. */
const stepsOf = (place: string): readonly string[] => {
  const steps: string[] = [];
  const pattern = /'([^']*)'|\((\w+)\)|\[([^\]]*)\]|([^.'([\s]+)|(\.)|(\s)/gy;
  for (let found = pattern.exec(place); found !== null && found[6] === undefined; found = pattern.exec(place)) {
    const step = found[1] ?? found[2] ?? found[3] ?? found[4];
    if (step !== undefined) steps.push(step);
  }
  return steps;
};

/** A parameter is named, not numbered. */
const keyOf = (node: SpecValue | undefined, step: string): string => {
  if (!isSpecList(node)) return step;
  const index = node.findIndex((item) => textAt(item, 'name') === step);
  return index < 0 ? step : String(index);
};

/** `Resource: get /a`, `get /a`, or an operationId as a word of its own. */
const operationPlace = (message: string, root: SpecMap): string | undefined => {
  const resource = /\b(get|put|post|delete|options|head|patch|trace) (\/\S*)/i.exec(message);
  if (resource !== null) return pointerTo(pointerTo('/paths', resource[2] ?? ''), (resource[1] ?? '').toLowerCase());
  const words = new Set(message.split(/[^\w.-]+/));
  for (const [path, item] of entriesAt(root, 'paths')) {
    for (const [method, operation] of Object.entries(item ?? {})) {
      if (words.has(textAt(operation, 'operationId') ?? ' ')) return pointerTo(pointerTo('/paths', path), method);
    }
  }
  return undefined;
};

const modelPlace = (message: string): string | undefined => {
  const model = /^Unused model: (\S+)$/.exec(message)?.[1];
  return model === undefined ? undefined : pointerTo('/components/schemas', model);
};
