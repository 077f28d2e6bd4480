import type { Instant, WorkingCalendar } from './time.ts';

/** What tells the time and the city's working days. */
export interface Clock {
  now(): Instant;
  readonly calendar: WorkingCalendar;
}

/** What draws identifiers and secrets. */
export interface Randomness {
  bytes(count: number): Uint8Array;
}

/** A short text for one person, rendered from a template by whoever delivers it. */
export interface OutgoingMessage {
  readonly channel: 'sms';
  readonly to: string;
  readonly template: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Hands messages to a carrier. A failure is retried later: it never fails the caller's work. */
export interface MessageCarrier {
  deliver(message: OutgoingMessage): Promise<void>;
}

/** Keeps files under a name made from their content. */
export interface FileKeeper {
  put(content: Uint8Array, extension: string): Promise<string>;
  find(name: string): Promise<Uint8Array | undefined>;
  remove(name: string): Promise<void>;
}

/** Makes an uploaded picture safe: checked by content, re-encoded, without EXIF, capped in size. */
export interface PictureCleaner {
  clean(content: Uint8Array): Promise<CleanPicture | undefined>;
}

export interface CleanPicture {
  readonly content: Uint8Array;
  readonly extension: 'webp';
  readonly widthPixels: number;
  readonly heightPixels: number;
}

/** Turns speech into text. The device's own dictation needs none of this. */
export interface SpeechRecognizer {
  recognize(sound: Uint8Array, mediaType: string): Promise<string | undefined>;
}

/** Confirms residence from an authority's register. */
export interface ResidenceVerifier {
  verify(claim: ResidenceClaim): Promise<'confirmed' | 'refuted' | 'unknown'>;
}

export interface ResidenceClaim {
  readonly name: string;
  readonly identityNumber: string;
  readonly committee: string;
}

/** Encrypts short secrets at rest and makes blind indexes of them. */
export interface Vault {
  seal(plain: string): string;
  open(sealed: string): string;
  /** A keyed hash that finds equal values without showing them. */
  fingerprint(plain: string): string;
}
