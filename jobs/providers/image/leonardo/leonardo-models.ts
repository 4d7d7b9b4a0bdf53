// Leonardo's models this product uses, and what each of them can be given. Their own guides name the fields.

export interface LeonardoModel {
  /** `modelId` of every request. */
  readonly id: string;
  /** Elements (LoRAs) trained on Leonardo go with the base they were trained on. */
  readonly takesElements: boolean;
  /** Preprocessor of Character Reference: the control that keeps a face. Content and Style Reference do not. */
  readonly characterReference: number | null;
  readonly takesNegative: boolean;
  /** What a request must set, or Leonardo would choose: its own defaults cost more. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** "Medium" contrast, a field both models require. */
const CONTRAST = 3.5;

export const LEONARDO_MODELS = {
  /** docs.leonardo.ai/docs/flux-dev */
  "flux-dev": {
    id: "b2614463-296c-462a-9586-aafdb8f00e36",
    takesElements: true,
    characterReference: null,
    takesNegative: false,
    settings: { contrast: CONTRAST, alchemy: false },
  },
  /** docs.leonardo.ai/docs/phoenix; alchemy is its "quality" mode. */
  phoenix: {
    id: "de7d3faf-762f-48e0-b3b7-9d0ac3a3fcf3",
    takesElements: false,
    characterReference: 397,
    takesNegative: true,
    settings: { contrast: CONTRAST, alchemy: true },
  },
} as const satisfies Record<string, LeonardoModel>;

export type LeonardoModelName = keyof typeof LEONARDO_MODELS;
