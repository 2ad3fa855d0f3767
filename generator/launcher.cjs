#!/usr/bin/env node
'use strict';
/*
 * Starts the bundled program with V8's code cache. Compiling the bundle anew costs 0.3 s of every run, most of it for
 * the TypeScript compiler inside ts-morph; with the cache it costs 0.05 s. A cache made by another Node is ignored.
 */
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');
const { isMainThread, workerData } = require('node:worker_threads');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 20)) {
  process.stderr.write(`marginalia needs Node 20.20 or newer; this is ${process.versions.node}. Install a newer Node and run again.\n`);
  process.exit(2);
}

const folder = join(__dirname, 'program');
const loaded = new Map();

const load = (name) => {
  const known = loaded.get(name);
  if (known !== undefined) return known.module.exports;
  const file = join(folder, name);
  const script = new Script(`(function(exports,require,module,__filename,__dirname){${readFileSync(file, 'latin1')}\n})`, {
    filename: file,
    cachedData: cacheOf(file),
  });
  const module = { exports: {} };
  loaded.set(name, { module, script, file });
  const outer = createRequire(file);
  const inner = (id) => (id.startsWith('./') ? load(id.slice(2)) : outer(id));
  inner.resolve = outer.resolve;
  script.runInThisContext()(module.exports, inner, module, file, dirname(file));
  return module.exports;
};

const cacheOf = (file) => {
  try {
    return readFileSync(`${file}.cache`);
  } catch {
    return undefined;
  }
};

/* The build runs the program once so that the cache holds the functions that a run really needs. */
if (process.env.MARGINALIA_BUILD_CODE_CACHE === '1') {
  process.on('exit', () => {
    for (const { script, file } of loaded.values()) writeFileSync(`${file}.cache`, script.createCachedData());
  });
}

if (!existsSync(join(folder, 'cli.cjs'))) {
  process.stderr.write('marginalia is not built. In a checkout, "npm run marginalia -- --help" builds it.\n');
  process.exit(2);
}

/* Started as a thread, it runs the part of the program that it is told to. */
load(isMainThread ? 'cli.cjs' : workerData.entry);
