import type { Diagnostic } from '../core/diagnostic.js';
import { narrow, plain } from '../core/plain-text.js';
import { countOf, isBlank, lineAt, positionOf, type Lines } from './lines.js';

/** What a capture holds where the site answered with something else than the page. */
export interface ErrorPage {
  readonly message: string;
  readonly at: NonNullable<Diagnostic['at']>;
}

/** An answer that is no page at all: an HTML document, a JSON body. Told by how it begins; pages are Markdown. */
export const findForeignBody = (lines: Lines): ErrorPage | undefined => {
  const first = firstVisible(lines);
  const format = first === -1 ? undefined : foreignFormat(lines.seen.slice(first, first + HEAD).join('\n'));
  if (format === undefined) return undefined;
  return { message: `${format} was stored here instead of a page.`, at: positionOf(lines, first) };
};

/** How many lines tell the format: a pretty-printed JSON body has its first key on the second. */
const HEAD = 3;

const foreignFormat = (head: string): string | undefined => {
  if (/^\s*<(?:!doctype|html|head|body|\?xml|script|meta|title)\b/i.test(head)) return 'An HTML document';
  return /^ {0,3}(?:\{\s*(?:"[^"\n]*"\s*:|\}\s*$)|\[\s*\{\s*")/.test(head) ? 'A JSON answer' : undefined;
};

/** A half that says "Page Not Found", asks for a login or for proof of being human. Real pages name themselves. */
export const findErrorPage = (lines: Lines): ErrorPage | undefined => {
  const foreign = findForeignBody(lines);
  if (foreign) return foreign;
  const first = firstVisible(lines);
  const isPage = visibleLines(lines) > LONGEST || lines.seen.some((line) => NAMES_ITSELF.test(line));
  if (first === -1 || isPage) return undefined;
  const line = lineAt(lines, first);
  const words = narrow(plain(line.replace(/^\s*#+\s*/, '')));
  const said = words.replace(STATUS, '');
  if (words === '' || !ERROR_WORDS.some((pattern) => pattern.test(said))) return undefined;
  return { message: `"${words.slice(0, 80)}" was stored here instead of a page.`, at: positionOf(lines, first) };
};

/** Error pages are short. A page about errors is not. */
const LONGEST = 30;

const NAMES_ITSELF = /^\s{0,3}#{1,6}\s.*\]\(\//;

const firstVisible = (lines: Lines): number => lines.seen.findIndex((line) => !isBlank(line));

const visibleLines = (lines: Lines): number => countOf(lines) - lines.seen.filter(isBlank).length;

const STATUS = /^(?:error |http )?[45]\d\d(?:\s*[-:|.]\s*|\s+|$)/i;

/** How error pages, log-in pages and checks for robots begin, after a status where there is one. As data. */
const ERROR_WORDS: readonly RegExp[] = [
  /^(?:error|client error|server error)?[.!]?$/i,
  /^(?:page |file )?(?:could )?not (?:be )?found\b/i,
  /^(?:access denied|forbidden|unauthorized|bad (?:gateway|request)|gateway time-?out)\b/i,
  /^(?:internal server error|too many requests|(?:the )?service (?:is )?(?:temporarily )?unavailable)\b/i,
  /^(?:this page (?:has )?crashed|something went wrong|an error occurred|oops)\b/i,
  /^(?:just a moment|attention required|checking your browser|one more step|security check)\b/i,
  /^(?:(?:please )?(?:verify|confirm) (?:that )?you are (?:a )?human|are you (?:a )?(?:human|robot))\b/i,
  /^.{0,20}captcha\b/i,
  /^(?:please |you (?:must|need to) )?(?:log|sign) ?in(?: to .{0,60}| required)?[.!]?$/i,
  /^(?:please |you need to )?enable javascript\b/i,
  /^(?:找不到页面|页面未找到|页面不存在|页面已崩溃|访问被拒绝|服务不可用)/,
  /^(?:请先?登录|登录|人机验证|安全验证|请完成验证)/,
];
