import type { Position } from '../../../generator/core/position.js';
import type { Report, ReportFinding, ReportRule } from '../../../generator/report/model.js';
import type { ReportView } from '../../../generator/report/view.js';
import { viewOf } from './report-view.js';

/** What a page could say to make a report do something. */
export const PAYLOADS: Readonly<Record<string, string>> = {
  'a closing script': '</script><script>window.__pwned = 1; alert(1)</script>',
  'a closing style': '</style><img src=x onerror="window.__pwned = 1">',
  'a closing textarea, title and comment': '--></title></textarea><svg onload=alert(1)><!--',
  'a broken-out attribute': '" autofocus onfocus="window.__pwned = 1" x="',
  'a quote and back-ticks': `' onmouseover='alert(1)' \`\`\`\`\n\`\`\`sh\n</code></pre></details>`,
  'a code span that ends': 'x` @team #1 ![x](https://evil.example/x.png) <img src=x onerror=alert(1)> `y',
  'a fence that ends': '``````\n<img src=x onerror=alert(1)>\n~~~~~~~',
  'a fence at the start': '``` <img src=x>',
  'a link and an image': '![x](https://evil.example/x.png) [click](javascript:alert(1)) <https://evil.example>',
  'a bare address': 'see https://evil.example/a?b=c, www.evil.example and mail@evil.example',
  'mentions and references': '@team @org/team #123 org/repo#1 GH-123 a@0123456789abcdef0123456789abcdef01234567',
  'a workflow command': '\n::error::pwned\r\n::stop-commands::token\r##[error]x\n::set-output name=a::b',
  'a property of a command': 'x,file=/etc/passwd,title=pwned::pwned%0A::warning::%25',
  'a table and headings': '| a | b |\n|---|---|\n# h1\nh1\n===\n- [ ] task\n> quote\n1. one\n---\n~~~\n$$x$$',
  separators: 'a\u2028b\u2029c\u0085d\u000be\u000cf\0g',
  'marks of a terminal': '\u001b[2J\u001b]0;title\u0007\u009b31m\u001b[1mbold\u001b[22m\u0008\u007f',
  'marks of direction': '\u202etxt.exe\u202c \u2066x\u2069 \u200e\u200f\u061c',
  'half a character': '\ud800 x \udc00',
  'entities and templates': '&lt;script&gt; &#60; {{constructor}} ${alert(1)} {0} {name}',
  'names of Object': '__proto__ constructor toString',
  'a very long word': 'W'.repeat(5000),
  nothing: '',
};

/** A report with the payload in every text that it has. */
export const hostileReport = (payload: string): Report => ({
  command: payload,
  title: payload,
  summary: payload,
  findings: [finding(payload, 1), { ...finding(payload, 2), waived: { reason: payload, at: place(payload, 1) } }],
  notes: (['not-checked', 'not-in-spec', 'not-seen', 'news'] as const).map((kind) => ({
    kind,
    subject: payload,
    message: payload,
    at: place(payload, 1),
  })),
});

const finding = (payload: string, index: number): ReportFinding => ({
  rule: payload,
  severity: 'breaks-call',
  group: payload,
  pointer: `${payload}${index}`,
  message: payload,
  change: payload,
  waiver: payload,
  sides: [
    { kind: 'spec', label: payload, at: place(payload, 2), quote: payload },
    { kind: 'docs', language: 'en', label: payload, at: place(payload, 2), quote: payload },
    { kind: 'docs', language: 'zh', label: payload, at: place('not read', 1), quote: payload },
  ],
});

const place = (file: string, line: number): Position => ({ file, line, col: 3 });

/** Rules and source lines are hostile, too. */
export const hostileView = (payload: string): ReportView => {
  const rules: readonly ReportRule[] = [{ id: payload, severity: 'refused', summary: payload }];
  const line = payload.replaceAll('\n', ' ');
  const lineOf = (file: string): string | undefined => (file === 'not read' ? undefined : line);
  return { ...viewOf({ rules }), lineOf, version: payload };
};
