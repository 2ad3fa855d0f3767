import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const RUNTIME = fileURLToPath(new URL('../../../../templates/runtime/', import.meta.url));
const MODULES = ['sign', 'read', 'retry', 'errors', 'call', 'settle', 'clock'].flatMap((room) =>
  readdirSync(`${RUNTIME}${room}`).map((file) => `${room}/${file}`),
);

/** Elsewhere a module that throws while it loads takes its whole test file along, and no test fails. */
test.each(MODULES)('%s can be loaded', async (module) => {
  await expect(import(`${RUNTIME}${module}`)).resolves.toBeTypeOf('object');
});
