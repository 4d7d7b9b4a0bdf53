// What node-postgres needs of a network socket, on top of a connection that never leaves this process.
import { Duplex } from "node:stream";

/** The far end of a virtual socket. */
export interface VirtualPeer {
  receive(chunk: Buffer): void;
  close(): void;
}

export class VirtualSocket extends Duplex {
  #peer: VirtualPeer | undefined;

  constructor() {
    super({ allowHalfOpen: false });
  }

  attach(peer: VirtualPeer): this {
    this.#peer = peer;
    return this;
  }

  /** From the peer: bytes arrived, or null for the end. */
  deliver(bytes: Buffer | null): void {
    if (!this.destroyed && !this.readableEnded) this.push(bytes);
  }

  connect(): this {
    process.nextTick(() => this.emit("connect"));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  setTimeout(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {
    // Data is pushed when it arrives.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#peer?.receive(chunk);
    done();
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.#peer?.receive(Buffer.concat(chunks.map(({ chunk }) => chunk)));
    done();
  }

  override _final(done: () => void): void {
    this.#peer?.close();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#peer?.close();
    done(error);
  }
}
