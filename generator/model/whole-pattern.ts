/**
 * A pattern of JSON Schema finds itself anywhere in a text; the runtime's matches the whole of it. Undefined for what
 * is no regular expression, not even in the lax syntax that permits needless escapes.
 */
export const wholePattern = (pattern: string): string | undefined => {
  if (!compiles(pattern)) return undefined;
  const inner = withoutAnchors(pattern);
  return inner !== undefined && compiles(inner) ? inner : `[\\s\\S]*(?:${pattern})[\\s\\S]*`;
};

const compiles = (pattern: string): boolean =>
  ['u', ''].some((flags) => {
    try {
      return new RegExp(pattern, flags).flags === flags;
    } catch {
      return false;
    }
  });

/** What stands between `^` and `$`, unless they belong to one of several alternatives only. */
const withoutAnchors = (pattern: string): string | undefined => {
  const inner = /^\^([\s\S]*)\$$/.exec(pattern)?.[1];
  const isEscaped = inner !== undefined && (/\\*$/.exec(inner)?.[0].length ?? 0) % 2 === 1;
  return inner === undefined || isEscaped || hasAlternatives(inner) ? undefined : inner;
};

/** Without escaped characters, then without classes, a bar outside of all groups is seen by counting brackets. */
const hasAlternatives = (pattern: string): boolean => {
  let depth = 0;
  for (const char of pattern.replace(/\\[\s\S]/g, '').replace(/\[[^\]]*\]/g, '')) {
    if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    else if (char === '|' && depth === 0) return true;
  }
  return false;
};
