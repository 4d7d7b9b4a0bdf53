// Version of this product, as it tells of itself.
export const VERSION = "0.1.0";
