// A refusal of the emulated Graph API, with the numbers the real one uses.

export class GraphError extends Error {
  override readonly name = "GraphError";
  readonly code: number;
  readonly subcode: number | undefined;
  readonly status: number;

  constructor(code: number, message: string, options: { readonly subcode?: number; readonly status?: number } = {}) {
    super(message);
    this.code = code;
    this.subcode = options.subcode;
    this.status = options.status ?? 400;
  }

  toBody(): object {
    return {
      error: {
        message: this.message,
        type: "OAuthException",
        code: this.code,
        ...(this.subcode === undefined ? {} : { error_subcode: this.subcode }),
        is_transient: false,
        fbtrace_id: "AEmulatedTrace0000000000",
      },
    };
  }
}

export const invalidParameter = (what: string) => new GraphError(100, `(#100) ${what}`);
export const unknownObject = (id: string) =>
  new GraphError(100, `Unsupported request. Object with ID '${id}' does not exist`, { subcode: 33 });
