/** A public name that a release takes away. */
export interface Gone {
  /** As a line of `names.txt`. */
  readonly name: string;
  readonly since: string;
  /** The name that is there now; null where there is none. */
  readonly instead: string | null;
  readonly why: string;
}

interface Names {
  readonly agreed: readonly string[];
  readonly current: readonly string[];
  readonly gone: readonly Gone[];
}

/** The names of a report, each with the section that it stands in: `marginalia-binance value createClient`. */
export const namesIn = (report: string): readonly string[] =>
  report.split(/^## /m).flatMap((section) => {
    const [title = '', ...lines] = section.split('\n');
    const start = lines.indexOf('```text');
    return start < 0 ? [] : lines.slice(start + 1, lines.indexOf('```')).map((line) => `${title} ${line}`);
  });

/** What must not be so, and the names that nobody has agreed on yet. */
export const compareNames = ({ agreed, current, gone }: Names): { faults: string[]; added: string[] } => {
  const [now, listed] = [new Set(current), new Set(gone.map(({ name }) => name))];
  const unmarked = agreed.filter((name) => !now.has(name) && !listed.has(name));
  return {
    faults: [
      ...unmarked.map((name) => `"${name}" is gone: list it in test/api/gone.yaml`),
      ...gone.flatMap((entry) => faultsOf(entry, now)),
    ],
    added: current.filter((name) => !agreed.includes(name)),
  };
};

const faultsOf = ({ name, since, instead, why }: Gone, now: ReadonlySet<string>): readonly string[] => [
  ...(now.has(name) ? [`"${name}" is not gone`] : []),
  ...(instead !== null && !now.has(instead) ? [`"${instead}" is not there instead`] : []),
  ...(/^\d+\.\d+\.\d+$/.test(since) ? [] : [`"${since}" is no version`]),
  ...(why.trim() === '' ? [`why is "${name}" gone?`] : []),
];
