import type { EndpointFacts } from '../../docs/types.js';
import type { ChangeRule } from '../topic.js';
import { noteTopic } from '../topics/page-notes.js';

/** A number or a demand in the notes: a new demand refuses calls, another number may just mean another answer. */
export const noteChanged: ChangeRule<EndpointFacts> = {
  id: 'note-changed',
  severity: ({ kind, newer }) => {
    if (kind === 'removed') return 'cosmetic';
    return newer?.value === 'demand' ? 'refused' : 'mistyped';
  },
  topic: noteTopic,
  on: ['added', 'removed'],
};
