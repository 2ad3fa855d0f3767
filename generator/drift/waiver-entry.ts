import type { Finding } from './types.js';

/** The entry of `spec/waivers.yaml`, or of a file in `spec/waivers/`, that would keep a finding, with its reason left to write. */
export const waiverEntry = (finding: Finding): string =>
  [
    `  - rule: ${finding.rule}`,
    `    pointer: ${JSON.stringify(finding.pointer)}`,
    `    reason: ''`,
    ...(finding.quotes.length === 0
      ? ['    docs: []']
      : ['    docs:', ...finding.quotes.map((quote) => `      - ${JSON.stringify(quote)}`)]),
    ...(finding.specValue === undefined ? [] : [`    spec: ${JSON.stringify(finding.specValue)}`]),
    '',
  ].join('\n');
