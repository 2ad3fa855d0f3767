import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll } from 'vitest';

const PROGRAM = resolve(import.meta.dirname, '../../dist/marginalia.cjs');
if (!existsSync(PROGRAM))
  throw new Error('These tests run the built program: build it with "node generator/build.mjs".');

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Where {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly program?: string;
  /** Root may read everything; with this it runs as somebody who may not. */
  readonly asNobody?: boolean;
}

/** The environment of the tests without what decides about colours, so that they do not depend on who runs them. */
const cleanEnv = (more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => {
  const { NO_COLOR: _1, FORCE_COLOR: _2, ...rest } = process.env;
  return { ...rest, ...more };
};

/** Runs `marginalia` as a user would. Whatever was asked, no stack trace may ever appear. */
export const marginalia = (
  args: readonly string[],
  { cwd, env, program = PROGRAM, asNobody = false }: Where = {},
): Ran => {
  const user = asNobody && process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    env: cleanEnv(env),
    encoding: 'utf8',
    ...user,
  });
  if (/\.[cm]?js:\d+:\d+|node:internal/.test(stderr)) throw new Error(`a stack trace: ${stderr}`);
  return { code: status, out: stdout, err: stderr };
};

/** A copy of the program where everybody may read it: the checkout may lie in somebody's home. */
export const programForAll = (): string => {
  const folder = folderWith({});
  chmodSync(folder, 0o755);
  cpSync(dirname(PROGRAM), join(folder, 'dist'), {
    recursive: true,
    filter: (file) => !/ts-morph|\.cache$|runtime-types/.test(file),
  });
  return join(folder, 'dist/marginalia.cjs');
};

/** The same without blocking this process, for runs that talk to a server in it. */
export const marginaliaBeside = (
  args: readonly string[],
  cwd: string,
  during: (child: ChildProcess) => void = () => undefined,
): Promise<Ran> => {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd,
    env: cleanEnv(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  during(child);
  return new Promise((done) => child.once('close', (code) => done({ code, out, err })));
};

/** A run that goes on in the background; ends with its exit code, or null when it was killed. */
export const start = (
  args: readonly string[],
  cwd: string,
): { readonly kill: () => void; readonly ended: Promise<number | null> } => {
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd, env: cleanEnv(), stdio: 'ignore' });
  return { kill: () => void child.kill('SIGKILL'), ended: new Promise((done) => child.once('exit', done)) };
};

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })), 60_000);

/** An empty temporary folder with the files given; gone after the tests of the file. */
export const folderWith = (files: Readonly<Record<string, string>>): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'marginalia-cli-')));
  folders.push(folder);
  for (const [file, text] of Object.entries(files)) put(folder, file, text);
  return folder;
};

export const put = (folder: string, file: string, text: string): void => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
};

export const textOf = (folder: string, file: string): string => readFileSync(join(folder, file), 'utf8');

/** Every file below a folder with its text, hidden ones too: to see that nothing was touched. */
export const snapshot = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]),
  );

/** One operation with all that Marginalia asks for. */
export const operation = (method: string, name: string, more = ''): string => `    ${method}:
      operationId: ${name}
      summary: Does ${name}
      x-client-name: margin.${name}
      x-security-type: NONE
      x-request-weight: [{ value: 1, scope: IP }]
      x-effect: read
      security: []
${more}      responses:
        '200':
          description: fine
          content:
            application/json:
              schema: { type: object, properties: { symbol: { type: string } } }
`;

export const document = (paths: string, more = ''): string =>
  `openapi: 3.1.0\ninfo: { title: Test, version: '1' }\nservers: [{ url: https://api.example.com }]\npaths:\n${paths}${more}`;

export const UPSTREAM = 'spec/upstream/up.yml';

/** A project with one path that stands twice, which is what the repair is for. */
export const project = (more: Readonly<Record<string, string>> = {}): string =>
  folderWith({
    [UPSTREAM]: document(
      `  /a:\n${operation('get', 'getA')}  /b:\n${operation('get', 'getB')}  /a:\n${operation('post', 'postA')}`,
    ),
    ...more,
  });
