/**
 * Lets somebody look on: what they throw, at once or by a promise, changes nothing. A rejection that nobody hears would
 * end the process.
 */
export const lookOn = (look: () => unknown): void => {
  try {
    const seen = look();
    if (typeof seen === 'object' && seen !== null) Promise.resolve(seen).catch(() => undefined);
  } catch {
    // Whoever looks on must not change what happens.
  }
};
