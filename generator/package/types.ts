/** One file of the package, ready to be written. */
export interface PackageFile {
  /** Relative to the output folder, forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** The whole package, its manifest included. */
export interface Package {
  /** Sorted by path. */
  readonly files: readonly PackageFile[];
  readonly manifest: Manifest;
}

/** What a package was made from: same stamp, same package. */
export interface Stamp {
  /** Version of the generator. */
  readonly generator: string;
  /** Every input by its path as shown to people, with its sha256. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** What stands in `.marginalia.json`: the stamp, and the sha256 of every generated file but the manifest itself. */
export interface Manifest extends Stamp {
  readonly files: Readonly<Record<string, string>>;
}

/** A difference between the folder and the package. */
export interface StaleFile {
  readonly path: string;
  /** `obsolete`: generated once, not part of the package any more. */
  readonly reason: 'missing' | 'changed' | 'obsolete';
}
