// Removes what an earlier build left, so that a package never holds the output of a module that is gone.
import { readdirSync, rmSync } from 'node:fs';

rmSync('esm', { recursive: true, force: true });
for (const name of readdirSync('cjs')) {
  if (name !== 'package.json') rmSync(`cjs/${name}`, { recursive: true, force: true });
}
