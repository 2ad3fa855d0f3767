/** Names for drafted files. None exists already, in whatever case: nothing that a person wrote is overwritten. */
export class FileNames {
  readonly #taken: Set<string>;

  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken.map((file) => baseName(file).toLowerCase()));
  }

  /** `spec/fragments/margin-trade.yaml`, or with a number behind it. */
  fragment(stem: string): string {
    let name = stem;
    for (let count = 2; this.#taken.has(`${name}.yaml`); count += 1) name = `${stem}-${count}`;
    return this.#take('spec/fragments', name);
  }

  /**
   * Overlays apply in the order of their names, and a drafted one corrects what all others come to: it has to be last.
   */
  overlay(stem: string): string {
    let prefix = 'zz';
    const last =
      [...this.#taken]
        .filter((name) => name.startsWith('z'))
        .sort()
        .at(-1) ?? '';
    while (`${prefix}-${stem}.yaml` <= last) prefix += 'z';
    return this.#take('spec/overlays', `${prefix}-${stem}`);
  }

  #take(folder: string, name: string): string {
    this.#taken.add(`${name}.yaml`);
    return `${folder}/${name}.yaml`;
  }
}

const baseName = (file: string): string => file.replaceAll('\\', '/').split('/').at(-1) ?? file;
