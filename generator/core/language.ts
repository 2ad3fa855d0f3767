/** The languages in which a page stands, one half each. */
export type Language = 'en' | 'zh';

/** As people call them. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', zh: 'Chinese' };
