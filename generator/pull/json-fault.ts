const TOKEN = /\s*([{}[\]:,]|"(?:[^"\\\u0000-\u001f]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;
/** What may stand right before a value ends, or before a colon or a comma. */
const ENDS_VALUE = /^(?:[}\]"\d-]|true|false|null)/;

/**
 * Where a text stops being JSON. The message of `JSON.parse` gives the place in some cases and some versions only; this
 * finds the first word that is none, or the first one that cannot stand where it does.
 */
export const jsonFault = (text: string): number => {
  let before = '';
  for (let at = 0; ;) {
    const start = at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined || isMisplaced(before, token)) return Math.min(start, text.length);
    before = token;
    at = TOKEN.lastIndex;
  }
};

const isMisplaced = (before: string, token: string): boolean => {
  const afterValue = ENDS_VALUE.test(before);
  if (/^[:,]/.test(token)) return !afterValue;
  if (/^[}\]]/.test(token)) return before === ',' || before === ':';
  return afterValue;
};
