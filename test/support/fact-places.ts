interface Place {
  readonly file: string;
  readonly line: number;
  readonly col: number;
}

/** Every position in a value, however deep. */
export const placesIn = (value: unknown): readonly Place[] => {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'line' in value && 'col' in value ? [value as Place] : [];
  return [...own, ...Object.values(value).flatMap(placesIn)];
};

/** Positions that are nowhere in the text: a reader would look for the fact in vain. */
export const strayPlaces = (text: string, value: unknown): readonly Place[] => {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  return placesIn(value).filter(
    ({ line, col }) => line < 1 || line > lines.length || col < 1 || col > (lines[line - 1] ?? '').length + 1,
  );
};
