// Outside capability: files by key. Adapters: S3-compatible and a folder.

export interface StoredObject {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** Keys look like "avatars/avt_x/pieces/pce_y.png": lower case, no "..", no leading slash; adapters refuse others. */
export interface ObjectStore {
  readonly info: { readonly provider: string; readonly local: boolean };
  /** Replaces what was there. Whole or not at all. @throws AppError `storage_full`, `unavailable` */
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  /** @throws AppError `not_found`, `unavailable` */
  get(key: string): Promise<StoredObject>;
  exists(key: string): Promise<boolean>;
  /** No error when it is not there. */
  delete(key: string): Promise<void>;
  list(prefix: string): AsyncIterable<string>;
  /** A link that reads one object for `seconds` (at most 600, trust T16), or null when only our own /media route can serve it. */
  signedUrl(key: string, seconds: number): Promise<string | null>;
  /** Cheap proof that reading and writing work; throws AppError with a remedy otherwise. */
  check(): Promise<void>;
}
