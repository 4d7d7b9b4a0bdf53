// Who the example creator's costs and sales name as their vendor: nobody real, so nobody mistakes them for real money.
export const EXAMPLE_PROVIDER = "example";
