/** A plugin for rolldown and for Vite that provides `virtual:validators`. */
export declare const validatorsPlugin: () => {
  readonly name: string;
  readonly resolveId: (id: string) => string | null;
  readonly load: (id: string) => string | null;
};

/** The text of an ES module, depending on nothing, that exports one function per schema. */
export declare const buildValidators: () => string;
