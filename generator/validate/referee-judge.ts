import { ok, type Outcome } from '../core/diagnostic.js';
import type { RefereeCopy } from './referee-copy.js';
import type { RefereeDocument } from './referee-document.js';
import { makeReport, type RefereeReport } from './referee-report.js';
import { askForCode, askForVerdict, type Referee, writeInputs } from './referee-run.js';

/** Hands the copy to the referee and holds its answers against the document. It is asked both questions at once. */
export const judge = async (
  document: RefereeDocument,
  copy: RefereeCopy,
  referee: Referee,
): Promise<Outcome<RefereeReport>> => {
  writeInputs(referee.folder, copy.text);
  const [verdict, generated] = await Promise.all([askForVerdict(referee), askForCode(referee)]);
  if (!verdict.ok) return verdict;
  if (!generated.ok) return generated;
  return ok(makeReport(document, { verdict: verdict.value, generated: generated.value, limits: copy.limits }));
};
