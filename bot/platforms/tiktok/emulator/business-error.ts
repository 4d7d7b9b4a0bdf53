// A refusal of the emulated TikTok: HTTP 200 with a number, as the real one.

export class BusinessError extends Error {
  override readonly name = "BusinessError";
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export const badParameter = (message: string) => new BusinessError(40_002, message);
export const noPermission = (message: string) => new BusinessError(40_001, message);
