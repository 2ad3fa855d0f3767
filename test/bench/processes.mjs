/* Whole processes, from start to exit, interleaved so that a busy moment of the machine hits all of them alike. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const ROUNDS = 12;

/** Limits in seconds, from the project's requirements. */
const LIMITS = { generate: 0.6, check: 0.3 };

export const benchProcesses = () => {
  const project = mkdtempSync(join(tmpdir(), 'marginalia-bench-'));
  try {
    cpSync(join(root, 'spec'), join(project, 'spec'), { recursive: true });
    return measure(project);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
};

const measure = (project) => {
  const generate = () => {
    rmSync(join(project, 'generated'), { recursive: true, force: true });
    rmSync(join(project, '.cache'), { recursive: true, force: true });
    return timed(['generate', '--project', project]);
  };
  const check = () => timed(['generate', '--check', '--project', project]);
  const empty = () => wallOf(['-e', '0']);
  generate();
  const samples = { empty: [], generate: [], check: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    samples.empty.push(empty());
    samples.generate.push(generate());
    samples.check.push(check());
  }
  const floor = median(samples.empty);
  return [
    row('generate, cold, whole process', median(samples.generate), floor, LIMITS.generate),
    row('generate --check, nothing to do', median(samples.check), floor, LIMITS.check),
  ];
};

const row = (name, seconds, floor, limit) => ({
  name,
  value: `${(seconds * 1000).toFixed(0)} ms`,
  floor: `${(floor * 1000).toFixed(0)} ms`,
  ratio: seconds / floor,
  limit: `${limit} s (floor: an empty Node)`,
  isWithin: seconds <= limit,
});

const timed = (args) => wallOf([join(root, 'dist/marginalia.cjs'), ...args]);

const wallOf = (args) => {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(`bench: exit ${status}: ${stderr}`);
  return (performance.now() - start) / 1000;
};

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
