import { lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { notWritten } from '../file-fault.js';
import { textOption, type CommandResult, type RunContext } from './command.js';
import { STARTER_FILES } from './starter-files.js';

/** `marginalia init [dir]`: folders and commented starter files; what is there already stays as it is. */
export const initCommand = (context: RunContext, dir: unknown): CommandResult => {
  const folder = resolve(context.cwd, typeof dir === 'string' ? dir : (textOption(context, 'project') ?? '.'));
  const place = relative(context.cwd, folder);
  const created: string[] = [];
  const kept: string[] = [];
  for (const [file, text] of Object.entries(STARTER_FILES)) {
    if (createFile({ folder, file, shown: join(place, file) }, text)) created.push(file);
    else kept.push(file);
  }
  return {
    exitCode: 0,
    diagnostics: [],
    data: { folder, created, kept },
    text: (style) =>
      [
        ...created.map((file) => `${style.good('created')} ${join(place, file)}`),
        ...kept.map((file) => `${style.dim('kept')}    ${join(place, file)}`),
        '',
        'Next:',
        ...(place === '' ? [] : [`  cd ${/^[\w./-]+$/.test(place) ? place : JSON.stringify(place)}`]),
        '  marginalia upstream <file>   take the OpenAPI document you start from',
        '  marginalia generate          make the client',
      ].join('\n'),
    lineOf: () => undefined,
  };
};

/** Whether the file was created; it is not when anything has that name already. */
const createFile = (
  { folder, file, shown }: { readonly folder: string; readonly file: string; readonly shown: string },
  text: string,
): boolean => {
  const path = join(folder, file);
  try {
    if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return false;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    throw notWritten(shown, error);
  }
};
