import { readFileSync } from 'node:fs';

const DETECTED = new Set(['Killed', 'Timeout']);
const UNDETECTED = new Set(['Survived', 'NoCoverage']);

/** Mutants that count, and those that were noticed; a mutant that is no program counts as neither. */
const count = (name, mutants) => {
  const killed = mutants.filter(({ status }) => DETECTED.has(status)).length;
  return { name, killed, all: killed + mutants.filter(({ status }) => UNDETECTED.has(status)).length };
};

/** What Stryker's report says of a room as a whole, and of each of its files. */
export const readScore = (room, report) => {
  const entries = Object.entries(JSON.parse(readFileSync(report, 'utf8')).files);
  const files = entries.map(([path, { mutants }]) => count(path.split('/').pop(), mutants));
  return { ...count(room, entries.flatMap(([, { mutants }]) => mutants)), files };
};

/** All rooms as one. */
export const sumUp = (scores) => {
  const sum = (key) => scores.reduce((so, score) => so + score[key], 0);
  return { name: 'together', killed: sum('killed'), all: sum('all'), files: [] };
};

const percent = ({ killed, all }) => (all === 0 ? '-' : ((100 * killed) / all).toFixed(1));

const formatLine = (name, numbers) => `${name.padEnd(24)}${numbers.map((each) => String(each).padStart(9)).join('')}\n`;

const formatScore = (score, name = score.name) => formatLine(name, [score.all, score.killed, percent(score)]);

/** One table per room: the room, and its files. */
export const formatTables = (scores) =>
  scores
    .map((score) => formatScore(score) + score.files.map((file) => formatScore(file, `  ${file.name}`)).join(''))
    .reduce((so, table) => `${so}\n${table}`, formatLine('', ['mutants', 'killed', '%']));
