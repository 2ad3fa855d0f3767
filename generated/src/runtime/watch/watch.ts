import type { ClientEvent, Observer } from './event.js';
import { lookOn } from './look-on.js';

/** What an event of one attempt begins with. */
export interface EventPlace {
  readonly operation: string;
  readonly call: number;
  readonly attempt: number;
}

type WithoutBase<Event> = Event extends ClientEvent ? Omit<Event, 'operation' | 'call' | 'attempt' | 'at'> : never;
/** What is particular to an event. */
export type EventFacts = WithoutBase<ClientEvent>;

/** Publishes events where somebody may be listening, such as `node:diagnostics_channel`. */
export interface EventChannel {
  readonly hasSubscribers: boolean;
  publish(event: ClientEvent): void;
}

/** Tells those who look on what happens. When nobody does, it costs a comparison. */
export class Watch {
  constructor(
    readonly observer: Observer | undefined,
    readonly channel: EventChannel | undefined,
  ) {}

  /** Whether anybody looks on: events need not be made for nobody. */
  get isOn(): boolean {
    return this.observer !== undefined || this.channel?.hasSubscribers === true;
  }

  tell(place: EventPlace | undefined, facts: EventFacts): void {
    if (!this.isOn) return;
    const { operation, call = 0, attempt = 0 } = place ?? {};
    // Date.now and not the client's clock: that one may be somebody's code, and fail.
    const event = { operation, call, attempt, at: Date.now(), ...facts } as ClientEvent;
    lookOn(() => this.observer?.(event));
    if (this.channel?.hasSubscribers === true) this.channel.publish(event);
  }
}
