import type { SecurityType } from '../core/extensions.js';
import { isObject, own, type Json } from '../core/json.js';
import type { MutableJson, MutableObject } from '../core/mutable-json.js';
import { SECURITY_NEEDS, wireSchemeOf, type WireScheme } from '../core/security-needs.js';
import type { MergedSpec } from '../merge/types.js';

/** The security schemes by the names that the spec has for them. */
export class SchemeNames {
  readonly #names: Readonly<Record<WireScheme, string>>;
  readonly #known: Json | undefined;

  constructor(spec: MergedSpec | undefined) {
    this.#known = own(own(spec?.document, 'components'), 'securitySchemes');
    this.#names = {
      apiKey: this.#nameOf('apiKey') ?? 'apiKey',
      signature: this.#nameOf('signature') ?? 'hmacSignature',
    };
  }

  /** The `security` of an operation of this type. */
  securityFor(type: SecurityType): MutableJson[] {
    const needs = SECURITY_NEEDS[type];
    return needs.length === 0 ? [] : [Object.fromEntries(needs.map((scheme) => [this.#names[scheme], []]))];
  }

  /** `components.securitySchemes` for operations of these types, exactly as the spec has them. */
  componentsFor(types: readonly SecurityType[]): MutableObject {
    const needed = (['apiKey', 'signature'] as const).filter((scheme) =>
      types.some((type) => SECURITY_NEEDS[type].includes(scheme)),
    );
    return Object.fromEntries(
      needed.map((scheme) => {
        const known = own(this.#known, this.#names[scheme]);
        const value = isObject(known) ? structuredClone(known) : { ...DEFAULTS[scheme] };
        return [this.#names[scheme], value as MutableJson];
      }),
    );
  }

  #nameOf(scheme: WireScheme): string | undefined {
    return Object.entries(isObject(this.#known) ? this.#known : {}).find(
      ([, value]) => wireSchemeOf(own(value, 'type'), own(value, 'in'), own(value, 'name')) === scheme,
    )?.[0];
  }
}

const DEFAULTS: Readonly<Record<WireScheme, MutableObject>> = {
  apiKey: { type: 'apiKey', in: 'header', name: 'X-MBX-APIKEY' },
  signature: { type: 'apiKey', in: 'query', name: 'signature' },
};
