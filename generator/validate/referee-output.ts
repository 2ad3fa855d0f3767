import type { Diagnostic } from '../core/diagnostic.js';
import { everyNode, type RefereeDocument, textAt, type VisitedNode } from './referee-document.js';
import { KNOWN_REMARKS } from './referee-limits.js';
import { pointerInMessage } from './referee-place.js';

/** What `validate` printed, if it came to a verdict. */
export interface Verdict {
  readonly errors: readonly string[];
  readonly recommendations: readonly string[];
}

/**
 * Reads the output of `validate --recommend`. Its exit code is no proof: the wrapper exits 0 when Java is killed by a
 * signal. So it takes the closing line for a verdict; undefined means that there is none.
 */
export const readVerdict = (stdout: string, stderr: string): Verdict | undefined => {
  const lines = `${stdout}\n${stderr}`.split(/\r?\n/);
  const errors = itemsBelow(lines, 'Errors:');
  const recommendations = itemsBelow(lines, 'Warnings:');
  const isClean = lines.includes('No validation issues detected.');
  const isClosed = isClean || lines.some((line) => /^\[(?:error|info)\] Spec has \d+ /.test(line));
  return isClosed && (isClean || errors.length + recommendations.length > 0) ? { errors, recommendations } : undefined;
};

/** Items are `\t- text`, broken near column 90 with the rest on lines that start with a tab. */
const itemsBelow = (lines: readonly string[], heading: string): readonly string[] => {
  const start = lines.findIndex((line) => line.trimEnd() === heading);
  const items: string[] = [];
  for (const line of start < 0 ? [] : lines.slice(start + 1)) {
    if (line.startsWith('\t- ')) items.push(line.slice(3).trim());
    else if (line.startsWith('\t') && items.length > 0) items.push(`${items.pop() ?? ''} ${line.trim()}`);
    else break;
  }
  return [...new Set(items)];
};

/** The verdict as findings: its errors, and its recommendations as warnings. */
export const findingsOf = (verdict: Verdict, document: RefereeDocument): readonly Diagnostic[] => [
  ...verdict.errors.map((message) => refereeSays('error', message, document)),
  ...verdict.recommendations
    .filter((message) => !isAboutTheCopyOnly(message, document))
    .map((message) => refereeSays('warning', message, document)),
];

/**
 * Where the copy has a schema in place of a reference to it, the referee may miss the reference. It does not read
 * `x-streams` either, where the schemas of events stand by their names alone.
 */
const isAboutTheCopyOnly = (message: string, { root }: RefereeDocument): boolean => {
  const model = /^Unused model: (\S+)$/.exec(message)?.[1];
  const reference = `#/components/schemas/${model}`;
  const names = ({ value }: VisitedNode): boolean =>
    textAt(value, '$ref') === reference || textAt(value, 'schema') === model;
  return model !== undefined && [...everyNode(root)].some(names);
};

/** What the generator remarked while it wrote code, less the remarks that mean nothing for a spec. */
export const remarksIn = (output: string, document: RefereeDocument): readonly Diagnostic[] => {
  const remarks = [...output.matchAll(/^\[main\] (?:WARN|ERROR) +\S+ - (.+)$/gm)].map(([, text]) =>
    (text ?? '').trim(),
  );
  return [...new Set(remarks)]
    .filter((text) => text !== '' && !KNOWN_REMARKS.some(({ pattern }) => pattern.test(text)))
    .map((text) => refereeSays('warning', text, document));
};

/** Why the generator gave up, from a Java exception: the messages, never the stack. */
export const exceptionIn = (output: string): string | undefined => {
  const thrown = /^Exception in thread "[^"]*" ([\w.$]+)(?:: (.*))?$/m.exec(output);
  if (thrown === null) return undefined;
  const resource = /^\s*Resource: (.+)$/m.exec(output)?.[1];
  const cause = /^Caused by: ([\w.$]+)(?:: ([^(\n]*))?/m.exec(output);
  const reason = [thrown[2] ?? shortName(thrown[1]), resource, cause?.[2] ?? shortName(cause?.[1])];
  return reason
    .filter((part) => part !== undefined && part.trim() !== '')
    .map((part) => part?.trim())
    .join(' ')
    .trim();
};

const shortName = (className: string | undefined): string | undefined => className?.split('.').at(-1);

const MACHINE_TROUBLE = new RegExp(
  [
    'OutOfMemoryError|UnsupportedClassVersionError|NoClassDefFoundError|Invalid or corrupt jarfile',
    'Could not reserve enough space|Could not create the Java Virtual Machine|No space left on device',
  ].join('|'),
);

/** Whether the failure tells of Java or the machine, not of the spec. */
export const isMachineTrouble = (output: string): boolean => MACHINE_TROUBLE.test(output);

const refereeSays = (severity: 'error' | 'warning', message: string, document: RefereeDocument): Diagnostic => ({
  code: severity === 'error' ? 'validate/referee-refuses' : 'validate/referee-remarks',
  severity,
  message: `OpenAPI Generator says: ${message}`,
  at: document.positionOf(pointerInMessage(message, document.root)),
  hint:
    severity === 'error' ? 'Correct the spec at this place: in its fragment, or with an overlay action.' : undefined,
});

/** The generator stopped on a spec that its own validator had accepted. */
export const gaveUpOn = (reason: string, document: RefereeDocument): Diagnostic => ({
  code: 'validate/referee-gave-up',
  severity: 'error',
  message: `OpenAPI Generator could not generate code from the spec: ${reason}`,
  at: document.positionOf(pointerInMessage(reason, document.root)),
  hint: 'Look for something unusual there. If the spec is right, this limit belongs into referee-limits.ts.',
});
