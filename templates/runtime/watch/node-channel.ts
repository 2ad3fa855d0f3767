import { channel } from 'node:diagnostics_channel';
import type { EventChannel } from './watch.js';

/** The channel on which every client of this process publishes its events. */
export const CHANNEL_NAME = 'marginalia-binance';

/** Node's channel of that name. It catches what subscribers throw. */
export const createNodeChannel = (): EventChannel => channel(CHANNEL_NAME);
