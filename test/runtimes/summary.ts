import type { DIFFERENCES } from './differences.js';
import type { CheckResult } from './world.js';

interface Line {
  readonly platform: string;
  readonly how: string;
  readonly outcome: string;
}

const count = (results: readonly CheckResult[]): string => {
  const failed = results.filter(({ ok }) => !ok).length;
  const skipped = results.filter(({ skipped: reason }) => reason !== undefined);
  const reasons = [...new Set(skipped.map(({ skipped: reason }) => reason))].join(', ');
  const passed = results.length - failed - skipped.length;
  return `${passed} passed, ${failed} failed${reasons === '' ? '' : `, ${skipped.length} not tried: ${reasons}`}`;
};

/** What ran where, for the end of the run. */
export class Summary {
  readonly #lines: Line[] = [];

  add(platform: string, how: string, results: readonly CheckResult[]): void {
    this.#lines.push({ platform, how, outcome: count(results) });
  }

  miss(platform: string, reason: string): void {
    if (this.#lines.some((line) => line.platform === platform)) return;
    this.#lines.push({ platform, how: '-', outcome: `not run: ${reason}` });
  }

  print(differences: typeof DIFFERENCES): string {
    const widths = (['platform', 'how'] as const).map((key) =>
      Math.max(0, ...this.#lines.map((line) => line[key].length)),
    );
    const rows = this.#lines.map(
      ({ platform, how, outcome }) => `  ${platform.padEnd(widths[0] ?? 0)}  ${how.padEnd(widths[1] ?? 0)}  ${outcome}`,
    );
    const notes = differences.map(({ places, reason }) => `  ${places.join(', ')}: ${reason}`);
    return `\nThe contract\n${rows.join('\n')}\nNot the same everywhere\n${notes.join('\n')}\n`;
  }
}
