import { narrow, plain } from '../core/plain-text.js';

const MONTHS: readonly string[] = [
  ...['jan', 'feb', 'mar', 'apr', 'may', 'jun'],
  ...['jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
];

/** The date that a heading is: `2025-04-30`, `2025/4/30`, `2025年4月30日`, `April 30, 2025`, `30 Apr 2025`. */
export const readDate = (heading: string): string | undefined => {
  const text = narrow(plain(heading)).slice(0, 60);
  const numbers = /^\D{0,10}(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)/.exec(text);
  if (numbers) return dateOf(numbers[1], numbers[2], numbers[3]);
  const american = /^([A-Za-z]{3,9})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})\b/.exec(text);
  if (american) return dateOf(american[3], monthOf(american[1]), american[2]);
  const european = /^(\d{1,2})(?:st|nd|rd|th)?\s([A-Za-z]{3,9})\.?,?\s(\d{4})\b/.exec(text);
  return european ? dateOf(european[3], monthOf(european[2]), european[1]) : undefined;
};

const monthOf = (word: string = ''): string => String(MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1);

const dateOf = (year: string = '', month: string = '', day: string = ''): string | undefined => {
  const [m, d] = [Number(month), Number(day)];
  if (m < 1 || m > 12 || d < 1 || d > 31) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};
