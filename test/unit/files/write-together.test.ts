import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeTogether } from '../../../generator/write-together.js';
import { folderWith, put, snapshot } from '../../cli/project.js';

describe('several files, written together', () => {
  it('are all there, in folders that are made for them', () => {
    const root = folderWith({ 'a.txt': 'old' });
    writeTogether(
      root,
      new Map([
        ['a.txt', 'new'],
        ['deep/er/b.txt', 'b'],
      ]),
    );
    expect(snapshot(root)).toEqual({ 'a.txt': 'new', 'deep/er/b.txt': 'b' });
  });

  it('are taken back by undo, with the folders that were made', () => {
    const root = folderWith({ 'a.txt': 'old' });
    const undo = writeTogether(
      root,
      new Map([
        ['a.txt', 'new'],
        ['deep/er/b.txt', 'b'],
      ]),
    );
    undo();
    expect(snapshot(root)).toEqual({ 'a.txt': 'old' });
    expect(() => mkdirSync(join(root, 'deep'))).not.toThrow();
  });

  it('are none when one of them cannot be written, and the fault names that one', () => {
    const root = folderWith({ 'a.txt': 'old', 'taken/file.txt': 'x' });
    expect(() =>
      writeTogether(
        root,
        new Map([
          ['a.txt', 'new'],
          ['new/b.txt', 'b'],
          ['taken', 'c'],
        ]),
      ),
    ).toThrow(/"taken" could not be written: it is a folder/);
    expect(snapshot(root)).toEqual({ 'a.txt': 'old', 'taken/file.txt': 'x' });
  });

  it('clear away what a killed run left beside them, and nothing else', () => {
    const root = folderWith({ 'a.txt.4711.tmp': 'half', 'a.txt.notes.tmp': 'mine', 'b.txt.4711.tmp': 'mine, too' });
    writeTogether(root, new Map([['a.txt', 'new']]));
    expect(Object.keys(snapshot(root))).toEqual(['a.txt', 'a.txt.notes.tmp', 'b.txt.4711.tmp']);
    put(root, 'a.txt', 'still writable');
  });
});
