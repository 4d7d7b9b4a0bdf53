// Numbers of a LoRA training (domain 2).

export const TRAINING_STEPS = { least: 500, most: 5_000, usual: 1_000 } as const;
export const TRAINING_RANK = { least: 16, most: 128, usual: 16 } as const;
