export const fans = {} as const;
