import { parseAddress } from './identity.js';
import type { Block, Language } from './types.js';

/** By the heading anchors; without any, by whether headings and text are written in Chinese characters. */
export const readLanguage = (blocks: readonly Block[]): Language => {
  for (const block of blocks) {
    const address = block.kind === 'heading' && block.anchor ? parseAddress(block.anchor) : undefined;
    if (address) return address.language;
  }
  let han = 0;
  let latin = 0;
  for (const block of blocks) {
    if (block.kind !== 'heading' && block.kind !== 'text') continue;
    han += block.text.match(/\p{Script=Han}/gu)?.length ?? 0;
    latin += block.text.match(/[A-Za-z]+/g)?.length ?? 0;
  }
  return han > latin ? 'zh' : 'en';
};
