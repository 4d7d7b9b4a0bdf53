// Outside capability: files by key. Adapters: S3-compatible and a folder.

export interface StoredObject {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

export interface ObjectFacts {
  readonly bytes: number;
  readonly contentType: string;
  readonly modifiedAt: Date;
}

export interface ListedObject {
  readonly key: string;
  readonly bytes: number;
  readonly modifiedAt: Date;
}

/** Half open, as in `slice`: `end` is the first byte that is not read. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A request someone else may send, once or more, until it expires; with exactly these headers. */
export interface SignedUpload {
  readonly url: string;
  readonly method: "PUT";
  readonly headers: Readonly<Record<string, string>>;
}

/** Keys look like "avatars/avt_x/pieces/pce_y.png": lower case, no "..", no leading slash; adapters refuse others. */
export interface ObjectStore {
  readonly info: { readonly provider: string; readonly local: boolean };
  /** Replaces what was there. Whole or not at all. @throws AppError `storage_full`, `unavailable` */
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  /**
   * Like `put` for what does not fit into memory. What the stream throws comes through as it is; nothing is stored then.
   * @returns the size and the hash in hexadecimal of what came
   * @throws AppError `too_large` above `maxBytes`, and as `put`
   */
  putStream(
    key: string,
    stream: AsyncIterable<Uint8Array>,
    contentType: string,
    limits: { readonly maxBytes: number },
  ): Promise<{ readonly bytes: number; readonly sha256: string }>;
  /** @throws AppError `not_found`, `unavailable` */
  get(key: string): Promise<StoredObject>;
  /** As much of the range as there is, nothing from the object's end on. @throws AppError as `get` */
  read(key: string, range: ByteRange): Promise<Uint8Array>;
  /** The whole object in pieces. @throws AppError while iterating: as `get`, and `conflict` when it is replaced meanwhile */
  stream(key: string): AsyncIterable<Uint8Array>;
  /** @throws AppError as `get` */
  head(key: string): Promise<ObjectFacts>;
  exists(key: string): Promise<boolean>;
  /** Replaces what was at `to`. Whole or not at all. @throws AppError `not_found`, and as `put` */
  copy(from: string, to: string): Promise<void>;
  /** No error when it is not there. */
  delete(key: string): Promise<void>;
  /** As `delete`, for many; after an error some may be gone, and the call may be repeated. */
  deleteMany(keys: readonly string[]): Promise<void>;
  /** In the order of keys. */
  list(prefix: string): AsyncIterable<ListedObject>;
  /** A link that reads one object for `seconds` (at most 600, trust T16), or null when only our own /media route can serve it. */
  signedUrl(key: string, seconds: number): Promise<string | null>;
  /**
   * Leave to put one object of one type for `seconds` (at most 600), or null when only our own route can take it. It cannot limit
   * the size: look at `head` before what came is used.
   */
  signedUpload(key: string, contentType: string, seconds: number): Promise<SignedUpload | null>;
  /** Cheap proof that reading and writing work; throws AppError with a remedy otherwise. */
  check(): Promise<void>;
}
