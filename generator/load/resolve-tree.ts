import { isAlias, isCollection, isMap, isPair, isScalar, isSeq, type Document, type Node, type Scalar } from 'yaml';
import type { Diagnostic } from '../core/diagnostic.js';
import type { LineTable } from '../core/position.js';
import { keyText, offsetOf } from '../core/yaml-tree.js';
import { loadError, tooDeep } from './load-error.js';
import { MAX_ALIASED_NODES, MAX_DEPTH } from './limits.js';

/**
 * Makes a parsed tree one that later stages can read as plain data: every alias is replaced by the node it stands for,
 * and what JSON cannot say (other tags, infinity, a mapping as a key) is refused.
 */
export const resolveTree = (tree: Document.Parsed, lines: LineTable): readonly Diagnostic[] => {
  const resolver = new Resolver(lines);
  resolver.measure(tree.contents, 1);
  return resolver.diagnostics;
};

/** What one node amounts to with its aliases followed. */
interface Extent {
  readonly nodes: number;
  readonly depth: number;
}

interface Anchored extends Extent {
  readonly node: Node;
  /** Inside the node itself: an alias to it here would have no end. */
  readonly open: boolean;
}

const LEAF: Extent = { nodes: 1, depth: 1 };
const CORE_TAG = /^tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq)$/;

class Resolver {
  readonly diagnostics: Diagnostic[] = [];
  readonly #anchors = new Map<string, Anchored>();
  #aliased = 0;

  constructor(readonly lines: LineTable) {}

  measure(node: unknown, level: number): Extent {
    if (!isScalar(node) && !isCollection(node)) return LEAF;
    this.#checkTag(node);
    const { anchor } = node;
    if (anchor !== undefined) this.#anchors.set(anchor, { ...LEAF, node, open: true });
    const extent = isScalar(node) ? this.#scalar(node) : this.#children(node, level);
    if (anchor !== undefined) this.#anchors.set(anchor, { ...extent, node, open: false });
    return extent;
  }

  #children(node: Node, level: number): Extent {
    let nodes = 1;
    let depth = 0;
    const add = (child: Extent): void => {
      nodes += child.nodes;
      depth = Math.max(depth, child.depth);
    };
    if (isSeq(node)) {
      node.items.forEach((item, index) => add(this.#child(item, level, (target) => (node.items[index] = target))));
    } else if (isMap(node)) {
      for (const pair of node.items) {
        if (!isPair(pair)) continue;
        add(this.#child(pair.key, level, (target) => (pair.key = target)));
        this.#checkKey(pair.key, pair.value);
        add(this.#child(pair.value, level, (target) => (pair.value = target)));
      }
    }
    return { nodes, depth: depth + 1 };
  }

  #child(child: unknown, level: number, replace: (target: Node) => void): Extent {
    if (!isAlias(child)) return this.measure(child, level + 1);
    const target = this.#anchors.get(child.source);
    if (target === undefined || target.open) {
      this.#refuse('bad-alias', child, {
        message: target
          ? `The alias *${child.source} stands inside the node that it repeats.`
          : `The alias *${child.source} has no anchor before it.`,
        hint: target
          ? 'Write the inner part out.'
          : `Put &${child.source} at the node that is meant, or correct the name.`,
      });
      return LEAF;
    }
    replace(target.node);
    this.#limit(child, target, level);
    return target;
  }

  #limit(alias: Node, target: Anchored, level: number): void {
    const before = this.#aliased;
    this.#aliased += target.nodes;
    if (this.#aliased > MAX_ALIASED_NODES && before <= MAX_ALIASED_NODES) {
      this.#refuse('alias-bomb', alias, {
        message: `Up to here the aliases stand for more than ${MAX_ALIASED_NODES} nodes.`,
        hint: 'Use `$ref` to components instead of YAML aliases.',
      });
    }
    if (level + target.depth > MAX_DEPTH) this.diagnostics.push(tooDeep(this.lines, offsetOf(alias)));
  }

  #checkTag(node: Node & { tag?: string }): void {
    if (node.tag === undefined || CORE_TAG.test(node.tag)) return;
    this.#refuse('unknown-tag', node, {
      message: `The tag ${JSON.stringify(node.tag)} says a type that JSON does not have.`,
      hint: 'Remove the tag; dates and binary data are written as strings.',
    });
  }

  #checkKey(key: unknown, value: unknown): void {
    if (keyText(key) !== undefined) return;
    this.#refuse('key-not-scalar', isCollection(key) || isScalar(key) ? key : value, {
      message: 'A mapping or a sequence stands as a key here; keys are strings.',
      hint: 'Put the key into quotes if it is meant as text.',
    });
  }

  #scalar(node: Scalar): Extent {
    if (typeof node.value === 'number') this.#checkNumber(node, node.value, node.source ?? String(node.value));
    return LEAF;
  }

  #checkNumber(node: Scalar, value: number, source: string): void {
    if (!Number.isFinite(value)) {
      this.#refuse('number', node, {
        message: `${source} is a number that JSON cannot hold.`,
        hint: 'Write a finite number, or put it into quotes.',
      });
    } else if (/^[-+]?\d+$/.test(source) && !Number.isSafeInteger(value)) {
      this.diagnostics.push({
        code: 'load/inexact-number',
        severity: 'warning',
        message: `${source} is too long for a JavaScript number; it is read as ${BigInt(value)}.`,
        at: this.lines.at(offsetOf(node)),
        hint: 'Put it into quotes where every digit counts.',
      });
    }
  }

  #refuse(code: string, node: unknown, wording: { readonly message: string; readonly hint: string }): void {
    this.diagnostics.push(loadError(code, this.lines.at(offsetOf(node)), wording));
  }
}
