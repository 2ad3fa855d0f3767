/** One generated file: where it goes below the package folder, and its whole text. */
export interface SourceFile {
  /** Relative, forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** One Handlebars template as it was read. */
export interface TemplateFile {
  /** As shown to people: `templates/code/operation.hbs`. */
  readonly file: string;
  readonly text: string;
}

/** All templates; each is known by its file name without folder and extension. */
export type TemplateSet = readonly TemplateFile[];

/** What the package's own metadata says beyond the spec. */
export interface PackageSettings {
  readonly version: string;
  /** Exact versions of what building the package needs: `typescript` and `@types/node`. */
  readonly devDependencies: Readonly<Record<string, string>>;
}
