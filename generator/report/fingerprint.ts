import { createHash } from 'node:crypto';
import type { ReportFinding } from './model.js';

/**
 * What stays the same about a finding from run to run, wherever lines move and however messages are worded: its rule
 * and its pointer. Code scanning follows a finding by it, and links into the page hold on to it.
 */
export const fingerprint = ({ rule, pointer }: Pick<ReportFinding, 'rule' | 'pointer'>): string =>
  createHash('sha256').update(`${rule}\n${pointer}`).digest('hex').slice(0, 32);
