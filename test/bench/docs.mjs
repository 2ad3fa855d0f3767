/*
 * Reading pages: the 206 of a real capture where one lies beside the project, and capture sizes ten times apart, made of the four pages
 * of the project, to see that time grows in line and memory does not grow with the number of pages.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const CAPTURE = process.env.MARGINALIA_DOCS ?? join(root, '../shared/docs/2026-01-15');
const SMALL = 500;
const LARGE = 5000;

export const benchDocs = () => {
  const scratch = mkdtempSync(join(tmpdir(), 'marginalia-bench-docs-'));
  try {
    return [...realCapture(), ...growth(scratch)];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};

const realCapture = () => {
  if (!existsSync(CAPTURE)) {
    process.stdout.write('docs: no capture of real pages beside the project; only made ones are read\n');
    return [];
  }
  const { seconds } = bestOf(3, () => facts(CAPTURE));
  const pages = readdirSync(CAPTURE, { recursive: true }).filter((name) => name.endsWith('.md')).length;
  return [row(`docs facts, ${pages} real pages, whole process`, seconds, 1, '1 s')];
};

const growth = (scratch) => {
  const small = capture(scratch, SMALL);
  const large = capture(scratch, LARGE);
  const [few, many] = [bestOf(3, () => facts(small)), bestOf(2, () => facts(large))];
  const factor = many.cpu / few.cpu;
  return [
    {
      name: `docs facts, ${LARGE} pages against ${SMALL}, CPU`,
      value: `${many.cpu.toFixed(1)} s`,
      floor: `${few.cpu.toFixed(2)} s`,
      ratio: factor,
      limit: `${LARGE / SMALL} (in line)`,
      isWithin: factor <= LARGE / SMALL,
    },
    {
      name: `docs facts, ${LARGE} pages against ${SMALL}, memory`,
      value: `${many.megabytes} MB`,
      floor: `${few.megabytes} MB`,
      ratio: many.megabytes / few.megabytes,
      limit: '2 (bounded)',
      isWithin: many.megabytes <= 2 * few.megabytes,
    },
  ];
};

const row = (name, seconds, limit, words) => ({
  name,
  value: `${(seconds * 1000).toFixed(0)} ms`,
  floor: `${limit * 1000} ms`,
  ratio: seconds / limit,
  limit: words,
  isWithin: seconds <= limit,
});

/** The pages of the project again and again, each under an identity and a path of its own. */
const capture = (scratch, count) => {
  const folder = join(scratch, String(count));
  const pages = readdirSync(join(root, 'spec/docs'), { recursive: true })
    .filter((name) => name.endsWith('.md'))
    .map((name) => ({ identity: name.replace(/\.md$/, ''), text: readFileSync(join(root, 'spec/docs', name), 'utf8') }));
  for (let index = 0; index < count; index += 1) {
    const { identity, text } = pages[index % pages.length];
    const own = `${dirname(identity)}/page-${index}`;
    const file = join(folder, `${own}.md`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text.replaceAll(identity, own).replaceAll(/(\/(?:sapi|papi)\/v1\/[\w/-]+)/g, `$1/n${index}`));
  }
  return folder;
};

const bestOf = (rounds, run) => Array.from({ length: rounds }, run).sort((a, b) => a.seconds - b.seconds)[0];

/** Runs in the measured process and says at its end what it used. */
const TELL_USE = `data:text/javascript,process.on('exit',()=>{const u=process.resourceUsage();process.stderr.write('\\nused '+JSON.stringify({kilobytes:u.maxRSS,cpu:(u.userCPUTime+u.systemCPUTime)/1e6}))})`;

const facts = (folder) => {
  const start = performance.now();
  const args = ['--import', TELL_USE, join(root, 'dist/marginalia.cjs'), 'docs', 'facts', folder, '--json'];
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  if (status !== 0) throw new Error(`bench: exit ${status}: ${stderr}`);
  const { kilobytes, cpu } = JSON.parse(/used (.*)$/.exec(stderr)?.[1] ?? '{}');
  return { seconds: (performance.now() - start) / 1000, cpu, megabytes: Math.round(kilobytes / 1024) };
};
