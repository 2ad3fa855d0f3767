/*
 * CPU of one signed POST through the generated client, against the least that Node can do by hand: createHmac and a keep-alive
 * node:https request. Same server, same process, rounds in turn; server time is not counted, it runs in its own process.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const CALLS = 1500;
const ROUNDS = 11;
const LIMIT = 1.15;
const SECRET = 'bench-secret';

export const benchSignedCall = async () => {
  // Each side keeps its connections in a pool of its own, and both have to trust the certificate of this minute.
  const { NODE_TLS_REJECT_UNAUTHORIZED: before } = process.env;
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  try {
    return await measureAll();
  } finally {
    if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
    process.emitWarning = emitWarning;
  }
};

const measureAll = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'marginalia-bench-tls-'));
  try {
    makeCertificate(folder);
    const server = await startServer(folder);
    try {
      const createClient = await buildClient(folder);
      return [await measure(createClient, server.port, 1), await measure(createClient, server.port, 50)];
    } finally {
      server.child.kill();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const makeCertificate = (folder) =>
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
    '-subj', '/CN=localhost', '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')], { stdio: 'ignore' });

const startServer = async (folder) => {
  const child = spawn(process.execPath, [join(here, 'echo-server.mjs'), folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise((resolve, reject) => {
    child.stdout.once('data', (data) => resolve(Number(data)));
    child.once('exit', (code) => reject(new Error(`bench: server stopped with ${code}`)));
  });
  return { child, port };
};

/** The generated package as its users run it: compiled by its own settings. */
const buildClient = async (folder) => {
  const outDir = join(folder, 'esm');
  const args = ['-p', join(root, 'generated/tsconfig.esm.json'), '--outDir', outDir];
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...args], { stdio: 'inherit' });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const { createClient } = await import(pathToFileURL(join(outDir, 'node.js')).href);
  return createClient;
};

const measure = async (createClient, port, inFlight) => {
  const agent = new https.Agent({ keepAlive: true, maxSockets: inFlight, rejectUnauthorized: false });
  const client = createClient({ apiKey: 'bench-key', secret: SECRET, baseUrl: `https://127.0.0.1:${port}` });
  const params = { asset: 'USDT', isIsolated: 'FALSE', amount: '1.5', type: 'BORROW' };
  const raw = () => rawCall(agent, port);
  const ours = () => client.margin.borrowRepay(params);
  const samples = { raw: [], ours: [] };
  for (const call of [raw, ours, raw, ours]) await cpuPerCall(call, inFlight);
  for (let round = 0; round < ROUNDS; round += 1) {
    samples.raw.push(await cpuPerCall(raw, inFlight));
    samples.ours.push(await cpuPerCall(ours, inFlight));
  }
  await client.close();
  agent.destroy();
  const [value, floor] = [median(samples.ours), median(samples.raw)];
  // Of each round on its own: what disturbs a round disturbs both halves of it.
  const ratio = median(samples.ours.map((cpu, round) => cpu / samples.raw[round]));
  return {
    name: `signed POST, ${inFlight} in flight, CPU per call`,
    value: `${value.toFixed(0)} µs`,
    floor: `${floor.toFixed(0)} µs`,
    ratio,
    limit: `${LIMIT} × (floor: createHmac + keep-alive node:https)`,
    isWithin: ratio <= LIMIT,
  };
};

const rawCall = (agent, port) =>
  new Promise((resolve, reject) => {
    const query = `asset=USDT&isIsolated=FALSE&amount=1.5&type=BORROW&recvWindow=5000&timestamp=${Date.now()}`;
    const signature = createHmac('sha256', SECRET).update(query).digest('hex');
    const request = https.request(
      { agent, host: '127.0.0.1', port, method: 'POST', path: `/sapi/v1/margin/borrow-repay?${query}&signature=${signature}`, headers: { 'X-MBX-APIKEY': 'bench-key' } },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => { body += chunk; });
        response.on('end', () => resolve(JSON.parse(body)));
      },
    );
    request.on('error', reject);
    request.end();
  });

const cpuPerCall = async (call, inFlight) => {
  const before = process.cpuUsage();
  let left = CALLS;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await call();
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / CALLS;
};

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
