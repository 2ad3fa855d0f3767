/*
 * CPU of reading an answer by its kind, against JSON.parse, which reads the same text and loses digits. In one process, in turn.
 * An exact parser that many know, lossless-json, is measured alongside: it keeps the digits and knows no kinds.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'lossless-json';
import { createBodies } from './decode-bodies.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const LIMIT = 1.6;
const ROUNDS = 21;
const WARM_UPS = 4;
/** So much is read per sample, as separate texts: a long one takes half a millisecond, which is less than the clock can tell. */
const CHARACTERS = 2_000_000;
const MAX_TEXTS = 2000;

export const benchDecode = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'marginalia-bench-decode-'));
  try {
    const { decode, operations } = await buildPackage(folder);
    return createBodies().flatMap((body) => measure(body, readersFor(body, decode, operations)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The generated package as its users run it: compiled by its own settings. */
const buildPackage = async (folder) => {
  const outDir = join(folder, 'esm');
  const args = ['-p', join(root, 'generated/tsconfig.esm.json'), '--outDir', outDir];
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...args], { stdio: 'inherit' });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const load = (file) => import(pathToFileURL(join(outDir, file)).href);
  return { decode: (await load('runtime/read/decode.js')).decode, operations: await load('index.js') };
};

const lookAtNothing = () => undefined;

const readersFor = ({ operation }, decode, operations) => {
  const kind = operations[operation].response;
  return { floor: (text) => JSON.parse(text), ours: (text) => decode(kind, text, lookAtNothing), other: (text) => parse(text) };
};

const measure = ({ name, text, isOrdinary }, { floor, ours, other }) => {
  const samples = { floor: [], ours: [], other: [] };
  const take = () => {
    samples.floor.push(cpuPerText(floor, text));
    samples.ours.push(cpuPerText(ours, text));
    samples.other.push(cpuPerText(other, text));
  };
  for (let round = 0; round < WARM_UPS + ROUNDS; round += 1) take();
  const measured = Object.fromEntries(Object.entries(samples).map(([key, values]) => [key, values.slice(WARM_UPS)]));
  const limit = isOrdinary ? LIMIT : undefined;
  return [
    row(`decode ${name}`, measured.ours, measured.floor, limit),
    row(`  the same by lossless-json`, measured.other, measured.floor, undefined),
  ];
};

const row = (name, values, floors, limit) => {
  // Of each round on its own: what disturbs a round disturbs both halves of it.
  const ratio = median(values.map((value, round) => value / floors[round]));
  return {
    name,
    value: `${median(values).toFixed(2)} µs`,
    floor: `${median(floors).toFixed(2)} µs`,
    ratio,
    limit: limit === undefined ? 'none' : `${limit} × (floor: JSON.parse)`,
    isWithin: limit === undefined || ratio <= limit,
  };
};

/** As they come off the wire: each text is new, and nothing was ever looked up in it. */
const cpuPerText = (read, text) => {
  const bytes = Buffer.from(text);
  const count = Math.min(MAX_TEXTS, Math.ceil(CHARACTERS / text.length));
  const turns = Math.ceil(CHARACTERS / text.length / count);
  const texts = Array.from({ length: count }, () => bytes.toString('utf8'));
  const before = process.cpuUsage();
  for (let turn = 0; turn < turns; turn += 1) for (const each of texts) read(each);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / (count * turns);
};

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
