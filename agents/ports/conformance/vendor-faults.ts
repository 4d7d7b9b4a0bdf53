// What can befall a request to a vendor: put on an emulator by the conformance suites and by `prove providers`.

/**
 * The first ten befall the submission, the rest what comes of it. `cut`: the vendor took the work, its answer broke off.
 * `no_output`: success, with nothing made. `output_lost`: the link is dead, or the inline data broken. `wrong_type`: a page instead of a file.
 */
export const VENDOR_FAULTS = [
  "unauthenticated",
  "no_credit",
  "invalid",
  "rate_limited",
  "server_error",
  "gateway_page",
  "garbage",
  "hang",
  "cut",
  "unreachable",
  "no_output",
  "refused",
  "output_lost",
  "wrong_type",
] as const;
export type VendorFault = (typeof VENDOR_FAULTS)[number];
