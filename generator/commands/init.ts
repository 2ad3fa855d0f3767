import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { CommandResult, RunContext } from './command.js';
import { STARTER_FILES } from './starter-files.js';

/** `marginalia init [dir]`: folders and commented starter files; what is there already stays as it is. */
export const initCommand = (context: RunContext, dir: unknown): CommandResult => {
  const folder = resolve(context.cwd, typeof dir === 'string' ? dir : '.');
  const created: string[] = [];
  const kept: string[] = [];
  for (const [file, text] of Object.entries(STARTER_FILES)) {
    const path = join(folder, file);
    if (existsSync(path)) {
      kept.push(file);
      continue;
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: 'wx' });
    created.push(file);
  }
  return {
    exitCode: 0,
    diagnostics: [],
    data: { folder, created, kept },
    text: (style) =>
      [
        ...created.map((file) => `${style.good('created')} ${file}`),
        ...kept.map((file) => `${style.dim('kept')}    ${file}`),
        '',
        'Next: marginalia upstream <file> --project <this folder> takes the OpenAPI document you start from,',
        'then marginalia generate makes the client.',
      ].join('\n'),
    lineOf: () => undefined,
  };
};
